// Turns an incident of the script into the Graph objects of one edition of the world.
import { guidFor, numberFor } from '../../resources/demo-tenant/identifiers.ts';
import { TENANT_ID } from '../../resources/demo-tenant/people.ts';
import type {
  AlertScript,
  EvidenceFacts,
  IncidentScript,
  RelativeTime,
  Severity,
  Sighting,
} from '../../resources/demo-tenant/script.ts';
import { alertIds, DETECTORS } from './detectors.ts';
import { coarseTime, momentAt, preciseTime, sensorTime, spanMs } from './graph-time.ts';
import { incidentName } from './incident-name.ts';
import type { Case, WireAlert, WireComment, WireIncident } from './wire.ts';

/** When the world is: its times count from `anchorAt`, its ids from the anchor that it began with. */
export interface Edition {
  readonly anchorAt: number;
  readonly firstAnchorAt: number;
}

const RANK: Readonly<Record<Severity, number>> = { informational: 0, low: 1, medium: 2, high: 3 };

/** Throws when the script says something impossible, such as an alert after the anchor. */
export function expandIncident(script: IncidentScript, edition: Edition): Case {
  const startAt = momentAt(script.startsAt, edition.anchorAt);
  const firstStartAt = momentAt(script.startsAt, edition.firstAnchorAt);
  const alerts = script.alerts.map((alert, index) =>
    expandAlert(script, alert, {
      key: `${script.key}/${index}`,
      at: startAt + spanMs(alert.after),
      firstAt: firstStartAt + spanMs(alert.after),
      latestAt: edition.anchorAt,
      anchorAt: edition.anchorAt,
    }),
  );
  return { incident: expandHead(script, alerts, { startAt, edition }), alerts };
}

interface AlertTiming {
  /** What the alert's identifiers are derived from. */
  readonly key: string;
  readonly at: number;
  readonly firstAt: number;
  /** Nothing about the alert is later than this. */
  readonly latestAt: number;
  readonly anchorAt: number;
}

/** One alert of an incident, at a time that the caller chose. */
export function expandAlert(
  script: IncidentScript,
  alert: AlertScript,
  timing: AlertTiming,
): WireAlert {
  const { key, latestAt } = timing;
  if (timing.at > latestAt) {
    throw new Error(`${key} is in the future: ${new Date(timing.at).toISOString()}`);
  }
  // The script tells minutes; nothing real happens at the full one.
  const offsetMs = Math.min(numberFor(`${key}/offset`, 50_000), latestAt - timing.at);
  const at = timing.at + offsetMs;
  const detector = DETECTORS[alert.from];
  const sensorDelayMs = 20_000 + numberFor(`${key}/delay`, 400_000);
  const createdAt = Math.min(at + sensorDelayMs, latestAt);
  const lastActivityAt = Math.min(at + spanMs(alert.lasts ?? '1m'), latestAt);
  const isResolved = alert.status === 'resolved' || script.status === 'resolved';
  const quietMs = numberFor(`${key}/quiet`, isResolved ? 72_000_000 : 5_400_000);
  const settledAt = Math.max(createdAt, lastActivityAt);
  const room = (latestAt - settledAt) * (0.2 + numberFor(`${key}/room`, 60) / 100);
  const updatedAt = settledAt + Math.min(quietMs, room);
  const isTaken = script.status === 'inProgress' && numberFor(`${key}/taken`, 3) > 0;
  const status = isResolved ? 'resolved' : (alert.status ?? (isTaken ? 'inProgress' : 'new'));
  const { id, providerAlertId } = alertIds(detector, key, timing.firstAt + offsetMs);
  const resolveTime = (time: RelativeTime): string =>
    preciseTime(
      (time.minutesFrom === 'alert' ? at : timing.anchorAt) + time.minutes * 60_000,
      `${key}/${time.minutes}`,
    );
  return {
    '@odata.type': '#microsoft.graph.security.alert',
    id,
    providerAlertId,
    incidentId: script.id,
    status,
    severity: alert.severity,
    classification: script.classification ?? null,
    determination: script.determination ?? null,
    serviceSource: detector.serviceSource,
    detectionSource: detector.detectionSource,
    productName: detector.productName,
    detectorId: alert.type ?? guidFor(`detector/${alert.title}`),
    tenantId: TENANT_ID,
    title: alert.title,
    description: alert.tells,
    recommendedActions: alert.advice ?? '',
    category: alert.category,
    categories: [alert.category],
    assignedTo: script.assignedTo ?? null,
    alertWebUrl: `https://security.microsoft.com/alerts/${id}?tid=${TENANT_ID}`,
    incidentWebUrl: incidentUrl(script.id),
    actorDisplayName: alert.actor ?? null,
    threatDisplayName: alert.threat ?? null,
    threatFamilyName: alert.family ?? null,
    mitreTechniques: alert.techniques,
    createdDateTime: preciseTime(createdAt, `${key}/created`),
    lastUpdateDateTime: coarseTime(updatedAt),
    resolvedDateTime: isResolved ? coarseTime(updatedAt) : null,
    firstActivityDateTime: sensorTime(at),
    lastActivityDateTime:
      detector.prefix === 'dc' && lastActivityAt < latestAt
        ? preciseTime(lastActivityAt, `${key}/last`)
        : sensorTime(lastActivityAt),
    investigationState:
      alert.investigation ?? (detector.prefix === 'da' ? 'unsupportedAlertType' : null),
    alertPolicyId: null,
    additionalData: null,
    customDetails: null,
    comments: [],
    evidence: alert.evidence.map((sighting) =>
      expandSighting(sighting, preciseTime(createdAt, `${key}/created`), resolveTime),
    ),
    systemTags: alert.tags ?? [],
  };
}

