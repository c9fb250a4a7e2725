import { describe, expect, it } from 'vitest';
import type { AlertClues } from './alert-clues.ts';
import { Duplicates } from './duplicates.ts';

const NOON = Date.UTC(2026, 5, 1, 12);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const ENDPOINT = 'microsoftDefenderForEndpoint';
const CLOUD = 'microsoftDefenderForCloud';
const SENTINEL = 'microsoftSentinel';

/** Activity that lasted ten minutes and was told an hour later. */
function clues(members: Partial<AlertClues>): AlertClues {
  const at = members.at ?? NOON;
  return {
    tenant: 't1',
    id: '',
    providerAlertId: '',
    originalIds: [],
    product: ENDPOINT,
    detector: 'd',
    title: 'Suspicious process',
    category: 'Execution',
    techniques: ['T1059'],
    at,
    lastAt: at + 10 * MINUTE_MS,
    createdAt: at + HOUR_MS,
    machines: [],
    accounts: [],
    privateAddresses: [],
    egressAddresses: [],
    clues: [],
    ...members,
  };
}

/** For each alert the row that it is a copy of, or its own. */
function canonicalRows(
  ...alerts: readonly (readonly [Partial<AlertClues>, (readonly string[])?])[]
): readonly number[] {
  const duplicates = new Duplicates();
  return alerts.map(([members, subjects = ['machine 1']], row) =>
    duplicates.add(row, clues(members), new Set(subjects)),
  );
}

const GUID = 'c7ce6cec-ab14-40f6-9128-d0274c1e9da0';

describe('copies by id', () => {
  it.each<readonly [string, Partial<AlertClues>]>([
    ['delivered again', { id: `da${GUID}` }],
    ['with the id of the product’s own', { id: GUID }],
    [
      'in another letter case, from another product',
      { id: `DC${GUID.toUpperCase()}`, product: CLOUD },
    ],
    ['made by a rule that tells what it was made from', { id: 'sn1', originalIds: [GUID] }],
    ['known by the id that the provider gave', { id: 'x', providerAlertId: `ed${GUID}` }],
  ])('%s', (_, members) => {
    const later = { at: NOON + 48 * HOUR_MS, category: 'Malware', ...members };
    expect(canonicalRows([{ id: `da${GUID}` }], [later, ['machine 2']])).toEqual([0, 0]);
  });

  it('pass on the ids that they know beside it', () => {
    const rows = canonicalRows(
      [{ id: `da${GUID}` }, ['machine 1']],
      [{ id: 'sn1', originalIds: [GUID], product: SENTINEL }, ['machine 2']],
      [{ id: 'sn1', product: SENTINEL }, ['machine 3']],
    );
    expect(rows).toEqual([0, 0, 0]);
  });

  it('are none in another tenant, nor by a word that merely begins like a prefix', () => {
    expect(canonicalRows([{ id: GUID }], [{ id: GUID, tenant: 't2' }])).toEqual([0, 1]);
    expect(canonicalRows([{ id: 'daily-report' }], [{ id: 'ily-report' }])).toEqual([0, 1]);
  });
});

describe('copies without a common id', () => {
  it.each<readonly [string, Partial<AlertClues>]>([
    ['a mirror, by another clock', { product: CLOUD, at: NOON + 2 * MINUTE_MS }],
    ['a rule’s, by its own five minutes', { product: SENTINEL, at: NOON - 5 * MINUTE_MS }],
    ['a rule’s that does not carry techniques over', { product: SENTINEL, techniques: [] }],
    ['a mirror under another title', { product: CLOUD, title: 'Odd command line' }],
  ])('%s', (_, members) => {
    expect(canonicalRows([{ id: 'a' }], [{ id: 'b', ...members }])).toEqual([0, 0]);
  });

  it('name fewer machines and accounts, but half of them at least', () => {
    const mirror = { id: 'b', product: CLOUD };
    const all = ['machine 1', 'account 1', 'account 2'];
    expect(canonicalRows([{ id: 'a' }, all], [mirror, ['machine 1']])).toEqual([0, 0]);
    expect(canonicalRows([{ id: 'a' }, all], [mirror, ['machine 1', 'x', 'y']])).toEqual([0, 1]);
  });

  it('are of the nearest in time of two that fit', () => {
    const rows = canonicalRows(
      [{ id: 'a', at: NOON }],
      [{ id: 'b', at: NOON + 90_000 }],
      [{ id: 'c', at: NOON + 80_000, product: CLOUD }],
    );
    expect(rows).toEqual([0, 1, 1]);
  });
});

const SAME = ['machine 1'];

describe('twins that stay two', () => {
  it.each<readonly [string, Partial<AlertClues>, readonly string[]]>([
    ['of one product, title and machine', { at: NOON + MINUTE_MS }, SAME],
    ['of one title and host alone, an hour later', { product: CLOUD, at: NOON + HOUR_MS }, SAME],
    ['just outside a mirror’s time', { product: CLOUD, at: NOON + 2 * MINUTE_MS + 1 }, SAME],
    ['of another category', { product: CLOUD, category: 'Persistence' }, SAME],
    ['of other techniques', { product: CLOUD, techniques: ['T1003'] }, SAME],
    ['a mirror without techniques', { product: CLOUD, techniques: [] }, SAME],
    ['that lasted longer', { product: CLOUD, lastAt: NOON + 10 * MINUTE_MS + 2_000 }, SAME],
    ['on another machine', { product: CLOUD }, ['machine 2']],
    ['about nobody', { product: CLOUD }, []],
    ['of a product that mirrors nothing', { product: 'azureAdIdentityProtection' }, SAME],
  ])('%s', (_, members, subjects) => {
    expect(canonicalRows([{ id: 'a' }], [{ id: 'b', ...members }, subjects])).toEqual([0, 1]);
  });
});

it('forgets by time, so that one machine’s alerts cost no more as they come', () => {
  const duplicates = new Duplicates();
  const alert = (row: number, at: number, product: string) =>
    duplicates.add(row, clues({ id: `alert ${String(row)}`, at, product }), new Set(['m']));
  for (let row = 0; row < 200; row++) alert(row, NOON + row * HOUR_MS, ENDPOINT);
  expect(alert(200, NOON + 199 * HOUR_MS, CLOUD)).toBe(199);
  expect(alert(201, NOON, CLOUD)).toBe(201);
});
