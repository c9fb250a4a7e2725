// Seam between a visible window and the data worker. Streams send the present state first and
// again after every commit that changes it; they carry view-shaped rows, never whole tables.
import type { SharedReason } from '../correlation/correlation-reason.ts';
import type { AlertLink, ComparedTie } from '../correlation/placement.ts';
import type { AloneType } from '../grouping/groupings.ts';
import type { Alert, AlertKey } from '../model/alert.ts';
import type { AlertSource } from '../model/alert-source.ts';
import type { EntryId } from '../model/annotation-id.ts';
import type { EntityKey } from '../model/entity.ts';
import type { Incident, IncidentKey } from '../model/incident.ts';
import type { SeenIncident } from '../model/seen-incident.ts';
import type { Acknowledgement } from '../model/tuning.ts';
import type { AuthoredRule, RuleId, TuningRule } from '../model/tuning-rule.ts';
import type { QueueName } from '../queue/queue-filters.ts';
import type { PriorityScore } from '../priority/priority-score.ts';
import type { Criterion } from '../similar/rank-similar.ts';
import type { IncidentStory } from '../story/incident-story.ts';
import type { OutlinedView, OutlineRow, QueueOutline } from './queue-outline.ts';
import type { HistogramView, QueueHistogram } from './queue-histogram.ts';
import type { IncidentRegroupings } from './incident-regroupings.ts';
import type { MachineNames } from './machine-names.ts';
import type { FeedId, QuarantinedItem } from './store-ingest.ts';
import type {
  AlertColumn,
  AlertRow,
  IncidentColumn,
  IncidentRow,
  QueueKeys,
  QueueKeysRequest,
  QueueView,
  QueueWindow,
  Unsent,
} from './queue.ts';

/** A comment that was written here, and that the service's comments do not show yet. */
export interface UnseenComment {
  readonly id: EntryId;
  readonly text: string;
  /** UTC epoch milliseconds. */
  readonly writtenAt: number;
  readonly actor: string;
  /** null once it is delivered. */
  readonly unsent: Unsent | null;
}

/** Documents are as people left them, like the rows: what they set stands in place of the service's. */
export interface IncidentDetail {
  readonly row: IncidentRow;
  readonly incident: Incident;
  /** Of the same moment as the row; null until a large store has worked it out. */
  readonly priority: PriorityScore | null;
  /** In the order in which they were written. */
  readonly unseenComments: readonly UnseenComment[];
  /** In order of first activity, then id. */
  readonly alerts: readonly AlertDetail[];
  /** Entities, assets, evidence and the attack-story graph of all its alerts. */
  readonly story: IncidentStory;
  /** Since when its service no longer has it, UTC epoch milliseconds; null while it does. */
  readonly goneSinceAt: number | null;
}

export interface AlertDetail {
  readonly row: AlertRow;
  readonly alert: Alert;
  /** As those of an incident. */
  readonly unseenComments: readonly UnseenComment[];
}

/** An incident as people left it, with what is needed to change it. */
export interface ManagedIncident {
  readonly row: IncidentRow;
  /** Set by the service, not to be changed. */
  readonly systemTags: readonly string[];
  readonly alerts: readonly AlertRow[];
}

/** One source's version of an alert. */
export interface SightingRow extends AlertSource {
  readonly key: AlertKey;
  /** The file that it was imported from; null for what came from a service. */
  readonly fileName: string | null;
  readonly alertId: string;
  /** As this source has them: sources do not always keep one another up to date. */
  readonly status: string;
  readonly severity: string;
  readonly lastUpdateAt: number | null;
  /** A person said that it is an alert of its own. */
  readonly isApart: boolean;
  /** As of an incident. */
  readonly goneSinceAt: number | null;
}

/** An AlertKey opens the alert that it is part of, whichever source has that id. */
export interface AlertPage extends AlertDetail {
  /** The one that leads comes first; those that were set apart from this alert come last. */
  readonly sightings: readonly SightingRow[];
  readonly story: IncidentStory;
}

