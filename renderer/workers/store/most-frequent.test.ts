import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MostFrequent } from './most-frequent.ts';

const values = fc.uniqueArray(
  fc.record({ value: fc.string({ maxLength: 2 }), count: fc.integer({ min: 0, max: 3 }) }),
  { selector: ({ value }) => value, maxLength: 30 },
);

it('names what sorting all values would name, and all that are chosen', () => {
  fc.assert(
    fc.property(
      values,
      fc.array(fc.string({ maxLength: 2 }), { maxLength: 3 }),
      fc.option(fc.constantFrom('a', 'b', '1')),
      fc.integer({ min: 1, max: 5 }),
      (offered, strangers, sought, most) => {
        const chosen = new Set([...strangers, ...offered.slice(0, 2).map(({ value }) => value)]);
        const matches = sought === null ? null : (value: string) => value.includes(sought);
        const found = new MostFrequent(most, chosen);
        for (const { value, count } of offered) found.offer(count, () => value, matches);

        const known = new Set(offered.map(({ value }) => value));
        const all = [...chosen]
          .filter((value) => !known.has(value))
          .map((value) => ({ value, count: 0 }))
          .concat(offered)
          .filter(({ value }) => matches?.(value) ?? true)
          .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
        const named = all.filter(({ value }, place) => place < most || chosen.has(value));
        expect(found.facet(matches)).toEqual({ values: named, more: all.length - named.length });
      },
    ),
    { numRuns: 2000 },
  );
});
