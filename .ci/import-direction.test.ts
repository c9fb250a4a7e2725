// The rooms of the app import one way; see the table in import-direction.ts.
import { describe, expect, it } from 'vitest';

import { findWrongTurns, importsOf, readImports } from './import-direction.ts';

it('holds in every file of every room', async () => {
  const imports = await readImports(['shared', 'electron', 'renderer', 'resources']);
  expect(imports.length).toBeGreaterThan(0);
  expect(findWrongTurns(imports)).toEqual([]);
});

describe('the table', () => {
  it.each([
    ['shared/model/alert.ts', 'shared/failure.ts'],
    ['shared/model/alert.ts', 'resources/graph-security.ts'],
    ['shared/kql/plan.ts', 'shared/table/column.ts'],
    ['electron/main.ts', 'electron/sync/sync-loop.ts'],
    ['electron/sync/sync-loop.ts', 'shared/contract/ingest.ts'],
    ['electron/sync/sync-loop.ts', 'node:timers/promises'],
    ['electron/sync/sync-loop.test.ts', 'electron/demo-tenant/demo-tenant.ts'],
    ['electron/shell/windows.ts', 'electron'],
    ['renderer/main.tsx', 'renderer/views/shell/app.tsx'],
    ['renderer/workers/store/store-database.ts', 'dexie'],
    ['renderer/views/incident/incident-page.tsx', 'renderer/views/story-graph/story-graph.tsx'],
    ['renderer/views/incident/incident-page.tsx', 'renderer/ui/tabs.tsx'],
    ['renderer/views/incident/incident-page.tsx', 'renderer/views/incident/parts/header.tsx'],
    ['renderer/views/shell/app.tsx', 'renderer/views/queue/incident-queue.tsx'],
    ['renderer/ui/icon.tsx', '@fluentui/react-icons/svg/add'],
  ])('lets %s import %s', (from, to) => {
    expect(findWrongTurns([{ from, to, isType: false }])).toEqual([]);
  });

  it.each([
    ['shared/model/alert.ts', 'shared/table/column.ts'],
    ['shared/model/alert.ts', 'shared/failure-text.ts'],
    ['shared/kql/plan.ts', 'shared/model/alert.ts'],
    ['shared/rpc.ts', 'electron/ipc/ports.ts'],
    ['shared/rpc.ts', 'node:fs'],
    ['shared/rpc.test.ts', 'electron/ipc/ports.ts'],
    ['electron/sync/sync-loop.ts', 'electron/sources/source.ts'],
    ['electron/sync/sync-loop.ts', 'electron'],
    ['electron/shell/windows.ts', 'renderer/state/connection.ts'],
    ['electron/preload/preload.ts', 'node:fs'],
    ['electron/sync/sync-loop.test.ts', '/home/someone/electron/demo-tenant/demo-tenant.ts'],
    ['electron/sources/service-client.ts', 'electron/sources/scripted-client.ts'],
    ['renderer/state/connection.ts', 'dexie'],
    ['renderer/state/connection.ts', 'renderer/workers/store/data-store.ts'],
    ['renderer/state/connection.ts', 'renderer/ui/icon.tsx'],
    ['renderer/workers/store/data-store.ts', 'renderer/state/connection.ts'],
    ['renderer/views/queue/queue-page.tsx', 'renderer/views/incident/incident-header.tsx'],
    ['renderer/views/queue/queue-page.tsx', 'renderer/views/incident/parts/incident.tsx'],
    ['renderer/views/queue/queue-page.tsx', 'renderer/workers/store/data-store.ts'],
    ['renderer/views/queue/queue-page.tsx', 'cytoscape'],
    ['renderer/ui/icon.tsx', 'shared/model/alert.ts'],
    ['renderer/ui/icon.tsx', 'zustand'],
    ['unknown/file.ts', 'shared/failure.ts'],
  ])('forbids %s to import %s', (from, to) => {
    expect(findWrongTurns([{ from, to, isType: false }])).toEqual([`${from} -> ${to}`]);
  });

  it('lets a room of main take the types of the sources, not their code', () => {
    const turn = { from: 'electron/sync/sync-loop.ts', to: 'electron/sources/source.ts' };
    expect(findWrongTurns([{ ...turn, isType: true }])).toEqual([]);
  });
});

it('reads every kind of import', () => {
  const source = `
    import './style.css';
    import type { A } from './a.ts';
    import { type B, c } from '../b.ts';
    export { d } from 'package/d';
    export * from './e.ts';
    const f = import('./f.ts');
    const g = import(name);
    type H = import('./h.ts').H;
  `;
  const from = 'shared/kql/all.ts';
  expect(importsOf(from, source)).toEqual([
    { from, to: 'shared/kql/style.css', isType: false },
    { from, to: 'shared/kql/a.ts', isType: true },
    { from, to: 'shared/b.ts', isType: false },
    { from, to: 'package/d', isType: false },
    { from, to: 'shared/kql/e.ts', isType: false },
    { from, to: 'shared/kql/f.ts', isType: false },
    { from, to: '/computed: name', isType: false },
    { from, to: 'shared/kql/h.ts', isType: true },
  ]);
});
