import { expect, it } from 'vitest';
import type { OutboxItemStatus, OutboxItemView } from '../../../shared/contract/outbox.ts';
import type { EntryId } from '../../../shared/model/annotation-id.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import { inOrderOfNeed } from './item-need.ts';

const item = (id: string, status: OutboxItemStatus): OutboxItemView => ({
  id: id as EntryId,
  target: { kind: 'incident', sourceId: 's', tenantId: tenantId('t'), id: '7' },
  content: { kind: 'change', edits: {} },
  writtenAt: 0,
  actor: 'robin',
  status,
});

it('lists what needs a person first and what is only kept last', () => {
  const items = [
    item('kept', { kind: 'kept' }),
    item('first', { kind: 'sending' }),
    item('conflict', { kind: 'conflict', fields: {} }),
    item('second', { kind: 'waiting', failure: null, nextAttemptAt: null }),
    item('twice', { kind: 'duplicated', copies: 2 }),
  ];
  const order = inOrderOfNeed(items).map(({ id }) => id);
  expect(order).toEqual(['conflict', 'twice', 'first', 'second', 'kept']);
});
