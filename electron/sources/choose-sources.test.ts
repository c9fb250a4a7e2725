import { describe, expect, it } from 'vitest';
import { chooseSources } from './choose-sources.ts';
import type { Source, SourceDescription } from './source.ts';

function sourceOf(description: Pick<SourceDescription, 'sourceId' | 'kind' | 'name'>): Source {
  return {
    describe: () => ({ ...description, collections: [], writes: [] }),
    requests: () => ({ uses: [], waiting: 0, pausedUntilAt: null }),
    discoverTenants: async () => [],
    pull: () => {
      throw new Error('nothing is read here');
    },
  };
}

const graph = sourceOf({ sourceId: 'graph-ada', kind: 'graph', name: 'Microsoft Graph security' });
const another = sourceOf({
  sourceId: 'graph-eve',
  kind: 'graph',
  name: 'Microsoft Graph security',
});
const sentinel = sourceOf({
  sourceId: 'sentinel-ada',
  kind: 'sentinel',
  name: 'Microsoft Sentinel',
});
const all = [graph, another, sentinel];

describe('a choice of sources', () => {
  it.each([
    [[], all],
    [['graph'], [graph, another]],
    [['GRAPH-eve'], [another]],
    [
      ['microsoft sentinel', 'graph-ada'],
      [graph, sentinel],
    ],
  ])('%j', (names, chosen) => {
    expect(chooseSources(all, names)).toEqual(chosen);
  });

  it('names what exists where a name fits none', () => {
    expect(chooseSources(all, ['graph', 'splunk'])).toEqual({
      trouble:
        'no source is called "splunk": there are graph (Microsoft Graph security), sentinel (Microsoft Sentinel)',
    });
    expect(chooseSources([], ['graph'])).toEqual({
      trouble: 'no source is called "graph": no source is on in this profile',
    });
  });
});
