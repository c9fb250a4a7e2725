// What a store must know, told without tables: the newest version of each sighting and incident, folded
// and united anew for each question. The oracle of the tests over random views.
import { traceValue } from '../../../shared/identity/alert-traces.ts';
import { isUnstated } from '../../../shared/identity/fold-alerts.ts';
import { SOURCE_KINDS } from '../../../shared/model/alert-source.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { EntityCategory } from '../../../shared/model/entity.ts';
import { severityRank } from '../../../shared/model/severity.ts';
import { incidentName } from '../../../shared/naming/incident-name.ts';
import type { AlertTypeRecord } from '../../../shared/priority/priority-facts.ts';
import { priorityScore as priorityOf } from '../../../shared/priority/priority-score.ts';
import type { RowValues } from '../../../shared/table/table.ts';
import { sightingValues } from './alert-columns.ts';
import type { AlertShape, Sighting } from './alert-columns.ts';
import { incidentValues } from './incident-columns.ts';
import type { NaiveRow } from './naive-queue.ts';
import { statusRank } from './status-rank.ts';

type AlertValues = RowValues<AlertShape>;

/** An alert as its sources together tell it. */
interface Folded {
  readonly values: AlertValues;
  readonly keys: readonly string[];
  readonly alertIds: readonly string[];
}

export class NaiveStore {
  /** By the key of the sighting; `fold` tells which are the same alert. */
  readonly #sightings = new Map<string, { readonly fold: string; readonly values: AlertValues }>();
  readonly #incidents = new Map<string, ReturnType<typeof incidentValues>>();
  readonly apart = new Set<string>();
  readonly hidden = new Set<string>();

  /** Each time a newer version. */
  putSighting(fold: string, sighting: Sighting): void {
    const values = sightingValues(sighting);
    this.#sightings.set(values.key ?? '', { fold, values });
  }

  /** Each time a newer version. */
  putIncident(incident: Incident): void {
    const values = incidentValues(incident);
    this.#incidents.set(values.key ?? '', values);
  }

  alertRows(): readonly NaiveRow[] {
    return this.#folded()
      .filter(({ keys }) => !keys.some((key) => this.hidden.has(key)))
      .map(alertRow);
  }

  incidentRows(): readonly NaiveRow[] {
    const alerts = this.#folded().map(({ values }) => values);
    const incidents = [...this.#incidents.values()].map((incident) => ({
      incident,
      alerts: alerts.filter(({ incidentKey }) => incidentKey === incident.key),
    }));
    const recordOf = (name: string): AlertTypeRecord => {
      const decided = alerts.filter((one) => typeOf(one) === name && one.classification !== null);
      return {
        name,
        incidents: incidents.filter((one) => one.alerts.map(typeOf).includes(name)).length,
        decided: decided.length,
        falsePositives: decided.filter((one) => one.classification === 'falsePositive').length,
      };
    };
    return incidents.map((one) => {
      const types = new Set(one.alerts.map(typeOf));
      return incidentRow(one.incident, one.alerts, [...types].map(recordOf));
    });
  }

  #folded(): readonly Folded[] {
    const byFold = new Map<string, AlertValues[]>();
    for (const [key, { fold, values }] of this.#sightings) {
      const name = this.apart.has(key) ? `apart ${key}` : fold;
      byFold.set(name, [...(byFold.get(name) ?? []), values]);
    }
    return [...byFold.values()].map((members) => {
      const ordered = members.toSorted(byKind);
      const [leading] = ordered;
      if (leading === undefined) throw new Error('an empty fold');
      return {
        values: completed(leading, ordered.slice(1)),
        keys: ordered.map(({ key }) => key ?? ''),
        alertIds: ordered.map(({ alertId }) => alertId ?? ''),
      };
    });
  }
}

function byKind(a: AlertValues, b: AlertValues): number {
  const rank = ({ sourceKind }: AlertValues) =>
    SOURCE_KINDS.findIndex((kind) => kind === sourceKind);
  return rank(a) - rank(b);
}

const TEXTS = ['incidentKey', 'title', 'category', 'severity', 'status'] as const;
const SOURCES = ['serviceSource', 'detectionSource'] as const;
const LISTS = [
  ...(['categories', 'techniques', 'tags', 'products', 'alertTypes', 'policies'] as const),
  ...([
    'investigationStates',
    'threats',
    'actors',
    'deviceGroups',
    'osPlatforms',
    'workspaces',
  ] as const),
];
const TIMES = ['createdAt', 'lastUpdateAt', 'firstActivityAt', 'lastActivityAt'] as const;

