// A story's edges, alike ones merged: every alert that states or implies one is remembered on it.
import type { AlertKey } from '../model/alert.ts';
import type { EntityKey } from '../model/entity.ts';
import { severityRank } from '../model/severity.ts';
import type { StoryEdge, StoryEdgeKind } from './incident-story.ts';
import { earlier } from './story-time.ts';

export interface EdgeEnds {
  readonly source: EntityKey;
  readonly kind: StoryEdgeKind;
  readonly target: EntityKey;
}

/** The alert an edge comes from; `severity` is null where it only gives context. */
export interface EdgeOrigin {
  readonly alertKey: AlertKey;
  readonly severity: string | null;
  readonly at: number | null;
}

interface Draft extends EdgeEnds {
  severity: string | null;
  readonly alertKeys: Set<AlertKey>;
  firstAt: number | null;
}

export class EdgeSet {
  readonly #draftById = new Map<string, Draft>();

  add(ends: EdgeEnds, origins: readonly EdgeOrigin[]): void {
    if (ends.source === ends.target) return;
    // Keys are JSON arrays and end by themselves, so that no two edges spell one id.
    const id = `${ends.kind} ${ends.source} ${ends.target}`;
    let draft = this.#draftById.get(id);
    if (!draft) {
      draft = { ...ends, severity: null, alertKeys: new Set(), firstAt: null };
      this.#draftById.set(id, draft);
    }
    for (const origin of origins) {
      draft.alertKeys.add(origin.alertKey);
      draft.firstAt = earlier(draft.firstAt, origin.at);
      if (isMoreSevere(origin.severity, draft.severity)) draft.severity = origin.severity;
    }
  }

  /** In the order they were first added. */
  edges(): readonly StoryEdge[] {
    return [...this.#draftById].map(
      ([id, { source, kind, target, severity, alertKeys, firstAt }]) => ({
        id,
        source,
        target,
        kind,
        severity,
        alertKeys: [...alertKeys],
        firstAt,
      }),
    );
  }
}

function isMoreSevere(severity: string | null, than: string | null): boolean {
  if (severity === null || than === null) return severity !== null;
  return severityRank(severity) > severityRank(than);
}
