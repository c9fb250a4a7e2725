// The views of the incident queue that Defender documents as links (row 12 of the feature map).
import type { FilterCondition } from '../contract/queue.ts';
import type { FilterId } from './queue-filters.ts';

export interface PresetView {
  readonly name: string;
  /** `me` has the names under which work is assigned to the person at this computer. */
  conditions(me: readonly string[]): readonly FilterCondition[];
  /** It means nothing where nobody is signed in. */
  readonly isMine: boolean;
  /** The filter whose values the person still has to choose; null where the view is complete. */
  readonly asksFor: FilterId | null;
}

const isNew = valuesOf('status', 'active');
const isHigh = valuesOf('severity', 'high');
const isUnassigned = valuesOf('assignedTo', '');
const ofEndpoint = valuesOf('source', 'microsoftDefenderForEndpoint');

export const presetViews: readonly PresetView[] = [
  complete('New incidents', () => [isNew]),
  complete('High severity', () => [isHigh]),
  complete('Unassigned', () => [isUnassigned]),
  complete('High severity, unassigned', () => [isHigh, isUnassigned]),
  complete('Assigned to me', (me) => [valuesOf('assignedTo', ...me)]),
  complete('Assigned to me, from Defender for Endpoint', (me) => [
    valuesOf('assignedTo', ...me),
    ofEndpoint,
  ]),
  asking('With a tag', 'tag'),
  asking('With a threat category', 'category'),
  asking('With an associated threat', 'threat'),
  asking('By an actor', 'actor'),
];

function complete(name: string, conditions: PresetView['conditions']): PresetView {
  return { name, conditions, isMine: conditions.length > 0, asksFor: null };
}

function asking(name: string, asksFor: FilterId): PresetView {
  return { name, conditions: () => [], isMine: false, asksFor };
}

function valuesOf(filter: FilterId, ...values: readonly string[]): FilterCondition {
  return { kind: 'values', filter, values };
}