/** What the leading sighting leaves out, as the first other has it. */
function completed(leading: AlertValues, others: readonly AlertValues[]): AlertValues {
  const all = [leading, ...others];
  const first = <V>(read: (values: AlertValues) => V, isMissing: (value: V) => boolean): V =>
    all.map(read).find((value) => !isMissing(value)) ?? read(leading);
  const fill = <K extends keyof AlertValues>(
    names: readonly K[],
    isMissing: (value: AlertValues[K]) => boolean,
  ) => names.map((name) => [name, first((values) => values[name], isMissing)] as const);
  const isEmpty = (list: readonly string[] | null) => (list ?? []).length === 0;
  return {
    ...leading,
    ...Object.fromEntries([
      ...fill([...TEXTS, ...SOURCES], isUnstated),
      ...fill(LISTS, isEmpty),
      ...fill(TIMES, (time) => time === null),
    ]),
    sourcePaths: first(
      ({ sourcePaths }) => sourcePaths,
      (paths) => (paths ?? []).every(isUnstated),
    ),
    assets: lentAssets(all),
    clouds: unionOf(all, ({ clouds }) => clouds),
    accountIds: unionOf(all, ({ accountIds }) => accountIds),
    traces: unionOf(all, ({ traces }) => traces),
  };
}

/** A detector and a title may be called the same, and are two types. */
function typeOf({ alertTypes, title }: AlertValues): string {
  const detector = alertTypes?.[0];
  return detector === undefined ? `title ${title ?? ''}` : `detector ${detector}`;
}

type ReadList = (values: AlertValues) => readonly string[] | null;

function unionOf(alerts: readonly AlertValues[], read: ReadList): readonly string[] {
  return [...new Set(alerts.flatMap((values) => read(values) ?? []))];
}

/** Machines and people only while no asset is named at all; cloud resources once each. */
function lentAssets(all: readonly AlertValues[]): readonly string[] {
  const [own = [], ...lists] = all.map(({ assets }) => assets ?? []);
  return lists.reduce((known, list) => {
    const keys = new Set(known.map((text) => mentionIn(text).key));
    const lent = list.filter((text) => {
      const { key, category } = mentionIn(text);
      return known.length === 0 || (category === 'cloudResource' && !keys.has(key));
    });
    return [...known, ...lent];
  }, own);
}

function mentionIn(text: string) {
  const [key, , category, name, , resourceId = ''] = JSON.parse(text) as readonly string[];
  return { key: key ?? '', category, name: name ?? '', resourceId };
}

/** The filters that read the same lists of an alert, and of all alerts of an incident together. */
function listFilters(alerts: readonly AlertValues[]): NaiveRow['filters'] {
  const union = (read: ReadList) => unionOf(alerts, read);
  const mentions = union(({ assets }) => assets).map(mentionIn);
  const namesOf = (found: typeof mentions) => [...new Set(found.map(({ name }) => name))];
  return {
    cloud: union(({ clouds }) => clouds),
    account: union(({ accountIds }) => accountIds),
    source: union(({ sourcePaths }) => sourcePaths),
    category: union((values) => values.categories),
    entity: namesOf(mentions),
    aiAgent: namesOf(mentions.filter(({ category }) => category === 'aiAgent')),
    product: union(({ products }) => products),
    alertType: union(({ alertTypes }) => alertTypes),
    policy: union(({ policies }) => policies),
    investigationState: union(({ investigationStates }) => investigationStates),
    threat: union(({ threats }) => threats),
    actor: union(({ actors }) => actors),
    deviceGroup: union(({ deviceGroups }) => deviceGroups),
    osPlatform: union(({ osPlatforms }) => osPlatforms),
    workspace: union(({ workspaces }) => workspaces),
  };
}

function assetTexts(alerts: readonly AlertValues[]): readonly string[] {
  const traces = alerts.flatMap((values) => (values.traces ?? []).map(traceValue));
  const assets = alerts
    .flatMap(({ assets }) => assets ?? [])
    .map(mentionIn)
    .flatMap(({ key, name, resourceId }) => [name, key, resourceId]);
  return [...traces, ...assets];
}

