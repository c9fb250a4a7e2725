import { expect, it } from 'vitest';
import { parseDecimal, spellDecimal } from './decimal.ts';

it.each([
  ['1.50', '1.5'],
  ['-0.000', '0'],
  ['00012', '12'],
  ['.5', '0.5'],
  ['1e3', '1000'],
  ['-12.5E-3', '-0.0125'],
  ['79228162514264337593543950335', '79228162514264337593543950335'],
])('%s is spelled %s', (text, spelled) => {
  const decimal = parseDecimal(text);
  expect(decimal && spellDecimal(decimal)).toBe(spelled);
});

it.each(['', '.', 'abc', '1,5', '0x10', '--1'])('%j is no decimal', (text) => {
  expect(parseDecimal(text)).toBeNull();
});
