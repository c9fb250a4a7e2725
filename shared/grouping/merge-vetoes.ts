// What stands against a merge, as the portal has it: closed incidents, different owners or decisions,
// more entities than an incident may have, different tenants and, on request, device groups.
import type { AlertKey } from '../model/alert.ts';
import type { EntityKey } from '../model/entity.ts';
import type { IncidentKey } from '../model/incident.ts';
import { labelOf } from '../model/labels.ts';
import { incidentIdOfKey, MOST_MERGED, MOST_MOVED } from '../model/regrouping.ts';
import { hasShape, isCount } from '../model/shape.ts';
import { shortIncidentId } from '../model/short-names.ts';

/** What of an incident decides whether and how it can be merged; texts are as the service states them. */
export interface MergeSubject {
  readonly key: IncidentKey;
  readonly name: string;
  readonly tenantId: string;
  /** UTC epoch milliseconds; null where it is unknown. */
  readonly createdAt: number | null;
  readonly status: string;
  readonly assignedTo: string | null;
  readonly classification: string | null;
  readonly determination: string | null;
  readonly tags: readonly string[];
  /** Comments of it and of its alerts. */
  readonly comments: number;
  readonly alerts: readonly AlertKey[];
  readonly entities: readonly EntityKey[];
  /** Of its devices, each once. */
  readonly deviceGroups: readonly string[];
  /** Where it went by a merge; null while it is there. */
  readonly redirectedTo: IncidentKey | null;
}

/** What people and services have decided of an incident. */
export type DecidedIncident = Pick<
  MergeSubject,
  'key' | 'tenantId' | 'status' | 'assignedTo' | 'classification' | 'determination' | 'redirectedTo'
>;

export type VetoField =
  | 'incidents'
  | 'redirected'
  | 'tenant'
  | 'status'
  | 'assignedTo'
  | 'classification'
  | 'determination'
  | 'entities'
  | 'deviceGroups'
  | 'alerts';

export interface MergeVeto {
  readonly field: VetoField;
  /** What does not go together, in words for people; of a limit what there is, then what may be. */
  readonly values: readonly [string, string];
  /** Why it cannot be merged, for people. */
  readonly sentence: string;
}

export interface MergeRules {
  /** Entities that a merged incident may have; null for any number. */
  readonly mostEntities: number | null;
  /** Whether incidents of different device groups stay apart. */
  readonly separatesDeviceGroups: boolean;
}

/** As the portal had it while it told the number (February 2025). */
export const defaultMergeRules: MergeRules = { mostEntities: 50, separatesDeviceGroups: false };

/** Whether a settings file or a window has rules of this release. */
export function isMergeRules(value: unknown): value is MergeRules {
  return hasShape({
    mostEntities: (most) => most === null || (isCount(most) && most !== 0),
    separatesDeviceGroups: (separates) => typeof separates === 'boolean',
  })(value);
}

/** None where the incidents can be merged; one of each field at most. */
export function mergeVetoes(
  incidents: readonly MergeSubject[],
  rules: MergeRules = defaultMergeRules,
): readonly MergeVeto[] {
  return [
    tooMany(incidents),
    ...decisionVetoes(incidents),
    tooManyEntities(incidents, rules.mostEntities),
    rules.separatesDeviceGroups ? differentGroups(incidents) : null,
    tooManyAlerts(incidents),
  ].filter((veto) => veto !== null);
}

/** Those of the vetoes that stand whoever merges, and however much there is to merge. */
export function decisionVetoes(incidents: readonly DecidedIncident[]): readonly MergeVeto[] {
  return [
    redirected(incidents),
    differing(incidents, 'tenant', 'belong to different tenants', ({ tenantId }) =>
      stated(tenantId.toLowerCase(), tenantId),
    ),
    closed(incidents),
    differing(incidents, 'assignedTo', 'are assigned to different people', ({ assignedTo }) =>
      stated(assignedTo?.toLowerCase(), assignedTo),
    ),
    differing(incidents, 'classification', 'are classified differently', ({ classification }) =>
      decided('alertClassification', classification),
    ),
    differing(incidents, 'determination', 'have different determinations', ({ determination }) =>
      decided('alertDetermination', determination),
    ),
  ].filter((veto) => veto !== null);
}

