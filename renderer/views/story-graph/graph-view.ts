// How a person looks at a story's graph, and the graph that this shows.
import type { EntityKey, EntityKind } from '../../../shared/model/entity.ts';
import { groupSimilar } from '../../../shared/story/group-similar.ts';
import type { GroupingLevel } from '../../../shared/story/group-similar.ts';
import type { IncidentStory, StoryEntity } from '../../../shared/story/incident-story.ts';
import { layOutConcentric } from '../../../shared/story/lay-out-concentric.ts';
import { drawStory } from '../../../shared/story/story-graph.ts';
import type { StoryGraph, StoryNode } from '../../../shared/story/story-graph.ts';
import type { Space } from '../../../shared/story/column-fit.ts';
import { layOutByTime } from '../../../shared/story/story-layout.ts';
import type { StoryLayout } from '../../../shared/story/story-layout.ts';
import { verdictRank } from '../../../shared/story/verdict.ts';
import type { StorySelection } from '../../state/story-selection.ts';

/** A node or a line by its id in the drawn graph. */
export type GraphTarget =
  { readonly kind: 'node'; readonly id: string } | { readonly kind: 'link'; readonly id: string };

export type LayoutName = 'time' | 'concentric';

export interface GraphView {
  readonly layout: LayoutName;
  readonly isGrouped: boolean;
  /** Ids of groups that are drawn singly. */
  readonly expanded: ReadonlySet<string>;
  readonly hiddenKinds: ReadonlySet<EntityKind>;
  /** False shows the most telling ones only. */
  readonly showsAll: boolean;
  readonly isTable: boolean;
}

export const initialGraphView: GraphView = {
  layout: 'time',
  isGrouped: true,
  expanded: new Set(),
  hiddenKinds: new Set(),
  showsAll: false,
  isTable: false,
};

export interface DrawnGraph {
  readonly graph: StoryGraph;
  /** Entities left out because there are too many to read. */
  readonly omitted: number;
}

/** More nodes than this are no picture any more. */
const NODES_MAX = 300;

/** Past this many nodes labels are too small in a usual pane; then grouping gets more eager. */
const LEGIBLE_NODES_MAX = 45;
const groupingLevels: readonly GroupingLevel[] = ['alike', 'pairs', 'byAsset'];

/** Without the hidden kinds, and without the edges that ended there. */
export function drawnGraph(story: IncidentStory, view: GraphView): DrawnGraph {
  const shown = story.entities.filter(({ entity }) => !view.hiddenKinds.has(entity.kind));
  const draw = (entities: readonly StoryEntity[]): StoryGraph => {
    const part = { ...story, entities };
    if (!view.isGrouped) return drawStory(part);
    let grouped = drawStory(part);
    for (const level of groupingLevels) {
      grouped = groupSimilar(part, view.expanded, level);
      if (grouped.nodes.length <= LEGIBLE_NODES_MAX) break;
    }
    return grouped;
  };
  const graph = draw(shown);
  if (view.showsAll || graph.nodes.length <= NODES_MAX) return { graph, omitted: 0 };
  const kept = new Set(
    graph.nodes
      .toSorted((a, b) => weightOf(b) - weightOf(a) || 0)
      .slice(0, NODES_MAX)
      .flatMap(({ members }) => members.map(({ entity }) => entity.key)),
  );
  return {
    graph: draw(shown.filter(({ entity }) => kept.has(entity.key))),
    omitted: shown.length - kept.size,
  };
}

/** Assets and what is judged bad come first, then what most alerts name. */
function weightOf({ members }: StoryNode): number {
  const [{ entity, verdict, alertKeys }] = members;
  return alertKeys.length + verdictRank(verdict) * 5 + (entity.category === 'evidence' ? 0 : 10);
}

/** `pane` is where the graph will be seen. */
export function layOut(graph: StoryGraph, layout: LayoutName, pane: Space): StoryLayout {
  switch (layout) {
    case 'time':
      return layOutByTime(graph, pane);
    case 'concentric':
      return layOutConcentric(graph);
    default:
      return layout satisfies never;
  }
}

/** What a press on a node or line selects: all that it stands for. */
export function selectionAt(graph: StoryGraph, target: GraphTarget | null): StorySelection | null {
  if (target === null) return null;
  if (target.kind === 'node') {
    const node = graph.nodes.find(({ id }) => id === target.id);
    return node ? { kind: 'entities', keys: node.members.map(({ entity }) => entity.key) } : null;
  }
  const link = graph.links.find(({ id }) => id === target.id);
  return link ? { kind: 'edges', ids: link.edges.map(({ id }) => id) } : null;
}

/** The node that draws all of these entities, or the first of them; null where none is drawn. */
export function nodeOf(graph: StoryGraph, keys: readonly EntityKey[]): string | null {
  const [first] = keys;
  const node = graph.nodes.find(({ members }) =>
    members.some(({ entity }) => entity.key === first),
  );
  return node?.id ?? null;
}

/** Ids of the nodes whose name, id or address holds the text, in story order. */
export function findNodes(graph: StoryGraph, text: string): readonly string[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  return graph.nodes
    .filter(({ members }) =>
      members.some(
        ({ entity }) =>
          entity.name.toLowerCase().includes(wanted) ||
          entity.resourceId?.toLowerCase().includes(wanted),
      ),
    )
    .map(({ id }) => id);
}
