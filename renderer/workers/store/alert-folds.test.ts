// Folds of more sightings than a dictionary of identities shares codes for.
import { expect, it } from 'vitest';
import { Table } from '../../../shared/table/table.ts';
import { alertShape, sightingValues } from './alert-columns.ts';
import { AlertFolds } from './alert-folds.ts';
import { AssetIndex } from './asset-mention.ts';
import { sighting, SOURCES } from './sample-sightings.ts';

it('folds equal identities whose codes differ', () => {
  const table = new Table(alertShape);
  const graph = sightingValues({ source: SOURCES.graph, alert: sighting('graph', 0) });
  const arm = sightingValues({ source: SOURCES.arm, alert: sighting('arm', 0) });
  const rows = 70_000;
  for (let row = 0; row < rows; row++) {
    table.append({ ...graph, key: `graph ${row}`, identity: `id-${row}`, moreIdentities: [] });
  }
  expect(table.columns.identity.dictionary.isPlain).toBe(true);
  const indexed = new AlertFolds(table, new AssetIndex(table.columns.assets.items));
  indexed.admitAll();
  const row = table.append({ ...arm, identity: 'id-69999', moreIdentities: ['id-5'] });
  indexed.admit([row]);
  expect(indexed.members(row)).toHaveLength(3);
  expect(indexed.folded).toBe(2);

  const anew = new AlertFolds(table, new AssetIndex(table.columns.assets.items));
  anew.admitAll();
  expect([...anew.leading().toRows()]).toEqual([...indexed.leading().toRows()]);

  indexed.release([row]);
  table.set(row, { ...arm, identity: null, moreIdentities: [] });
  indexed.admit([row], new Set([5, 69_999]));
  expect(indexed.folded).toBe(0);
});