/** Why an alert is out of the alert queue; its incident shows it all the same. */
export type SetAsideReason =
  | { readonly kind: 'rule'; readonly ruleId: RuleId; readonly ruleName: string }
  | ({ readonly kind: 'acknowledged' } & Acknowledgement);

export interface TuningOverview {
  /** In the order in which they were made. */
  readonly rules: readonly {
    readonly authored: AuthoredRule;
    readonly isInForce: boolean;
    /** Found so far; none while it is off. */
    readonly alerts: number;
  }[];
  readonly hiddenByRules: number;
  readonly acknowledged: number;
  /** Alerts are still being looked through, so that the counts may grow. */
  readonly isLooking: boolean;
}

/** The newest first, as far as the limit goes. */
export interface TuningAlerts {
  readonly total: number;
  /** Those that are not resolved. */
  readonly open: number;
  /** Of all of them, the most severe first. */
  readonly severities: readonly { readonly severity: string; readonly count: number }[];
  readonly alerts: readonly { readonly row: AlertRow; readonly reason: SetAsideReason | null }[];
}

/** An incident or alert, as a window goes to it. */
export type IdentifiedItem =
  | { readonly kind: 'incident'; readonly key: IncidentKey }
  | { readonly kind: 'alert'; readonly key: AlertKey };

/** What two alerts share, and what it is called; null where it bears no name of its own. */
export type NamedReason = SharedReason & { readonly name: string | null };

export type GroundedLink = Omit<AlertLink, 'ties'> & {
  /** Of the alert that it leads to. */
  readonly title: string;
  readonly ties: readonly NamedReason[];
};

/** Why an alert is in its incident: what it was linked to. */
export interface AlertGrounds {
  readonly key: AlertKey;
  /** The alert that it is a copy of, though they bear no common id. */
  readonly copyOf: AlertKey | null;
  /** Why a person lets alerts of its type stand alone; null where nobody does. */
  readonly aloneReason: string | null;
  readonly links: readonly GroundedLink[];
}

/** Another incident that looks like part of the same story. */
export interface SuggestedIncident {
  readonly key: IncidentKey;
  readonly incidentId: string;
  readonly name: string;
  readonly severity: string;
  readonly status: string;
  /** The alert of either incident that is linked to one of the other. */
  readonly alert: { readonly key: AlertKey; readonly title: string };
  readonly link: GroundedLink;
}

/** Another incident of this computer that correlation made part of this one. */
export interface CorrelatedMerge {
  readonly from: IncidentKey;
  readonly fromName: string;
  /** UTC epoch milliseconds. */
  readonly at: number;
  /** Those of its alerts that are still here. */
  readonly alerts: readonly AlertKey[];
  readonly alertTitle: string;
  readonly link: GroundedLink;
}

export interface IncidentCorrelation {
  /** Of its alerts, those that the engine has looked at so far. */
  readonly alerts: readonly AlertGrounds[];
  /** The likeliest first. */
  readonly suggestions: readonly SuggestedIncident[];
  /** What correlation merged into it, the newest first. */
  readonly merges: readonly CorrelatedMerge[];
  /** Alerts of all incidents that the engine has not looked at yet. */
  readonly waiting: number;
}

/** Other alerts of the same detection: the provider's name of it, else its title, of the same service. */
export interface SimilarAlerts {
  readonly total: number;
  /** Of as many as can be changed together; in the order of `alerts`. */
  readonly keys: readonly AlertKey[];
  /** Those on the same assets first, then the newest; as far as the limit goes. */
  readonly alerts: readonly { readonly row: AlertRow; readonly sharedAssets: number }[];
  /** What became of all of them, the most frequent first. */
  readonly outcomes: readonly {
    readonly isResolved: boolean;
    readonly classification: string | null;
    readonly determination: string | null;
    readonly count: number;
  }[];
}

/** Incidents of the two weeks before the last activity of one, of its tenant. */
export interface SimilarIncidents {
  /** The most alike first, 20 at most. */
  readonly incidents: readonly SimilarIncident[];
  /** So many had their last activity in those days. */
  readonly compared: number;
  /** Both ends of those days, UTC epoch milliseconds; null where the incident has no time. */
  readonly from: number | null;
  readonly until: number | null;
}

