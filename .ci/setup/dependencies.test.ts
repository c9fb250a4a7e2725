// When a clone counts as installed: too eager costs a minute at each start, too lazy runs old code.
import { expect, it } from 'vitest';

import { matchesLock } from './dependencies.mjs';

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/for-another-platform': { version: '2.0.0', optional: true },
};
const a = wanted['node_modules/a'];

it.each([
  ['equal but for another platform', { 'node_modules/a': a }, true],
  ['with a missing package', {}, false],
  ['with another version', { 'node_modules/a': { ...a, version: '1.0.1' } }, false],
  ['with another content', { 'node_modules/a': { ...a, integrity: 'sha512-b' } }, false],
  ['with a superfluous package', { 'node_modules/a': a, 'node_modules/b': a }, false],
])('an installation %s', (_, installed, matches) => {
  expect(matchesLock(wanted, installed)).toBe(matches);
});
