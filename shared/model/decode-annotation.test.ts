import { describe, expect, it } from 'vitest';
import { alertKey } from './alert.ts';
import type { Annotation, AnnotationTarget, OutboxTransition } from './annotation.ts';
import type { CommentRef, EntryId } from './annotation-id.ts';
import { decodeAnnotation } from './decode-annotation.ts';
import { incidentKey } from './incident.ts';
import { newIncidentKey } from './regrouping.ts';
import { tenantId } from './tenant.ts';
import { parseTimestamp } from './timestamp.ts';

const id = 'a' as EntryId;
const actor = 'me';
const target: AnnotationTarget = {
  kind: 'alert',
  sourceId: 'graph',
  tenantId: tenantId('t'),
  id: '7',
  incidentId: null,
};
const updatedAt = parseTimestamp('2026-11-24T12:00:00.3333333Z');
const failure = { kind: 'rejected', summary: 'No.', action: 'Ask.', retryAt: 1 } as const;

const transitions: readonly OutboxTransition[] = [
  { kind: 'intent' },
  { kind: 'confirmed', by: 'readBack', updatedAt, keptFields: ['severity'], copies: 1 },
  { kind: 'parked', reason: { kind: 'refused' }, failure },
  { kind: 'parked', reason: { kind: 'redirected', toId: '8' }, failure },
  { kind: 'parked', reason: { kind: 'notApplied', fields: ['status'] }, failure },
  {
    kind: 'conflict',
    updatedAt: null,
    fields: { customTags: { base: ['a'], ours: [], theirs: ['b'] } },
  },
  { kind: 'resolved', choice: { status: 'ours' }, actor },
  { kind: 'retargeted', toId: '8', actor },
  { kind: 'offered', toSourceId: 'graph-security@t', toId: 'da1', actor },
  { kind: 'retried', actor },
  { kind: 'cancelled', actor },
  { kind: 'checked', copies: 2 },
];
const made = newIncidentKey('t', () => 0.99);
const annotations: readonly Annotation[] = [
  {
    kind: 'change',
    id,
    at: 1,
    actor,
    target,
    edits: {
      assignedTo: { base: null, value: 'me' },
      customTags: { base: [], value: ['__proto__'] },
    },
  },
  { kind: 'comment', id, at: 1, actor, target, text: '', ref: 'AAAAAAAA' as CommentRef },
  { kind: 'split', id, at: 1, actor, sighting: alertKey('t', '7') },
  { kind: 'join', id, at: 1, actor, sighting: alertKey('t', '7') },
  {
    kind: 'regroup',
    id,
    at: 1,
    actor,
    gesture: 'split',
    moves: [{ alert: alertKey('t', '7'), from: null, to: made }],
    redirects: [{ from: incidentKey('t', '1'), to: incidentKey('t', '2') }],
    created: { key: made, name: '' },
    reasons: ['sameActor'],
    comment: '',
  },
  { kind: 'regroupUndone', id, at: 1, actor, regroupId: id },
  {
    kind: 'suggestion',
    id,
    at: 1,
    actor,
    incidents: [incidentKey('t', '1'), incidentKey('t', '2')],
    verdict: 'rejected',
  },
  {
    kind: 'correlationRule',
    id,
    at: 1,
    actor,
    alertType: 'Scan',
    tenantId: tenantId('t'),
    mode: 'alone',
    reason: '',
  },
  {
    kind: 'machinePair',
    id,
    at: 1,
    actor,
    device: 'd',
    asset: 'a',
    tenantId: tenantId('t'),
    verdict: 'different',
    reason: 'cloned',
  },
  ...transitions.map((transition) => ({ ...transition, id, at: 1, itemId: id })),
];

describe('every annotation', () => {
  it.each(annotations)('is read back as it was written: $kind', (annotation) => {
    expect(decodeAnnotation(JSON.parse(JSON.stringify(annotation)))).toEqual(annotation);
  });

  it.each(annotations)('is refused without any of its members: $kind', (annotation) => {
    const understood = Object.keys(annotation).filter((name) => {
      const { [name]: _left, ...rest } = annotation as unknown as Record<string, unknown>;
      return decodeAnnotation(rest) !== null;
    });
    expect(understood).toEqual([]);
  });

  it.each(annotations)('is refused with a member of a newer release: $kind', (annotation) => {
    expect(decodeAnnotation({ ...annotation, priority: 1 })).toBeNull();
  });
});

it('tells through which other source something went, where it went another way', () => {
  const confirmed = annotations.find(({ kind }) => kind === 'confirmed');
  const through = { ...confirmed, through: 'sentinel@t' };
  expect(decodeAnnotation(through)).toEqual(through);
  expect(decodeAnnotation({ ...through, through: null })).toBeNull();
});

it.each<[string, unknown]>([
  ['no object', [annotations[0]]],
  ['an unknown kind', { ...annotations[0], kind: 'wish' }],
  ['an inherited kind', { ...annotations[0], kind: 'constructor' }],
  ['an unknown field', { ...annotations[0], edits: { mood: { base: 'a', value: 'b' } } }],
  [
    'a prototype as a field',
    JSON.parse(
      '{"kind":"resolved","id":"a","at":1,"itemId":"a","actor":"m","choice":{"__proto__":"ours"}}',
    ),
  ],
  ['a value of another type', { ...annotations[0], edits: { status: { base: 1, value: 'b' } } }],
  ['a target of another kind', { ...annotations[0], target: { ...target, kind: 'device' } }],
  ['a time that is none', { ...annotations[0], at: '2026' }],
])('refuses %s', (_name, value) => {
  expect(decodeAnnotation(value)).toBeNull();
});
