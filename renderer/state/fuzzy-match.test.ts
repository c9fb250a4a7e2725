import { describe, expect, it } from 'vitest';
import { fuzzyMatch } from './fuzzy-match.ts';

const marked = (text: string, query: string): string | null => {
  const match = fuzzyMatch(text, query);
  if (match === null) return null;
  return text.replaceAll(/./gu, (char, at: number) =>
    match.positions.includes(at) ? `[${char}]` : char,
  );
};

describe('fuzzyMatch', () => {
  it.each([
    ['High severity, unassigned', 'hsu', '[H]igh [s]everity, [u]nassigned'],
    ['High severity, unassigned', 'sever', 'High [s][e][v][e][r]ity, unassigned'],
    ['Copy a link to this list', 'cp link', '[C]o[p]y a [l][i][n][k] to this list'],
    ['Settings', 'ttg', 'Se[t][t]in[g]s'],
    ['Settings', '', 'Settings'],
    ['Settings', 'xyz', null],
    ['Go to alerts', 'ogt', null],
  ])('%s by "%s"', (text, query, expected) => {
    expect(marked(text, query)).toBe(expected);
  });

  it('puts whole words before parts of words before strewn letters', () => {
    const titles = ['Sync now', 'Show new rows', 'Unknown sync', 'Resync'];
    const order = titles
      .flatMap((title) => {
        const match = fuzzyMatch(title, 'sync');
        return match === null ? [] : [{ title, score: match.score }];
      })
      .toSorted((a, b) => b.score - a.score)
      .map(({ title }) => title);
    expect(order).toEqual(['Sync now', 'Unknown sync', 'Resync']);
  });

  it('takes a text of any length', () => {
    const hostile = 'a'.repeat(100_000);
    expect(fuzzyMatch(hostile, `${'a'.repeat(500)}b`)).not.toBeUndefined();
  });
});
