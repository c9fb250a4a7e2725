// The parts that alerts of Azure Resource Manager, Sentinel and continuous export have in common, and
// Graph's words for them.
import type { Json, JsonObject } from '../json.ts';
import { setMember } from '../json.ts';
import type { LooseObject } from '../loose-object.ts';
import { evidenceOfEntities } from '../security-entities/evidence-of-entities.ts';
import { resourceEvidence, resourceIdOf } from '../security-entities/resource-evidence.ts';
import { compareTimestamps, type Timestamp } from '../timestamp.ts';

const STATUSES: ReadonlyMap<string, string> = new Map([
  ['active', 'new'],
  ['new', 'new'],
  ['inprogress', 'inProgress'],
  ['resolved', 'resolved'],
  ['dismissed', 'resolved'],
]);

/** Graph has no "dismissed": it shows such alerts as resolved, and the source keeps its word. */
export function graphStatus(alert: LooseObject): string | null {
  const status = alert.text('status');
  return status === null ? null : (STATUSES.get(status.toLowerCase()) ?? status);
}

/** Null, and not unknown, where none is told: a missing severity must not hide a known one. */
export function graphSeverity(alert: LooseObject): string | null {
  return alert.text('severity', 'alertSeverity', 'reportedSeverity')?.toLowerCase() ?? null;
}

/** Tactics where they are told, else the older single intent; `Unknown` says nothing. */
export function graphCategories(alert: LooseObject): readonly string[] {
  const tactics = alert.words('tactics');
  const told = tactics.length > 0 ? tactics : alert.words('intent');
  return [...new Set(told)].filter((name) => name.toLowerCase() !== 'unknown');
}

/** Techniques with their sub-techniques, each once. */
export function graphTechniques(alert: LooseObject): readonly string[] {
  return [...new Set([...alert.words('techniques'), ...alert.words('subTechniques')])];
}

/** Steps one a line; older alerts have one text, and logs have the list as JSON text. */
export function recommendedActions(alert: LooseObject): string {
  const steps = alert.list('remediationSteps').flatMap((step) => {
    if (typeof step !== 'string') return [];
    return step.trimStart().startsWith('[') ? textsIn(step) : [step];
  });
  return steps.join('\n');
}

function textsIn(json: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(json);
    if (Array.isArray(list) && list.every((item) => typeof item === 'string')) return list;
  } catch {
    // A step that only looks like a list is a step.
  }
  return [json];
}

/** The other service's open properties, and beside them the members that Graph has no name for. */
export function additionalData(alert: LooseObject, names: readonly string[]): JsonObject | null {
  const data: Record<string, Json> = {};
  const open = alert.object('extendedProperties', 'additionalData')?.json ?? {};
  for (const [name, value] of Object.entries(open)) setMember(data, name, value);
  for (const name of names) {
    const value = alert.value(name);
    if (value !== null && !Object.hasOwn(data, name)) data[name] = value;
  }
  return Object.keys(data).length === 0 ? null : data;
}

/**
 * Evidence of the entities, then of resources that only the identifiers, the compromised entity or the
 * open properties name: with external providers and other clouds these are often all there is.
 */
export function alertEvidence(alert: LooseObject): readonly JsonObject[] {
  const evidence = [...evidenceOfEntities(alert.list('entities'))];
  const known = new Set(evidence.map(resourceIdOf));
  const add = (found: JsonObject | null | undefined): void => {
    const id = found == null ? null : resourceIdOf(found);
    if (found == null || (id !== null && known.has(id))) return;
    known.add(id);
    evidence.push(found);
  };
  for (const identifier of alert.objects('resourceIdentifiers')) {
    const kind = otherCloudKind(identifier.text('type') ?? '');
    if (kind !== null) add(evidenceOfEntities([{ ...identifier.json, type: kind }])[0]);
    else for (const id of textsOf(identifier.json)) add(resourceEvidence(id));
  }
  for (const name of ['azureResourceId', 'resourceId', 'compromisedEntity']) {
    add(resourceEvidence(alert.text(name) ?? ''));
  }
  const open = alert.object('extendedProperties')?.json ?? {};
  for (const id of textsOf(open)) if (OTHER_CLOUD_ID.test(id)) add(resourceEvidence(id));
  return evidence;
}

/** Azure's own ids are in the identifiers; in the open properties they may be anything. */
const OTHER_CLOUD_ID = /^\s*(?:arn:|\/\/)/i;

function otherCloudKind(identifierType: string): string | null {
  if (/^(?:aws|amazon)/i.test(identifierType)) return 'amazon-resource';
  return /^(?:gcp|google)/i.test(identifierType) ? 'gcp-resource' : null;
}

function textsOf(json: JsonObject): readonly string[] {
  return Object.values(json).filter((value) => typeof value === 'string');
}

/** The latest of those that are told. */
export function latestOf(times: readonly (Timestamp | null)[]): Timestamp | null {
  return times.reduce<Timestamp | null>(
    (latest, time) =>
      latest === null || (time !== null && compareTimestamps(time, latest) > 0) ? time : latest,
    null,
  );
}
