import { expect, it } from 'vitest';
import { keysByCommand } from './commands.ts';
import type { CommandId } from './commands.ts';
import { createKeySequence } from './key-sequence.ts';

const keys = keysByCommand([{ command: 'zone.toggle', keys: ['i'] }]);
const offered = new Set<CommandId>(['go.incidents', 'go.alerts', 'zone.toggle', 'item.manage']);

/** Chords with the milliseconds at which they are pressed. */
function pressed(...presses: readonly (readonly [string, number])[]): readonly string[] {
  const sequence = createKeySequence();
  return presses.map(([chord, at]) => {
    const press = sequence.press(chord, at, keys, (id) => offered.has(id));
    return press.kind === 'run' ? press.id : press.kind;
  });
}

it('takes two keys for one command where they follow one another soon', () => {
  expect(pressed(['g', 0], ['i', 400])).toEqual(['wait', 'go.incidents']);
  expect(pressed(['g', 0], ['i', 4_000])).toEqual(['wait', 'zone.toggle']);
  expect(pressed(['i', 0], ['g', 1], ['a', 2])).toEqual(['zone.toggle', 'wait', 'go.alerts']);
  expect(pressed(['g', 0], ['x', 1], ['i', 2])).toEqual(['wait', 'none', 'zone.toggle']);
});

it('passes over commands that nobody offers, to one that has the same keys', () => {
  expect(pressed(['m', 0], ['e', 1])).toEqual(['item.manage', 'none']);
});
