// What is selected in an incident's story. The alert list, the graph, its table and the details pane
// show the same selection.
import type { AlertKey } from '../../shared/model/alert.ts';
import type { EntityKey } from '../../shared/model/entity.ts';
import type { IncidentStory, StoryEdge } from '../../shared/story/incident-story.ts';

export type StorySelection =
  | { readonly kind: 'alert'; readonly key: AlertKey }
  /** One, or the members of a group. */
  | { readonly kind: 'entities'; readonly keys: readonly EntityKey[] }
  /** One, or the parallel ones of a line; `ids` are edge ids. */
  | { readonly kind: 'edges'; readonly ids: readonly string[] };

/** The alerts a selection is about: itself, or those that name the entities or state the edges. */
export function alertsOfSelection(
  selection: StorySelection | null,
  story: IncidentStory,
): ReadonlySet<AlertKey> {
  if (selection === null) return new Set();
  if (selection.kind === 'alert') return new Set([selection.key]);
  if (selection.kind === 'entities') {
    const keys = new Set(selection.keys);
    const chosen = story.entities.filter(({ entity }) => keys.has(entity.key));
    return new Set(chosen.flatMap(({ alertKeys }) => alertKeys));
  }
  return new Set(edgesOf(selection.ids, story).flatMap(({ alertKeys }) => alertKeys));
}

function edgesOf(ids: readonly string[], story: IncidentStory): readonly StoryEdge[] {
  const wanted = new Set(ids);
  return story.edges.filter(({ id }) => wanted.has(id));
}
