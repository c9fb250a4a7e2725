import { describe, expect, it } from 'vitest';
import { rankSimilar } from './rank-similar.ts';
import type { Compared, Features } from './rank-similar.ts';

const features = (some: Partial<Features>): Features => ({
  entity: [],
  detection: [],
  title: [],
  product: [],
  ...some,
});

const other = (key: string, some: Partial<Features>, at = 0): Compared<string> => ({
  key,
  at,
  shared: features(some),
});

const own = features({ entity: [1, 2, 3], detection: [1], title: [1, 2], product: [1] });

describe('similar incidents', () => {
  it('come in the order of what they share, weighed by criterion and rarity', () => {
    const ranked = rankSimilar(
      own,
      [
        other('crowd', { entity: [1] }),
        other('copy', { entity: [1, 2, 3], detection: [1], title: [1, 2], product: [1] }),
        other('rare', { entity: [2] }),
        other('rule', { detection: [1], title: [1], product: [1] }),
        other('title', { title: [2], product: [1] }),
        other('another crowd', { entity: [1], product: [1] }),
        other('nothing', {}),
        other('product', { product: [1] }),
      ],
      20,
    );
    expect(ranked.map(({ key, similarity }) => `${key} ${similarity.toFixed(2)}`)).toEqual([
      'copy 1.00',
      'rule 0.43',
      'another crowd 0.24',
      'title 0.17',
      'rare 0.16',
      'crowd 0.14',
    ]);
  });

  it('say what they share, the rarest first', () => {
    const [first] = rankSimilar(
      own,
      [
        other('both', { entity: [1, 2, 3], product: [1] }),
        other('common', { entity: [1] }),
        other('common too', { entity: [1, 3] }),
      ],
      1,
    );
    expect(first?.key).toBe('both');
    expect(first?.shared).toEqual(features({ entity: [2, 3, 1], product: [1] }));
  });

  it('share all that the incident has, where it has entities only', () => {
    const [first] = rankSimilar(features({ entity: [7] }), [other('a', { entity: [7] })], 20);
    expect(first?.similarity).toBe(1);
  });

  it('are the later first among equals, and no more than were asked for', () => {
    const equals = [1, 3, 2].map((at) => other(`at ${String(at)}`, { title: [1] }, at));
    expect(rankSimilar(own, equals, 2).map(({ key }) => key)).toEqual(['at 3', 'at 2']);
  });

  it('are none where there is nothing to go by', () => {
    expect(rankSimilar(features({}), [other('a', {})], 20)).toEqual([]);
  });
});
