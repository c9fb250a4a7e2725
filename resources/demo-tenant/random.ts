// A seeded stream of choices (mulberry32), so that the generated part of the world is the same everywhere.
import { numberFor } from './identifiers.ts';

/** One stream of choices; every call moves it on. */
export interface Random {
  /** From 0 (included) to 1 (excluded). */
  next(): number;
  /** An integer from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** Throws on an empty list. */
  pick<T>(list: readonly T[]): T;
  /** `count` different items in list order of choice; all of them when the list is shorter. */
  some<T>(list: readonly T[], count: number): readonly T[];
}

/** The stream that belongs to a name. */
export function randomFor(name: string): Random {
  let state = numberFor(name, 0xffffffff);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('Nothing to pick from');
    return list[Math.floor(next() * list.length)] as T;
  };
  const some = <T>(list: readonly T[], count: number): readonly T[] => {
    const rest = [...list];
    const chosen: T[] = [];
    while (chosen.length < count && rest.length > 0) {
      chosen.push(...rest.splice(Math.floor(next() * rest.length), 1));
    }
    return chosen;
  };
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick,
    some,
  };
}