export interface SimilarIncident {
  readonly row: IncidentRow;
  /** 0 to 1, where 1 is to have all that the incident has. */
  readonly similarity: number;
  /** At least one. */
  readonly reasons: readonly SimilarityReason[];
}

/** What both have. */
export interface SimilarityReason {
  readonly criterion: Criterion;
  readonly count: number;
  /** The rarest first, the first dozen of them; attacker-chosen. Products as the service writes them. */
  readonly items: readonly string[];
}

/** What correlation makes of two incidents, the services' or its own, each taken as one story. */
export interface IncidentComparison {
  /** One for each alert that shares something with the other incident, the likeliest first. */
  readonly links: readonly ComparedLink[];
  /** What both have, the strongest first, with the two alerts that are nearest in time. */
  readonly shared: readonly SharedThing[];
  /**
   * Of alerts that are near to both, and nearer to their own: log-odds for the two being one, and what is
   * asked of incidents of their sizes. Null where there is no such alert.
   */
  readonly bridge: { readonly reached: number; readonly asked: number } | null;
  /** Alerts of both that the engine has not looked at yet. */
  readonly waiting: number;
  /** Alerts of both that are correlated with none, because people want it so. */
  readonly alone: number;
  /** Alerts of both that were too many. */
  readonly leftOut: number;
}

export interface TitledAlert {
  readonly key: AlertKey;
  readonly title: string;
}

export interface ComparedLink {
  readonly alert: TitledAlert;
  readonly link: GroundedLink;
  /** It is enough for correlation; else it is what there was. */
  readonly isMade: boolean;
}

export interface SharedThing extends Omit<ComparedTie, 'alerts' | 'tie'> {
  /** Of the first incident, and of the second. */
  readonly alerts: readonly [TitledAlert, TitledAlert];
  readonly tie: NamedReason;
}

/** What the store holds, for the empty states and the settings page. */
export interface StoreSummary {
  /** Each counted once, however many sources report it. */
  readonly alerts: number;
  /** Sightings beyond the first of each alert. */
  readonly folded: number;
  readonly incidents: number;
  readonly quarantined: number;
  /** The newest lastUpdateDateTime seen, UTC epoch milliseconds; null in an empty store. */
  readonly newestUpdateAt: number | null;
}

/** An item that could not be taken as an alert or incident. */
export interface QuarantinedRow extends FeedId, QuarantinedItem {
  readonly id: string;
  /** `raw` is only the beginning. */
  readonly isCut: boolean;
}

export interface Quarantine {
  readonly total: number;
  readonly items: readonly QuarantinedRow[];
}