function tooMany(incidents: readonly MergeSubject[]): MergeVeto | null {
  if (incidents.length <= MOST_MERGED) return null;
  const [there, most] = [String(incidents.length), String(MOST_MERGED)];
  return {
    field: 'incidents',
    values: [there, most],
    sentence: `${there} incidents are chosen, and ${most} can be merged at once.`,
  };
}

function redirected(incidents: readonly DecidedIncident[]): MergeVeto | null {
  for (const { key, redirectedTo } of incidents) {
    if (redirectedTo === null) continue;
    const [id, toId] = [idWord(key), idWord(redirectedTo)];
    return {
      field: 'redirected',
      values: [id, toId],
      sentence: `Incident ${id} was merged into ${toId} before.`,
    };
  }
  return null;
}

const CLOSED: ReadonlySet<string> = new Set(['resolved', 'redirected']);

function closed(incidents: readonly DecidedIncident[]): MergeVeto | null {
  const shut = incidents.find(({ status }) => CLOSED.has(status));
  if (shut === undefined) return null;
  const other = incidents.find(({ status, key }) => key !== shut.key && !CLOSED.has(status));
  const status = labelOf('incidentStatus', shut.status);
  return {
    field: 'status',
    values: [status, labelOf('incidentStatus', (other ?? shut).status)],
    sentence: `Incident ${idWord(shut.key)} is ${status.toLowerCase()}: it is neither reopened nor merged.`,
  };
}

function tooManyEntities(
  incidents: readonly MergeSubject[],
  mostEntities: number | null,
): MergeVeto | null {
  if (mostEntities === null) return null;
  const { size } = new Set(incidents.flatMap(({ entities }) => entities));
  if (size <= mostEntities) return null;
  const [there, most] = [size, mostEntities].map((count) => count.toLocaleString('en-US'));
  return {
    field: 'entities',
    values: [`${there}`, `${most}`],
    sentence: `Together they have ${there} entities, and an incident may have ${most}.`,
  };
}

/** Whichever of them is kept. */
function tooManyAlerts(incidents: readonly MergeSubject[]): MergeVeto | null {
  const counts = incidents.map(({ alerts }) => alerts.length);
  const fewest = counts.reduce((sum, count) => sum + count, 0) - Math.max(0, ...counts);
  if (fewest <= MOST_MOVED) return null;
  const [there, most] = [fewest, MOST_MOVED].map((count) => count.toLocaleString('en-US'));
  return {
    field: 'alerts',
    values: [`${there}`, `${most}`],
    sentence: `${there} alerts or more would move, and ${most} can be moved at once.`,
  };
}

function differentGroups(incidents: readonly MergeSubject[]): MergeVeto | null {
  const singles = incidents.flatMap((incident) =>
    incident.deviceGroups.map((group) => ({ ...incident, deviceGroups: [group] })),
  );
  return differing(singles, 'deviceGroups', 'have devices of different groups', (incident) => {
    const [group] = incident.deviceGroups;
    return stated(group, group);
  });
}

function idWord(key: IncidentKey): string {
  return shortIncidentId(incidentIdOfKey(key));
}

/** `id` tells values apart, `word` is for people. */
interface Stated {
  readonly id: string;
  readonly word: string;
}

function stated(id: string | null | undefined, word: string | null | undefined): Stated | null {
  return id == null || id === '' ? null : { id, word: word ?? id };
}

/** The service's words for no decision are none. */
function decided(
  name: 'alertClassification' | 'alertDetermination',
  value: string | null,
): Stated | null {
  return value === 'unknown' || value === null ? null : stated(value, labelOf(name, value));
}

/** Of the first two that state different values; what is not stated differs from nothing. */
function differing<Incident extends DecidedIncident>(
  incidents: readonly Incident[],
  field: VetoField,
  words: string,
  valueOf: (incident: Incident) => Stated | null,
): MergeVeto | null {
  let first: { readonly key: IncidentKey; readonly value: Stated } | null = null;
  for (const incident of incidents) {
    const value = valueOf(incident);
    if (value === null) continue;
    first ??= { key: incident.key, value };
    if (value.id === first.value.id) continue;
    const values = [first.value.word, value.word] as const;
    const ids = [...new Set([first.key, incident.key].map(idWord))];
    const who =
      ids.length === 1 && first.key === incident.key
        ? `Incident ${ids[0]}`
        : `Incidents ${ids.join(' and ')}`;
    return { field, values, sentence: `${who} ${words}: ${values.join(' and ')}.` };
  }
  return null;
}
