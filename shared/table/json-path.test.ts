import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DynamicPaths } from './dynamic-paths.ts';
import { jsonAt } from './json-path.ts';
import type { PathStep } from './json-path.ts';
import { StringColumn } from './string-column.ts';

const step = fc.oneof(
  fc.constantFrom('a', 'b', '"', '__proto__', ''),
  fc.integer({ min: -3, max: 3 }),
);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0.5, '', 'a,b', ']"}', '\\'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', '"', '__proto__', ''), tie('value')),
  ),
})).value;

function naive(value: unknown, path: readonly PathStep[]): unknown {
  let current = value;
  for (const one of path) {
    if (Array.isArray(current) && typeof one === 'number') current = current.at(one);
    else if (
      typeof one === 'string' &&
      typeof current === 'object' &&
      current !== null &&
      !Array.isArray(current) &&
      Object.hasOwn(current, one)
    )
      current = (current as Record<string, unknown>)[one];
    else return undefined;
  }
  return current;
}

describe('jsonAt', () => {
  it('reads what parsing the whole would', () => {
    fc.assert(
      fc.property(json, fc.array(step, { maxLength: 3 }), fc.boolean(), (value, path, spaced) => {
        const text = JSON.stringify(value, null, spaced ? 2 : 0);
        const found = jsonAt(text, path);
        expect(found === null ? undefined : JSON.parse(found)).toEqual(
          naive(JSON.parse(text), path),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps the digits of long numbers, and the last of equal names', () => {
    expect(jsonAt('{"n": 9223372036854775807 , "n":9223372036854775806}', ['n'])).toBe(
      '9223372036854775806',
    );
    expect(jsonAt('{"\\u0061": 1}', ['a'])).toBe('1');
  });
});

it('a path into a column is read again only for texts that came', () => {
  const column = new StringColumn('dynamic');
  ['{"a":1}', '{"b":2}', null, '{"a":1}'].forEach((text, row) => column.set(row, text));
  const paths = new DynamicPaths(column);
  const valuesAt = () => {
    const found = paths.column(['a']);
    return Array.from({ length: found.length }, (_, row) => found.value(row));
  };
  expect(valuesAt()).toEqual(['1', null, null, '1']);
  column.set(1, '{"a":[2]}');
  expect(valuesAt()).toEqual(['1', '[2]', null, '1']);
});
