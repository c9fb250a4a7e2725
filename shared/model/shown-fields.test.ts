import { describe, expect, it } from 'vitest';
import type { Annotation, AnnotationTarget, FieldEdits, FieldSet } from './annotation.ts';
import type { ChangeItem } from './annotation-item.ts';
import type { EntryId } from './annotation-id.ts';
import { annotationsOf, foldAnnotations } from './fold-annotations.ts';
import { isEchoed, shownFields } from './shown-fields.ts';
import type { SeenFields } from './shown-fields.ts';
import { tenantId } from './tenant.ts';
import { parseTimestamp, timestampTicks } from './timestamp.ts';

const target: AnnotationTarget = {
  kind: 'incident',
  sourceId: 'graph',
  tenantId: tenantId('t'),
  id: '7',
};

function seen(fields: FieldSet = {}, at: string | null = '2026-11-24T12:00:00Z'): SeenFields {
  const updatedAt = at === null ? null : parseTimestamp(at);
  return {
    updatedAt: updatedAt === null ? null : timestampTicks(updatedAt),
    fields: { status: 'active', customTags: ['vip'], ...fields },
  };
}

function change(id: string, edits: FieldEdits): Annotation {
  return { kind: 'change', id: id as EntryId, at: 1, actor: 'me', target, edits };
}

function confirmed(itemId: string, at: string | null, changes: object = {}): Annotation {
  return {
    kind: 'confirmed',
    id: `${itemId} confirmed` as EntryId,
    at: 2,
    itemId: itemId as EntryId,
    by: 'reply',
    updatedAt: at === null ? null : parseTimestamp(at),
    keptFields: [],
    copies: 0,
    ...changes,
  };
}

function changesOf(...entries: readonly Annotation[]): readonly ChangeItem[] {
  return annotationsOf(foldAnnotations(entries), target).filter((item) => item.kind === 'change');
}

function shownOver(theirs: SeenFields, changes: readonly ChangeItem[]): FieldSet {
  return changes.reduce<FieldSet>((shown, one) => shownFields(theirs, one, shown), {});
}

const resolve: FieldEdits = { status: { base: 'active', value: 'resolved' } };

describe('what a person set', () => {
  it('stands over whatever the service says while it waits', () => {
    const waiting = changesOf(change('a', resolve));
    const theirs = seen({ status: 'inProgress' }, '2027-01-01T00:00:00Z');
    expect(shownOver(theirs, waiting)).toEqual({ status: 'resolved' });
  });

  it('is laid over in order, tags among those of others', () => {
    const changes = changesOf(
      change('a', { customTags: { base: ['vip'], value: ['vip', 'one'] }, ...resolve }),
      change('b', { customTags: { base: ['vip', 'one'], value: ['one'] } }),
    );
    expect(shownOver(seen({ customTags: ['vip', 'theirs'] }), changes)).toEqual({
      status: 'resolved',
      customTags: ['theirs', 'one'],
    });
  });

  it('stays after its delivery until the service shows it, and no longer', () => {
    const delivered = changesOf(change('a', resolve), confirmed('a', '2026-11-24T12:00:05.1Z'));
    expect(shownOver(seen(), delivered)).toEqual({ status: 'resolved' });
    const echo = seen({ status: 'inProgress' }, '2026-11-24T12:00:05.1000000Z');
    expect(shownOver(echo, delivered)).toEqual({});
    expect(delivered.map((one) => [isEchoed(seen(), one), isEchoed(echo, one)])).toEqual([
      [false, true],
    ]);
  });

  it('stays where changes have no date until the service says something else than before', () => {
    const delivered = changesOf(change('a', resolve), confirmed('a', null));
    expect(shownOver(seen({}, null), delivered)).toEqual({ status: 'resolved' });
    for (const status of ['resolved', 'inProgress']) {
      expect(shownOver(seen({ status }, null), delivered), status).toEqual({});
    }
  });

  it('stays for ever where the service does not take it', () => {
    const kept = changesOf(
      change('a', { severity: { base: 'low', value: 'high' }, ...resolve }),
      confirmed('a', '2026-11-24T12:00:05Z', { keptFields: ['severity'] }),
    );
    const later = seen({ severity: 'medium' }, '2027-01-01T00:00:00Z');
    expect(shownOver(later, kept)).toEqual({ severity: 'high' });
    expect(kept.map((one) => isEchoed(later, one))).toEqual([false]);
  });

  it('is not shown once it was withdrawn', () => {
    const cancelled: Annotation = {
      kind: 'cancelled',
      id: 'z' as EntryId,
      at: 2,
      itemId: 'a' as EntryId,
      actor: 'me',
    };
    const parked: Annotation = {
      kind: 'parked',
      id: 'y' as EntryId,
      at: 2,
      itemId: 'a' as EntryId,
      reason: { kind: 'refused' },
      failure: { kind: 'rejected', summary: 'No.' },
    };
    const withdrawn = changesOf(change('a', resolve), parked, cancelled);
    expect(shownOver(seen(), changesOf(change('a', resolve), parked))).toEqual({
      status: 'resolved',
    });
    expect(shownOver(seen(), withdrawn)).toEqual({});
  });
});
