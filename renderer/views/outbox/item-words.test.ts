import { describe, expect, it } from 'vitest';
import type { OutboxItemStatus, OutboxItemView } from '../../../shared/contract/outbox.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { FieldEdits } from '../../../shared/model/annotation.ts';
import type { EntryId } from '../../../shared/model/annotation-id.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import { writerId } from '../../../shared/model/writer-id.ts';
import { editLines, statusWords, wayWords } from './item-words.ts';

const failure: Failure = { kind: 'offline', summary: 'The service cannot be reached.' };
const waiting: OutboxItemStatus = { kind: 'waiting', failure: null, nextAttemptAt: null };

const change = (edits: FieldEdits): OutboxItemView => ({
  id: '01' as EntryId,
  target: { kind: 'incident', sourceId: 's', tenantId: tenantId('t'), id: '7' },
  content: { kind: 'change', edits },
  writtenAt: 0,
  actor: 'robin',
  status: waiting,
});

describe('editLines', () => {
  it('says each field from and to, in the order in which people are shown them', () => {
    const edits: FieldEdits = {
      customTags: { base: [], value: ['vip', 'lab'] },
      determination: { base: null, value: 'malware' },
      classification: { base: 'unknown', value: 'truePositive' },
      assignedTo: { base: 'kim@contoso.com', value: null },
      status: { base: 'active', value: 'someNewerOne' },
    };
    expect(editLines(change(edits))).toEqual([
      'Status: Active → someNewerOne',
      'Assigned to: kim@contoso.com → Unassigned',
      'Classification: Not set → True positive',
      'Determination: Not set → Malware',
      'Tags: No tags → vip, lab',
    ]);
  });
});

describe('wayWords', () => {
  const [graph, arm, file] = (['graph', 'arm', 'file'] as const).map((kind) =>
    writerId(kind, tenantId('t')),
  ) as [string, string, string];
  const item = change({});
  it.each<[string, string | undefined, string | null]>([
    [graph, undefined, 'Microsoft Graph'],
    [graph, arm, 'Azure Resource Manager'],
    [file, undefined, null],
    ['newer@t', undefined, null],
  ])('of %s through %s', (sourceId, through, words) => {
    const target = { ...item.target, sourceId };
    const way = through === undefined ? {} : { through };
    expect(wayWords({ ...item, target, ...way })).toBe(words);
  });
});

describe('statusWords', () => {
  const parked = (reason: Extract<OutboxItemStatus, { kind: 'parked' }>['reason']) =>
    ({ kind: 'parked', reason, failure }) as const;
  it.each<[OutboxItemStatus, string]>([
    [waiting, 'Waiting to be delivered'],
    [{ ...waiting, failure }, 'Waiting: The service cannot be reached.'],
    [{ kind: 'sending' }, 'Being delivered'],
    [{ kind: 'kept' }, 'Kept on this computer: only a file tells of it, so no service takes it'],
    [parked({ kind: 'redirected', toId: '4201' }), 'The incident was merged into incident 4201'],
    [
      parked({ kind: 'notApplied', fields: ['status', 'assignedTo'] }),
      'The service accepted it, and kept its own status, assigned to',
    ],
    [
      { kind: 'duplicated', copies: 2 },
      'Delivered, but the service shows it 2 times: it has no way to delete one',
    ],
  ])('of %o', (status, words) => {
    expect(statusWords(status, null)).toBe(words);
  });

  it('names why nothing of the source is delivered', () => {
    const hold = { sourceId: 's', failure, nextAttemptAt: 1 };
    expect(statusWords(waiting, hold)).toBe('Waiting: The service cannot be reached.');
  });
});
