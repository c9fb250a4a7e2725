// What a queue shows and how it is asked for. Part of the window <-> data worker seam.
import type { AlertKey } from '../model/alert.ts';
import type { AlertSource } from '../model/alert-source.ts';
import type { Cloud, EntityCategory, EntityKey, EntityKind } from '../model/entity.ts';
import type { IncidentKey } from '../model/incident.ts';
import type { Unread } from '../model/seen-incident.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Criticality } from '../priority/priority-weights.ts';
import type { FilterId } from '../queue/queue-filters.ts';

/** A span of time; `days` ends now and moves with the clock, `between` is UTC epoch milliseconds. */
export type TimeRange =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'between'; readonly fromAt: number; readonly toAt: number };

/** One filter's condition. `values` passes where a row has any of them; "" stands for none. */
export type FilterCondition =
  | { readonly kind: 'values'; readonly filter: FilterId; readonly values: readonly string[] }
  /** Both ends are included; an absent one is open. */
  | {
      readonly kind: 'number';
      readonly filter: FilterId;
      readonly from?: number;
      readonly to?: number;
    }
  | { readonly kind: 'time'; readonly filter: FilterId; readonly range: TimeRange }
  | { readonly kind: 'flag'; readonly filter: FilterId; readonly value: boolean };

/** Union inside a condition, intersection between them; there is at most one of each filter. */
export interface QueueFilter {
  readonly range: TimeRange;
  /** Found anywhere in name, id, or a name or id of what the alerts' evidence names; letter case is ignored. */
  readonly text?: string;
  readonly conditions: readonly FilterCondition[];
}

export interface QueueView<Column extends string> {
  readonly filter: QueueFilter;
  readonly sort: { readonly column: Column; readonly descending: boolean };
  /** The rows wanted: the ones on screen and a margin, never the whole queue. */
  readonly window: { readonly offset: number; readonly limit: number };
  /** The filters whose values are looked at; to count all of them would cost each keystroke. */
  readonly facets: readonly FacetRequest[];
}

/** Asks for the values of a filter. */
export interface FacetRequest {
  readonly filter: FilterId;
  /** Only values whose words have this text in them, in any letter case. */
  readonly search?: string;
}

/** A filter's values, each with the number of rows it would show under the other filters. */
export interface Facet {
  /** The most frequent first, then by value; FACET_VALUES at most, but all that are chosen. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** Values beyond those. */
  readonly more: number;
}

/** Values that a facet names; what is beyond is found by a search. */
export const FACET_VALUES = 200;

/** Of the filters that were asked for. */
export type Facets = Readonly<Partial<Record<FilterId, Facet>>>;

export interface QueueWindow<Row> {
  readonly offset: number;
  readonly rows: readonly Row[];
  /** Rows that match the filter. */
  readonly total: number;
  /** Rows and what stands between them, where the view is an outline: `offset` counts these then. */
  readonly places?: number;
  /** True where a row may stand in several groups. */
  readonly repeatsRows?: boolean;
  /** Rows in the store, whatever the filter. */
  readonly stored: number;
  readonly facets: Facets;
}

/** Rows that can be selected at once. */
export const MOST_SELECTED = 10_000;

/** Asks for the keys of a view's rows, the first ones of its order. */
export interface QueueKeysRequest<Column extends string> {
  readonly filter: QueueFilter;
  readonly sort: QueueView<Column>['sort'];
  readonly limit: number;
}

export interface QueueKeys {
  readonly keys: readonly string[];
  /** Rows that match the filter. */
  readonly total: number;
}

/** An asset as a queue row names it. */
export interface AssetMention {
  readonly key: EntityKey;
  readonly kind: EntityKind;
  readonly category: EntityCategory;
  readonly name: string;
  readonly cloud: Cloud | null;
  /** As the person's rules have it; absent where none marks it. */
  readonly criticality?: Criticality;
}

/**
 * Set or written by a person, and not at any service: `waiting` to be delivered or for a decision, or
 * `kept` on this computer, since no source takes it.
 */
export type Unsent = 'waiting' | 'kept';

/** Where a row shows what was searched for. */
export interface SearchMatch {
  /** In words: "IP address", "Name". */
  readonly field: string;
  readonly value: string;
  /** The alert of an incident that names it; null where the row itself does. */
  readonly alert: { readonly key: AlertKey; readonly title: string } | null;
}

