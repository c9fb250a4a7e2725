import { expect, test } from 'vitest';
import { machinePair } from './use-machine-names.ts';

test.each([
  ['device:a', 'azure:s/rg/web01'],
  ['entra:a', 'vm:1'],
  ['azure:s/rg/a', 'azure:s/rg/b'],
])('names the pair of %s and %s in one way', (device, asset) => {
  expect(machinePair(device, asset)).toEqual({ device, asset });
  expect(machinePair(asset, device)).toEqual({ device, asset });
});