/** Of an incident without a name. */
function madeNames(
  { name, incidentId }: ReturnType<typeof incidentValues>,
  alerts: readonly AlertValues[],
): readonly string[] {
  if ((name ?? '').trim() !== '') return [];
  const mentions = unionOf(alerts, ({ assets }) => assets).map(mentionIn);
  const assetByKey = new Map(mentions.map((mention) => [mention.key, mention]));
  const made = incidentName({
    id: incidentId ?? '',
    titles: alerts.map(({ title }) => title ?? ''),
    categories: unionOf(alerts, (values) => values.categories),
    serviceSources: [...new Set(alerts.map(({ serviceSource }) => serviceSource ?? ''))],
    assets: [...assetByKey.values()].map(({ category }) => category as EntityCategory),
  });
  return [made];
}

function alertRow({ values, alertIds }: Folded): NaiveRow {
  const { key, severity, status, title, createdAt, lastUpdateAt } = values;
  const { firstActivityAt, lastActivityAt, assignedTo, classification, determination } = values;
  return {
    key: key ?? '',
    filters: {
      ...listFilters([values]),
      status,
      severity,
      assignedTo,
      classification,
      determination,
      tenant: values.tenantId,
      tag: values.tags,
      created: createdAt,
      lastUpdate: lastUpdateAt,
      firstActivity: firstActivityAt,
      lastActivity: lastActivityAt,
    },
    sorts: {
      ...values,
      severity: severityRank(severity),
      status: statusRank(status ?? ''),
    } as unknown as NaiveRow['sorts'],
    breakTie: createdAt,
    time: createdAt,
    texts: [title ?? '', ...alertIds, ...assetTexts([values])],
  };
}

function incidentRow(
  incident: ReturnType<typeof incidentValues>,
  alerts: readonly AlertValues[],
  alertTypes: readonly AlertTypeRecord[],
): NaiveRow {
  const { key, severity, status, name, createdAt, statedUpdateAt } = incident;
  const { assignedTo, classification, determination, incidentId } = incident;
  const timesOf = (read: (values: AlertValues) => number | null) =>
    alerts.map(read).filter((time) => time !== null);
  const least = (times: readonly number[]) => (times.length === 0 ? null : Math.min(...times));
  const most = (times: readonly number[]) => (times.length === 0 ? null : Math.max(...times));
  const stated = [createdAt, statedUpdateAt].filter((time) => time !== null);
  const lastUpdateAt = most([...stated, ...timesOf((values) => values.createdAt)]);
  const firstActivityAt = least(timesOf((values) => values.firstActivityAt));
  const lastActivityAt = most(timesOf((values) => values.lastActivityAt));
  const alertsActive = alerts.filter((values) => values.status !== 'resolved').length;
  const distinct = (read: (values: AlertValues) => string | null) => [
    ...new Set(alerts.map((values) => read(values) ?? '')),
  ];
  const lists = listFilters(alerts);
  const { score: priorityScore } = priorityOf({
    severity: severity ?? '',
    categories: lists.category as readonly string[],
    tags: incident.tags ?? [],
    threats: [lists.threat, lists.actor].flat() as readonly string[],
    alertTypes,
    criticalAssets: (incident.tags ?? [])
      .filter((tag) => tag === 'Critical asset')
      .map((name) => ({ name, criticality: 'high' as const })),
  });
  return {
    key: key ?? '',
    filters: {
      ...lists,
      status,
      severity,
      assignedTo,
      classification,
      determination,
      tenant: incident.tenantId,
      tag: incident.tags,
      alertSeverity: distinct((values) => values.severity),
      lastUpdatedBy: incident.lastUpdatedBy,
      unread: 'new',
      severalCategories: (lists.category as readonly string[]).length,
      severalSources: distinct((values) => values.serviceSource).length,
      priority: priorityScore,
      created: createdAt,
      lastUpdate: lastUpdateAt,
      firstActivity: firstActivityAt,
      lastActivity: lastActivityAt,
    },
    sorts: {
      name,
      incidentId,
      assignedTo,
      classification,
      priorityScore,
      alertsActive,
      createdAt,
      firstActivityAt,
      lastActivityAt,
      lastUpdateAt,
      severity: severityRank(severity),
      status: statusRank(status ?? ''),
    },
    breakTie: lastUpdateAt,
    time: lastUpdateAt,
    texts: [name ?? '', incidentId ?? '', ...madeNames(incident, alerts), ...assetTexts(alerts)],
  };
}
