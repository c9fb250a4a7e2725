// How people changed which alerts are in an incident, and what that brought along. Part of the window <->
// data worker seam.
import type { Authorship } from '../grouping/groupings.ts';
import type { AlertKey } from '../model/alert.ts';
import type { EntryId } from '../model/annotation-id.ts';
import type { Comment } from '../model/comment.ts';
import type { IncidentKey } from '../model/incident.ts';
import type { RegroupEntry } from '../model/regrouping.ts';
import type { UnseenComment } from './store-queries.ts';

export interface IncidentMention {
  readonly key: IncidentKey;
  readonly incidentId: string;
  /** Empty where the store does not have it. */
  readonly name: string;
}

/** A merge, move or split that an incident had a part in. */
export interface IncidentRegrouping extends Pick<
  RegroupEntry,
  'id' | 'at' | 'actor' | 'gesture' | 'reasons' | 'comment'
> {
  /** Where the alerts came from; alerts that were in no incident have none. */
  readonly from: readonly IncidentMention[];
  readonly to: IncidentMention;
  /** How many alerts it moved. */
  readonly moved: number;
  /** Of the first few of those. */
  readonly titles: readonly string[];
  readonly undone: Authorship | null;
  /** Why it cannot be undone, for people; null where it can be, or is undone. */
  readonly undoConflict: string | null;
}

/** An incident out of which alerts came that are here now. */
export interface IncidentSource {
  readonly incident: IncidentMention;
  /** The merge that brought all of it; null where only some alerts were moved. */
  readonly merge: EntryId | null;
  readonly alerts: readonly AlertKey[];
  /** Those on the incident itself, of one that was merged; those of alerts are with the alerts. */
  readonly comments: readonly Comment[];
  readonly unseenComments: readonly UnseenComment[];
}

export interface IncidentRegroupings {
  /** The newest first, `MOST_REGROUPINGS` at most. */
  readonly regroupings: readonly IncidentRegrouping[];
  /** Regroupings beyond those. */
  readonly more: number;
  readonly sources: readonly IncidentSource[];
  /** Where it was merged into, by a person, by correlation or by the service; null where it was not. */
  readonly redirectedTo: IncidentMention | null;
}

export const MOST_REGROUPINGS = 200;
