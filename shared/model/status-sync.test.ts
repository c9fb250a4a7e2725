import { expect, it } from 'vitest';
import { kindsInStep } from './status-sync.ts';

it.each([
  ['incident', '4194', ['graph', 'sentinel']],
  ['incident', '73e01a99-5cd7-4139-a149-9f2736ff2ab5', ['graph']],
  ['alert', 'dc2516797850179999999_c7ce6cec-ab14-40f6-9128-d0274c1e9da0', ['graph', 'arm']],
  ['alert', 'da6ea6d429-b97a-4a17-b4a2-945fdf667737_1', ['graph']],
  ['alert', 'fa44b5e8d9-554a-3817-fc00-08dc96cc8940', ['graph']],
] as const)('%s %s is in step in %j', (kind, id, kinds) => {
  expect(kindsInStep(kind, id)).toEqual(kinds);
});
