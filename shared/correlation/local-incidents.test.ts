import { describe, expect, test } from 'vitest';
import { pair } from '../grouping/groupings.ts';
import type { AlertKey } from '../model/alert.ts';
import type { IncidentKey } from '../model/incident.ts';
import { placePage } from './local-incidents.ts';
import type { Placed, Surroundings } from './local-incidents.ts';
import type { AlertLink, Placement } from './placement.ts';

const alertOf = (name: string) => `t/${name}` as AlertKey;
const service = 't/100' as IncidentKey;
const otherService = 't/200' as IncidentKey;
const localOf = (name: string) => `t/local-${name}` as IncidentKey;

/** A small world that takes what was placed, as the store does. */
class World implements Surroundings {
  readonly incidents = new Map<AlertKey, IncidentKey>();
  readonly closed = new Set<IncidentKey>();
  readonly owned = new Set<IncidentKey>();
  readonly decided = new Set<AlertKey>();
  readonly made: IncidentKey[] = [];
  readonly besideOf = new Map<IncidentKey, IncidentKey>();

  incidentOf = (alert: AlertKey) => this.incidents.get(alert) ?? null;
  isDecided = (alert: AlertKey) => this.decided.has(alert);
  isLocal = (incident: IncidentKey) => incident.includes('/local-');
  isOpen = (incident: IncidentKey) => !this.closed.has(incident);
  mayMerge = (from: IncidentKey, into: IncidentKey) =>
    [from, into].every((one) => this.isOpen(one) && !this.owned.has(one));
  isOlder = (a: IncidentKey, b: IncidentKey) => this.made.indexOf(a) < this.made.indexOf(b);
  newKey = (alert: AlertKey) => localOf(alert.slice(2));

  place(...placements: readonly Placement[]): Placed {
    const placed = placePage(placements, this, this.besideOf);
    this.made.push(...placed.founded.keys());
    for (const [from, { into }] of placed.merged) {
      for (const [alert, incident] of this.incidents) {
        if (incident === from) this.incidents.set(alert, into);
      }
    }
    for (const [alert, incident] of placed.incidentByAlert) this.incidents.set(alert, incident);
    return placed;
  }
}

function link(to: string, isSeries = false): AlertLink {
  const tie = {
    reason: 'sameAsset',
    shared: 'machine',
    key: 'm1',
    secondsApart: 60,
    weight: 1,
  } as const;
  return { to: alertOf(to), reasons: ['sameAsset'], ties: isSeries ? [] : [tie], score: 1 };
}

function placement(name: string, ...links: readonly AlertLink[]): Placement {
  return { key: alertOf(name), copyOf: null, links };
}

describe('alerts that the service left alone', () => {
  test('get an incident of their own, and what is linked to them joins it', () => {
    const world = new World();
    world.place(placement('a'), placement('b', link('a')));
    world.place(placement('c', link('b')));
    expect([...world.incidents.values()]).toEqual([localOf('a'), localOf('a'), localOf('a')]);
    expect(world.made).toEqual([localOf('a')]);
  });

  test('make two local incidents one where they are linked to both, the older one stays', () => {
    const world = new World();
    world.place(placement('a'));
    world.place(placement('b'));
    const placed = world.place(placement('c', link('b'), link('a')));
    expect([...placed.merged]).toMatchObject([[localOf('b'), { into: localOf('a') }]]);
    expect(new Set(world.incidents.values())).toEqual(new Set([localOf('a')]));
  });

  test('make no incident of what was merged within the page', () => {
    const world = new World();
    const placed = world.place(
      placement('a'),
      placement('b'),
      placement('c', link('b'), link('a')),
    );
    expect([...placed.founded.keys()]).toEqual([localOf('a')]);
    expect(placed.merged.size).toBe(0);
    expect(new Set(world.incidents.values())).toEqual(new Set([localOf('a')]));
  });

  test('are only suggested where a person has worked on either incident', () => {
    const world = new World();
    world.place(placement('a'), placement('b'));
    world.owned.add(localOf('a'));
    const placed = world.place(placement('c', link('b'), link('a')));
    expect(placed.merged.size).toBe(0);
    expect(placed.suggested).toMatchObject([
      { incidents: pair(localOf('a'), localOf('b')), alert: alertOf('c') },
    ]);
  });

  test('reopen no closed incident', () => {
    const world = new World();
    world.place(placement('a'));
    world.closed.add(localOf('a'));
    const placed = world.place(placement('b', link('a')));
    expect(world.incidents.get(alertOf('b'))).toBe(localOf('b'));
    expect(placed.suggested).toMatchObject([{ incidents: pair(localOf('a'), localOf('b')) }]);
  });

  test('go to one incident beside that of the service, which is suggested', () => {
    const world = new World();
    world.incidents.set(alertOf('s1'), service);
    world.incidents.set(alertOf('s2'), service);
    const first = world.place(placement('s1'), placement('a', link('s1')));
    const second = world.place(placement('s2'), placement('b', link('s2')));
    expect(world.incidents.get(alertOf('a'))).toBe(localOf('a'));
    expect(world.incidents.get(alertOf('b'))).toBe(localOf('a'));
    expect(first.suggested).toMatchObject([{ incidents: pair(service, localOf('a')) }]);
    expect(second.founded.size).toBe(0);
  });
});

test('leaves the incidents of the service as they are, and suggests what links them', () => {
  const world = new World();
  world.incidents.set(alertOf('s'), service);
  world.incidents.set(alertOf('t'), otherService);
  const placed = world.place(placement('s'), placement('t', link('s')));
  expect(placed.incidentByAlert.size).toBe(0);
  expect(placed.suggested).toMatchObject([{ incidents: pair(service, otherService) }]);
});

test('takes what a person decided for no ground, and moves it nowhere', () => {
  const world = new World();
  world.place(placement('a'));
  world.incidents.set(alertOf('d'), service);
  world.decided.add(alertOf('d'));
  const placed = world.place(placement('d', link('a')), placement('e', link('d')));
  expect(placed.suggested).toEqual([]);
  expect(world.incidents.get(alertOf('e'))).toBe(localOf('e'));
});

test('puts a copy where its original is, also into an incident of the service', () => {
  const world = new World();
  world.incidents.set(alertOf('s'), service);
  world.place(placement('s'), { ...placement('copy'), copyOf: alertOf('s') });
  expect(world.incidents.get(alertOf('copy'))).toBe(service);
});

test('lets a series grow by itself, and never joins or suggests by it', () => {
  const world = new World();
  world.place(placement('a'), placement('b', link('a', true)));
  expect(world.incidents.get(alertOf('b'))).toBe(localOf('a'));
  world.incidents.set(alertOf('s'), service);
  const placed = world.place(placement('s', link('b', true)));
  expect(placed.suggested).toEqual([]);
  expect(placed.merged.size).toBe(0);
});
