import { describe, expect, it } from 'vitest';
import type {
  OutboxItemStatus,
  OutboxItemView,
  OutboxState,
} from '../../shared/contract/outbox.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { deliveredBetween } from './outbox.ts';

const item = (id: string, status: OutboxItemStatus): OutboxItemView => ({
  id: id as EntryId,
  target: { kind: 'incident', sourceId: 's', tenantId: tenantId('t'), id: '7' },
  content: { kind: 'change', edits: {} },
  writtenAt: 0,
  actor: 'robin',
  status,
});

const listing = (...items: readonly OutboxItemView[]): OutboxState => ({
  pending: items.length,
  parked: 0,
  conflicts: 0,
  duplicated: 0,
  kept: 0,
  items,
  holds: [],
});

describe('deliveredBetween', () => {
  it('takes what was on its way for delivered, and what a person may have given up not', () => {
    const sent = item('sent', { kind: 'sending' });
    const found = item('found', { kind: 'lookingForIt', nextAttemptAt: null });
    const given = item('given up', { kind: 'conflict', fields: {} });
    const untold = item('untold', { kind: 'waiting', failure: null, nextAttemptAt: null });
    const still = item('still', { kind: 'sending' });
    expect(deliveredBetween(listing(sent, found, given, untold, still), listing(still))).toEqual([
      sent,
      found,
      untold,
    ]);
  });
});