function expandHead(
  script: IncidentScript,
  alerts: readonly WireAlert[],
  when: { readonly startAt: number; readonly edition: Edition },
): WireIncident {
  const { startAt, edition } = when;
  const comments = (script.comments ?? []).map((comment): WireComment => {
    const at = startAt + spanMs(comment.after);
    if (at > edition.anchorAt) throw new Error(`${script.key}: a comment is in the future`);
    return {
      '@odata.type': '#microsoft.graph.security.alertComment',
      comment: comment.text,
      createdByDisplayName: comment.by,
      createdDateTime: preciseTime(at, `${script.key}/comment/${comment.after}`),
    };
  });
  const firstCreated = alerts
    .map((alert) => Date.parse(alert.createdDateTime))
    .reduce((earliest, at) => Math.min(earliest, at), Number.POSITIVE_INFINITY);
  const createdAt = Number.isFinite(firstCreated) ? firstCreated : startAt;
  const updatedAt = [
    ...alerts.map((alert) => Date.parse(alert.lastUpdateDateTime)),
    ...comments.map((comment) => Date.parse(comment.createdDateTime)),
    createdAt,
  ].reduce((latest, at) => Math.max(latest, at));
  return {
    '@odata.type': '#microsoft.graph.security.incident',
    id: script.id,
    tenantId: TENANT_ID,
    incidentWebUrl: incidentUrl(script.id),
    redirectIncidentId: script.redirectsTo ?? null,
    displayName: script.name ?? (alerts.length > 0 ? incidentName(alerts) : 'Merged incident'),
    createdDateTime: preciseTime(
      Math.min(createdAt + 4_000, edition.anchorAt),
      `${script.key}/created`,
    ),
    lastUpdateDateTime: coarseTime(Math.min(updatedAt + 9_000, edition.anchorAt)),
    assignedTo: script.assignedTo ?? null,
    classification: script.classification ?? null,
    determination: script.determination ?? null,
    status: script.status,
    severity: highestSeverity(script),
    priorityScore: script.priority,
    description: script.tells ?? alerts[0]?.['description'] ?? null,
    summary: script.summary ?? null,
    resolvingComment: script.resolvingComment ?? null,
    lastModifiedBy: script.assignedTo ?? 'Microsoft 365 Defender',
    customTags: script.customTags ?? [],
    systemTags: script.systemTags ?? [],
    comments,
  };
}

function highestSeverity(script: IncidentScript): Severity {
  return script.alerts
    .map((alert) => alert.severity)
    .reduce<Severity>(
      (highest, next) => (RANK[next] > RANK[highest] ? next : highest),
      'informational',
    );
}

const incidentUrl = (id: string): string =>
  `https://security.microsoft.com/incidents/${id}?tid=${TENANT_ID}`;

type Json = Readonly<Record<string, unknown>>;

function expandSighting(
  sighting: Sighting,
  createdDateTime: string,
  resolve: (time: RelativeTime) => string,
): Json {
  const facts = expandFacts(sighting.facts, createdDateTime, resolve);
  return {
    ...facts,
    verdict: sighting.verdict ?? facts['verdict'],
    remediationStatus: sighting.remediation ?? facts['remediationStatus'],
    remediationStatusDetails: sighting.details ?? null,
    roles: sighting.roles,
    detailedRoles: sighting.detailedRoles ?? [],
    tags: sighting.tags ?? [],
  };
}

function expandFacts(
  facts: EvidenceFacts,
  createdDateTime: string,
  resolve: (time: RelativeTime) => string,
): Json {
  const expandValue = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(expandValue);
    if (typeof value !== 'object' || value === null) return value;
    if (Object.hasOwn(value, 'minutesFrom')) return resolve(value as RelativeTime);
    if (Object.hasOwn(value, '@odata.type')) {
      return expandFacts(value as EvidenceFacts, createdDateTime, resolve);
    }
    return Object.fromEntries(
      Object.entries(value).map(([member, inner]) => [member, expandValue(inner)]),
    );
  };
  const { '@odata.type': odataType, ...members } = facts;
  return {
    '@odata.type': odataType,
    createdDateTime,
    verdict: 'unknown',
    remediationStatus: 'none',
    remediationStatusDetails: null,
    roles: [],
    detailedRoles: [],
    tags: [],
    ...Object.fromEntries(
      Object.entries(members).map(([member, value]) => [member, expandValue(value)]),
    ),
  };
}
