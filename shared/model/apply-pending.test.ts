import { describe, expect, it } from 'vitest';
import type { Annotation, AnnotationTarget, FieldEdits } from './annotation.ts';
import type { EntryId } from './annotation-id.ts';
import { applyToAlert, applyToIncident } from './apply-pending.ts';
import { annotationsOf, foldAnnotations } from './fold-annotations.ts';
import { decodeAlert, decodeIncident, encodeIncident } from './graph/decode.ts';
import { tenantId } from './tenant.ts';
import { parseTimestamp } from './timestamp.ts';

const incidentTarget: AnnotationTarget = {
  kind: 'incident',
  sourceId: 'graph',
  tenantId: tenantId('t'),
  id: '7',
};
const alertTarget: AnnotationTarget = { ...incidentTarget, kind: 'alert', incidentId: '7' };

function incident(members: object = {}) {
  const decoded = decodeIncident({
    id: '7',
    status: 'active',
    customTags: ['vip'],
    lastUpdateDateTime: '2026-11-24T12:00:00Z',
    ...members,
  });
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.incident;
}

function change(id: string, edits: FieldEdits, target = incidentTarget): Annotation {
  return { kind: 'change', id: id as EntryId, at: 1, actor: 'me', target, edits };
}

function confirmedAt(itemId: string, text: string): Annotation {
  return {
    kind: 'confirmed',
    id: 'z' as EntryId,
    at: 2,
    itemId: itemId as EntryId,
    by: 'reply',
    updatedAt: parseTimestamp(text),
    keptFields: [],
    copies: 0,
  };
}

const of = (...entries: readonly Annotation[]) =>
  annotationsOf(foldAnnotations(entries), incidentTarget);
const resolve: FieldEdits = { status: { base: 'active', value: 'resolved' } };

describe('what a person set', () => {
  it('stays over what the service says, also in its JSON', () => {
    const shown = applyToIncident(incident({ status: 'ACTIVE' }), of(change('a', resolve)));
    expect(shown.status).toBe('resolved');
    expect(encodeIncident(shown)).toMatchObject({ status: 'resolved' });
  });

  it('is laid over in order, tags among those of others', () => {
    const shown = applyToIncident(
      incident({ customTags: ['vip', 'theirs'] }),
      of(
        change('a', { customTags: { base: ['vip'], value: ['vip', 'one'] }, ...resolve }),
        change('b', { customTags: { base: ['vip', 'one'], value: ['one'] } }),
      ),
    );
    expect([shown.status, shown.customTags]).toEqual(['resolved', ['theirs', 'one']]);
  });

  it('stays after its delivery until the service shows it, and no longer', () => {
    const delivered = of(change('a', resolve), confirmedAt('a', '2026-11-24T12:00:05.1Z'));
    expect(applyToIncident(incident(), delivered).status).toBe('resolved');
    const later = incident({ lastUpdateDateTime: '2026-11-24T12:00:05.1000000Z' });
    expect(applyToIncident(later, delivered)).toBe(later);
  });

  it('stays for ever where the source does not take it', () => {
    const decoded = decodeAlert({ id: '7', severity: 'low', title: 'T' });
    if (!decoded.ok) throw new Error(decoded.reason);
    const kept = foldAnnotations([
      change('a', { severity: { base: 'low', value: 'high' } }, alertTarget),
      { ...confirmedAt('a', ''), by: 'local', keptFields: ['severity'] } as Annotation,
    ]);
    const shown = applyToAlert(decoded.alert, annotationsOf(kept, alertTarget));
    expect(shown).toEqual({ ...decoded.alert, severity: 'high' });
  });

  it('that was withdrawn is not shown', () => {
    const item = incident();
    const cancelled: Annotation = {
      kind: 'cancelled',
      id: 'z' as EntryId,
      at: 2,
      itemId: 'a' as EntryId,
      actor: 'me',
    };
    expect(applyToIncident(item, of(change('a', resolve), cancelled))).toBe(item);
  });
});
