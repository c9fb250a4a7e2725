// What a set of alerts tells: its entities, its evidence, and the attack-story graph between them.
import type { AlertKey } from '../model/alert.ts';
import type { Entity, EntityKey } from '../model/entity.ts';
import type { EvidenceKind } from '../model/evidence.ts';

/** One thing named by at least one alert, merged over every evidence item that names it. */
export interface StoryEntity {
  readonly entity: Entity;
  /** In order of the alerts' first activity. */
  readonly alertKeys: readonly AlertKey[];
  readonly alertsActive: number;
  /** Evidence roles in the order first seen, e.g. `attacked`, `source`. */
  readonly roles: readonly string[];
  /** Worst verdict over its evidence: malicious, suspicious, unknown, noThreatsFound. */
  readonly verdict: string;
  /** UTC epoch milliseconds over its alerts and evidence; null where none is stated. */
  readonly firstSeenAt: number | null;
  readonly lastSeenAt: number | null;
}

/** One evidence item, alike items of several alerts folded into one. */
export interface StoryEvidence {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly title: string;
  readonly subtitle: string | null;
  readonly verdict: string;
  readonly remediationStatus: string;
  readonly roles: readonly string[];
  readonly firstSeenAt: number | null;
  readonly alertKeys: readonly AlertKey[];
  /** The entities it names, the first being the evidence itself. */
  readonly entityKeys: readonly EntityKey[];
}

export type StoryEdgeKind =
  | 'contains'
  | 'routesTrafficTo'
  | 'hasPermission'
  | 'canAuthenticateTo'
  | 'pushes'
  | 'maintains'
  | 'application'
  | 'movesDataTo'
  | 'exposedToInternet'
  | 'canLogOn'
  | 'runsOn'
  | 'provisions'
  | 'ownerOf'
  | 'memberOf'
  | 'isRunning'
  | 'affects'
  | 'createdFrom';

export interface StoryEdge {
  readonly id: string;
  readonly source: EntityKey;
  readonly target: EntityKey;
  readonly kind: StoryEdgeKind;
  /** Highest severity of the alerts that state it; null for plain context. */
  readonly severity: string | null;
  readonly alertKeys: readonly AlertKey[];
  readonly firstAt: number | null;
}

export interface IncidentStory {
  readonly entities: readonly StoryEntity[];
  readonly evidence: readonly StoryEvidence[];
  /** Every edge's ends are in `entities`; every entity traces to at least one alert. */
  readonly edges: readonly StoryEdge[];
}
