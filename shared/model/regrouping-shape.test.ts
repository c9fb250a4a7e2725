import { expect, it } from 'vitest';
import { alertKey } from './alert.ts';
import { incidentKey } from './incident.ts';
import { MERGE_REASONS, newIncidentKey } from './regrouping.ts';
import type { RegroupDraft } from './regrouping.ts';
import { isGroupingDraft } from './regrouping-shape.ts';

const made = newIncidentKey('T', () => 0.5);
const draft: RegroupDraft = {
  kind: 'regroup',
  gesture: 'split',
  moves: [{ alert: alertKey('t', '/a/b'), from: incidentKey('t', '1'), to: made }],
  redirects: [],
  created: { key: made, name: '<b>Apart</b>' },
  reasons: [],
  comment: 'a\nb',
};

it('takes what a window may write', () => {
  expect(made).toBe(`t/local-${'8'.repeat(32)}`);
  expect(isGroupingDraft(draft)).toBe(true);
  expect(isGroupingDraft({ kind: 'regroupUndone', regroupId: 'E1' })).toBe(true);
});

const move = { alert: alertKey('t', 'a'), from: null, to: made };
const redirect = { from: incidentKey('t', '1'), to: incidentKey('t', '2') };

it.each<[string, unknown]>([
  ['null', null],
  ['another kind', { ...draft, kind: 'toString' }],
  ['an id of its own', { ...draft, id: 'E1' }],
  ['a key without a tenant', { ...draft, moves: [{ ...move, alert: '/a' }] }],
  ['a key without an id', { ...draft, moves: [{ ...move, alert: 't/' }] }],
  ['a key beyond all lengths', { ...draft, moves: [{ ...move, alert: `t/${'a'.repeat(2048)}` }] }],
  ['a key that is none', { ...draft, moves: [{ ...move, from: 7 }] }],
  [
    'a new incident under the id of another',
    { ...draft, created: { ...draft.created, key: 't/7' } },
  ],
  ['a name beyond all lengths', { ...draft, created: { key: made, name: 'a'.repeat(513) } }],
  ['six incidents', { ...draft, redirects: Array.from({ length: 5 }, () => redirect) }],
  ['a reason of its own', { ...draft, reasons: ['because'] }],
  ['more reasons than there are', { ...draft, reasons: [...MERGE_REASONS, 'sameActor'] }],
  ['a comment beyond all lengths', { ...draft, comment: 'a'.repeat(10_001) }],
  [
    'a suggestion of three',
    { kind: 'suggestion', incidents: ['t/1', 't/2', 't/3'], verdict: 'open' },
  ],
  [
    'a pair of nothing',
    { kind: 'machinePair', device: '', asset: 'a', tenantId: 't', verdict: 'same', reason: '' },
  ],
])('refuses %s', (_what, value) => {
  expect(isGroupingDraft(value)).toBe(false);
});