/** A `type`, since an interface has no index signature and would not satisfy RpcContract. */
export type StoreQueries = {
  readonly calls: {
    /** Milliseconds of each phase of the worker's start, for the start-up measurement. */
    readonly 'store.timings': {
      readonly argument: null;
      readonly result: Readonly<Record<string, number>>;
    };
    /** The rows of a view that are to be changed together: `MOST_SELECTED` at most. */
    readonly 'queue.incidentKeys': {
      readonly argument: QueueKeysRequest<IncidentColumn>;
      readonly result: QueueKeys;
    };
    readonly 'queue.alertKeys': {
      readonly argument: QueueKeysRequest<AlertColumn>;
      readonly result: QueueKeys;
    };
    /** Each at the place of its key; null where the store has none. */
    readonly 'incidents.manage': {
      readonly argument: { readonly keys: readonly IncidentKey[] };
      readonly result: readonly (ManagedIncident | null)[];
    };
    readonly 'alerts.manage': {
      readonly argument: { readonly keys: readonly AlertKey[] };
      readonly result: readonly (AlertRow | null)[];
    };
    /** What was set aside, as far as the limit goes; what belongs to one feed stands together. */
    readonly 'quarantine.read': {
      readonly argument: { readonly limit: number };
      readonly result: Quarantine;
    };
    /** Incidents as they are now, for the person who has looked at them; those that are not stored are left out. */
    readonly 'incidents.seen': {
      readonly argument: { readonly keys: readonly IncidentKey[] };
      readonly result: readonly SeenIncident[];
    };
    /** The one item with exactly this id, of the named queue before the other; null where none or several have it. */
    readonly 'item.find': {
      readonly argument: { readonly text: string; readonly queue: 'incidents' | 'alerts' };
      readonly result: IdentifiedItem | null;
    };
    /** null where the store has no such alert. */
    readonly 'alert.similar': {
      readonly argument: { readonly key: AlertKey; readonly limit: number };
      readonly result: SimilarAlerts | null;
    };
    /** null where the store has no such incident. */
    readonly 'incident.similar': {
      readonly argument: { readonly key: IncidentKey };
      readonly result: SimilarIncidents | null;
    };
    /** Among some alerts; null where the entity is no machine, or none of them names it. */
    readonly 'machine.names': {
      readonly argument: { readonly alerts: readonly AlertKey[]; readonly entity: EntityKey };
      readonly result: MachineNames | null;
    };
    /** null where the store does not have both, or while correlation is not running. */
    readonly 'incident.compare': {
      readonly argument: { readonly keys: readonly [IncidentKey, IncidentKey] };
      readonly result: IncidentComparison | null;
    };
    /** What a rule would be about, of the alerts of the last 30 days; `examined` is how many these are. */
    readonly 'tuning.tryOut': {
      readonly argument: { readonly rule: TuningRule; readonly limit: number };
      readonly result: TuningAlerts & { readonly examined: number };
    };
  };
  readonly streams: {
    readonly 'queue.incidents': {
      readonly argument: QueueView<IncidentColumn>;
      readonly item: QueueWindow<IncidentRow>;
    };
    readonly 'queue.alerts': {
      readonly argument: QueueView<AlertColumn>;
      readonly item: QueueWindow<AlertRow>;
    };
    readonly 'queue.incidentOutline': {
      readonly argument: OutlinedView<IncidentColumn> & { readonly outline: QueueOutline };
      readonly item: QueueWindow<IncidentRow | OutlineRow>;
    };
    readonly 'queue.alertOutline': {
      readonly argument: OutlinedView<AlertColumn> & { readonly outline: QueueOutline };
      readonly item: QueueWindow<AlertRow | OutlineRow>;
    };
    readonly 'queue.histogram': {
      readonly argument: { readonly queue: QueueName; readonly view: HistogramView };
      readonly item: QueueHistogram;
    };
    /** null where the store has no such incident. */
    readonly 'incident.detail': {
      readonly argument: { readonly key: IncidentKey };
      readonly item: IncidentDetail | null;
    };
    /** null where the store has no such alert. */
    readonly 'alert.detail': {
      readonly argument: { readonly key: AlertKey };
      readonly item: AlertPage | null;
    };
    /** Why the alert queue does not have the alert; null where it does. */
    readonly 'tuning.reason': {
      readonly argument: { readonly key: AlertKey };
      readonly item: SetAsideReason | null;
    };
    readonly 'tuning.overview': { readonly argument: null; readonly item: TuningOverview };
    /** Those of a rule, or all that are out of the queue. */
    readonly 'tuning.alerts': {
      readonly argument: { readonly ruleId: RuleId | null; readonly limit: number };
      readonly item: TuningAlerts;
    };
    /** Also of an incident that the store does not have. */
    readonly 'incident.correlation': {
      readonly argument: { readonly key: IncidentKey };
      readonly item: IncidentCorrelation;
    };
    /** Also of an incident that the store does not have. */
    readonly 'incident.regroupings': {
      readonly argument: { readonly key: IncidentKey };
      readonly item: IncidentRegroupings;
    };
    /** Types of alerts that people let stand alone, the last one first. */
    readonly 'correlation.aloneTypes': {
      readonly argument: null;
      readonly item: readonly AloneType[];
    };
    /** Alerts that correlation has not looked at yet. */
    readonly 'correlation.waiting': { readonly argument: null; readonly item: number };
    readonly 'store.summary': { readonly argument: null; readonly item: StoreSummary };
  };
};
