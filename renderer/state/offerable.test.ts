import { expect, it } from 'vitest';
import type { OutboxItemStatus, OutboxItemView } from '../../shared/contract/outbox.ts';
import type { SourceKind } from '../../shared/model/alert-source.ts';
import type { AnnotationTarget } from '../../shared/model/annotation.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { writerId } from '../../shared/model/writer-id.ts';
import { offerable } from './offerable.ts';

const targetIn = (source: SourceKind, id: string, tenant = 't'): AnnotationTarget => ({
  kind: 'alert',
  sourceId: writerId(source, tenantId(tenant)),
  tenantId: tenantId(tenant),
  id,
  incidentId: null,
});

const item = (target: AnnotationTarget, status: OutboxItemStatus): OutboxItemView => ({
  id: target.id as EntryId,
  target,
  content: { kind: 'change', edits: {} },
  writtenAt: 0,
  actor: 'robin',
  status,
});

it('is what is kept about the same thing, once a service has it', () => {
  const kept = item(targetIn('file', 'in file'), { kind: 'kept' });
  const items = [
    kept,
    item(targetIn('graph', 'in file'), { kind: 'sending' }),
    item(targetIn('file', 'another'), { kind: 'kept' }),
    item(targetIn('file', 'in file', 'other tenant'), { kind: 'kept' }),
  ];
  expect(offerable(items, targetIn('graph', 'da1'), ['in file'])).toEqual([kept]);
  expect(offerable(items, targetIn('file', 'in file'), ['in file'])).toEqual([]);
});
