import { expect, it } from 'vitest';
import type { AlertKey } from '../../shared/model/alert.ts';
import type { EntityKey } from '../../shared/model/entity.ts';
import { sampleStory } from '../../shared/story/sample-story.ts';
import { alertsOfSelection } from './story-selection.ts';

const story = sampleStory({ a: {}, b: {}, c: {} }, [['a', 'affects', 'b', 'high']]);
const alert = 'tenant/alert' as AlertKey;

it('leads from any selection to its alerts', () => {
  const entity = { kind: 'entities', keys: ['c' as EntityKey] } as const;
  const edge = { kind: 'edges', ids: ['a affects b'] } as const;
  expect([...alertsOfSelection(entity, story)]).toEqual([alert]);
  expect([...alertsOfSelection(edge, story)]).toEqual([alert]);
  expect([...alertsOfSelection({ kind: 'alert', key: alert }, story)]).toEqual([alert]);
  expect([...alertsOfSelection(null, story)]).toEqual([]);
});
