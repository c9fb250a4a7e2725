import { describe, expect, it } from 'vitest';
import type { AnnotationProjection } from '../../shared/contract/store-ingest.ts';
import type { GroupingsProjection } from '../../shared/grouping/groupings-projection.ts';
import { alertOf, incidentOfId, moved } from '../../shared/grouping/groupings-under-test.ts';
import { alertKey } from '../../shared/model/alert.ts';
import type { AlertKey } from '../../shared/model/alert.ts';
import type { Annotation, OutboxTransition } from '../../shared/model/annotation.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import { foldAnnotations } from '../../shared/model/fold-annotations.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { parseTimestamp } from '../../shared/model/timestamp.ts';
import { createAnnotationProjector } from './annotation-projector.ts';

const confirmed = {
  kind: 'confirmed',
  by: 'readBack',
  updatedAt: null,
  keptFields: [],
  copies: 0,
} as const satisfies OutboxTransition;

function change(id: string, target: string): Annotation {
  return {
    kind: 'change',
    id: id as EntryId,
    at: 1,
    actor: 'robin',
    target: { kind: 'incident', sourceId: 's', tenantId: tenantId('t'), id: target },
    edits: { status: { base: 'active', value: 'resolved' } },
  };
}

function after(itemId: string, transition: OutboxTransition): Annotation {
  return { ...transition, id: `${itemId} after` as EntryId, at: 2, itemId: itemId as EntryId };
}

function told() {
  const projections: AnnotationProjection[] = [];
  const apart: (readonly AlertKey[])[] = [];
  const groupings: GroupingsProjection[] = [];
  const call = async (name: string, argument: unknown) => {
    if (name === 'folds.project')
      apart.push((argument as { readonly apart: readonly AlertKey[] }).apart);
    else if (name === 'groupings.project') groupings.push(argument as GroupingsProjection);
    else projections.push(argument as AnnotationProjection);
    return null as never;
  };
  const summary = () =>
    projections.map(({ isWhole, items }) => [
      isWhole,
      items.map(({ id, status }) => `${id} ${status.kind}`),
    ]);
  return { store: { call }, summary, apart, groupings };
}

describe('what people wrote', () => {
  const bugs: unknown[] = [];

  it('is told to each store in whole, and then as it changes', () => {
    const projector = createAnnotationProjector((error) => bugs.push(error));
    const [first, second] = [told(), told()];
    let state = foldAnnotations([change('a', '7'), change('b', '8')]);
    projector.update(state);
    projector.attach(first.store);
    state = foldAnnotations([change('c', '7')], state);
    projector.update(state);
    projector.attach(second.store);
    projector.update(foldAnnotations([after('b', confirmed)], state));
    expect(first.summary()).toEqual([
      [true, ['a pending', 'b pending']],
      [false, ['a superseded', 'c pending']],
    ]);
    expect(second.summary()).toEqual([
      [true, ['b pending', 'c pending']],
      [false, ['b confirmed']],
    ]);
  });

  it('is not told again once it was taken by a service that dates nothing', () => {
    const projector = createAnnotationProjector((error) => bugs.push(error));
    const updatedAt = parseTimestamp('2026-11-20T08:00:00Z');
    projector.update(
      foldAnnotations([
        change('undated', '7'),
        after('undated', confirmed),
        change('dated', '8'),
        after('dated', { ...confirmed, updatedAt }),
        change('kept', '9'),
        after('kept', { ...confirmed, by: 'local', keptFields: ['status'] }),
      ]),
    );
    const { store, summary } = told();
    projector.attach(store);
    expect(summary()).toEqual([[true, ['dated confirmed', 'kept confirmed']]]);
    expect(bugs).toEqual([]);
  });

  it('names all sightings that are apart to each store, and again when one more or less is', () => {
    const projector = createAnnotationProjector((error) => bugs.push(error));
    const [first, second] = [told(), told()];
    const [one, other] = [alertKey('t', 'one'), alertKey('t', 'other')];
    const fold = (id: string, kind: 'split' | 'join', sighting: AlertKey): Annotation => ({
      kind,
      id: id as EntryId,
      at: 1,
      actor: 'robin',
      sighting,
    });
    // Nothing is known to be apart before the journal is read.
    projector.attach(first.store);
    let state = foldAnnotations([fold('a', 'split', one)]);
    projector.update(state);
    state = foldAnnotations([change('b', '7')], state);
    projector.update(state);
    state = foldAnnotations([fold('c', 'split', other), fold('d', 'join', one)], state);
    projector.update(state);
    projector.attach(second.store);
    expect([first.apart, second.apart]).toEqual([[[one], [other]], [[other]]]);
    expect(bugs).toEqual([]);
  });

  it('tells each store which alerts were moved, in whole each time', () => {
    const projector = createAnnotationProjector((error) => bugs.push(error));
    const [first, second] = [told(), told()];
    const move = (id: string, at: number): Annotation => ({
      ...moved([id], null, incidentOfId('7')),
      id: id as EntryId,
      at,
      actor: 'robin',
    });
    projector.attach(first.store);
    let state = foldAnnotations([change('b', '7')]);
    projector.update(state);
    state = foldAnnotations([move('one', 1)], state);
    projector.update(state);
    state = foldAnnotations([move('two', 2)], state);
    projector.update(state);
    projector.attach(second.store);
    const alertsOf = (each: ReturnType<typeof told>) =>
      each.groupings.map(({ incidentOf }) => incidentOf.map(([alert]) => alert));
    const [one, two] = [alertOf('one'), alertOf('two')];
    expect([first, second].map(alertsOf)).toEqual([[[one], [one, two]], [[one, two]]]);
    expect(bugs).toEqual([]);
  });
});