/**
 * As people left it: what they set stands in place of what the service said last. Times are UTC epoch
 * milliseconds; null where the service gave none.
 */
interface QueueRow {
  readonly tenantId: TenantId;
  readonly severity: string;
  readonly status: string;
  readonly assignedTo: string | null;
  readonly classification: string | null;
  readonly determination: string | null;
  readonly createdAt: number | null;
  readonly lastUpdateAt: number | null;
  readonly firstActivityAt: number | null;
  readonly lastActivityAt: number | null;
  /** The most important first, 20 at most: a hostile alert can name thousands. */
  readonly assets: readonly AssetMention[];
  /** All of them. */
  readonly assetCount: number;
  readonly clouds: readonly Cloud[];
  readonly accountIds: readonly string[];
  /** null where the services have all that was written about it. */
  readonly unsent: Unsent | null;
  /** The best place of what was searched for; absent where nothing was. */
  readonly match?: SearchMatch;
}

export interface IncidentRow extends QueueRow {
  readonly key: IncidentKey;
  readonly incidentId: string;
  /** As people or the service named it, else made of what its alerts have in common. Never empty. */
  readonly name: string;
  /** Nobody named it. */
  readonly isNameMade: boolean;
  /** Names that people replaced here, oldest first. */
  readonly formerNames: readonly string[];
  /** The highest severity of its alerts, beside its own; null where none states one. */
  readonly alertSeverity: string | null;
  readonly alertsActive: number;
  readonly alertsTotal: number;
  readonly serviceSources: readonly string[];
  readonly detectionSources: readonly string[];
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  /** What the person at this machine has not seen of it; null where it is as they left it. */
  readonly unread: Unread | null;
  /** 0 to 100 by the formula of docs/priority-score.md; null until a large store has worked it out. */
  readonly priorityScore: number | null;
  /** 0 to 100 as the service scored it; null where it gave none. */
  readonly servicePriorityScore: number | null;
  /** The incident this one was merged into. */
  readonly redirectIncidentId: string | null;
}

export interface AlertRow extends QueueRow {
  readonly key: AlertKey;
  readonly alertId: string;
  readonly title: string;
  readonly category: string | null;
  readonly incidentKey: IncidentKey | null;
  readonly incidentName: string | null;
  readonly serviceSource: string;
  readonly detectionSource: string | null;
  readonly techniques: readonly string[];
  /** Where the alert was seen, the source that leads first; each once. */
  readonly sources: readonly AlertSource[];
}

export type IncidentColumn =
  | 'name'
  | 'incidentId'
  | 'severity'
  | 'status'
  | 'assignedTo'
  | 'priorityScore'
  | 'alertsActive'
  | 'createdAt'
  | 'firstActivityAt'
  | 'lastActivityAt'
  | 'lastUpdateAt'
  | 'classification';

export type AlertColumn =
  | 'title'
  | 'alertId'
  | 'severity'
  | 'status'
  | 'category'
  | 'assignedTo'
  | 'serviceSource'
  | 'createdAt'
  | 'firstActivityAt'
  | 'lastActivityAt'
  | 'lastUpdateAt'
  | 'classification';

/** Rows 2 to 5 of the feature map: last week, New and In progress, High to Low, last update first. */
export const defaultIncidentView: QueueView<IncidentColumn> = {
  filter: {
    range: { kind: 'days', days: 7 },
    conditions: [
      { kind: 'values', filter: 'status', values: ['active', 'inProgress', 'awaitingAction'] },
      { kind: 'values', filter: 'severity', values: ['high', 'medium', 'low'] },
    ],
  },
  sort: { column: 'lastUpdateAt', descending: true },
  window: { offset: 0, limit: 60 },
  facets: [],
};

/** Row 76 of the feature map: New and In progress alerts of the last week, newest first. */
export const defaultAlertView: QueueView<AlertColumn> = {
  filter: {
    range: { kind: 'days', days: 7 },
    conditions: [{ kind: 'values', filter: 'status', values: ['new', 'inProgress'] }],
  },
  sort: { column: 'createdAt', descending: true },
  window: { offset: 0, limit: 60 },
  facets: [],
};
