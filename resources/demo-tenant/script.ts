// The language of the scripted world: what a story file says about an incident, its alerts and what they saw.
// Times are relative; the engine in electron/demo-tenant turns them into Graph objects.

/** When an incident starts: `-3d 09:14` (UTC clock time, three days before the anchor's date) or a span
 * before the anchor such as `-5h20m`. */
export type Moment = `-${string}`;

/** A length of time: `2d`, `3h05m`, `40m`, `15s`, or several of these together. */
export type Span = string;

/** In minutes; for putting alerts in order. */
function spanMinutes(span: Span): number {
  const perUnit = new Map([
    ['d', 1440],
    ['h', 60],
    ['m', 1],
    ['s', 1 / 60],
  ]);
  return [...span.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (perUnit.get(unit ?? '') ?? 0),
    0,
  );
}

/** Stands for a time inside evidence: minutes from the alert's first activity, or from the anchor. */
export interface RelativeTime {
  readonly minutesFrom: 'alert' | 'anchor';
  readonly minutes: number;
}

/** A time near the alert's first activity; negative is before. */
export function minutes(count: number): RelativeTime {
  return { minutesFrom: 'alert', minutes: count };
}

/** A time that many days before the anchor. */
export function daysAgo(count: number): RelativeTime {
  return { minutesFrom: 'anchor', minutes: -count * 1440 };
}

/** Members of one evidence type of Graph without those that every evidence has; nested evidence alike. */
export interface EvidenceFacts {
  readonly '@odata.type': `#microsoft.graph.security.${string}Evidence`;
  readonly [member: string]: unknown;
}

export type Verdict = 'unknown' | 'suspicious' | 'malicious' | 'noThreatsFound';

export type Remediation =
  | 'none'
  | 'remediated'
  | 'prevented'
  | 'blocked'
  | 'notFound'
  | 'active'
  | 'pendingApproval'
  | 'declined'
  | 'unremediated'
  | 'running'
  | 'partiallyRemediated';

export type Role =
  | 'contextual'
  | 'scanned'
  | 'source'
  | 'destination'
  | 'created'
  | 'added'
  | 'compromised'
  | 'edited'
  | 'attacked'
  | 'attacker'
  | 'commandAndControl'
  | 'loaded'
  | 'suspicious'
  | 'policyViolator';

/** What the detection thought of one thing that it saw. */
export interface Judgement {
  readonly verdict?: Verdict;
  readonly remediation?: Remediation;
  readonly details?: string;
  readonly detailedRoles?: readonly string[];
  readonly tags?: readonly string[];
}

export interface Sighting extends Judgement {
  readonly facts: EvidenceFacts;
  readonly roles: readonly Role[];
}

/** One thing in an alert, with the part it played. */
export function seen(
  facts: EvidenceFacts,
  roles: Role | readonly Role[],
  judgement: Judgement = {},
): Sighting {
  return { facts, roles: typeof roles === 'string' ? [roles] : roles, ...judgement };
}

export type Severity = 'informational' | 'low' | 'medium' | 'high';

/** Which product and which of its detections raised an alert. */
export type DetectorName =
  | 'endpoint'
  | 'antivirus'
  | 'smartScreen'
  | 'customDetection'
  | 'office'
  | 'identity'
  | 'cloudApps'
  | 'appGovernance'
  | 'entra'
  | 'xdr'
  | 'dlp'
  | 'insiderRisk'
  | 'sentinel'
  | 'sentinelNrt'
  | 'threatIntelligence'
  | 'cloud'
  | 'cloudServers'
  | 'cloudStorage'
  | 'cloudDns'
  | 'cloudDatabases'
  | 'cloudContainers'
  | 'cloudKeyVault'
  | 'cloudResourceManager'
  | 'cloudAi'
  | 'cloudIot'
  | 'guardDuty'
  | 'commandCenter';

export type Classification = 'truePositive' | 'falsePositive' | 'informationalExpectedActivity';

export type Determination =
  | 'malware'
  | 'securityTesting'
  | 'unwantedSoftware'
  | 'other'
  | 'multiStagedAttack'
  | 'compromisedAccount'
  | 'phishing'
  | 'maliciousUserActivity'
  | 'notMalicious'
  | 'notEnoughDataToValidate'
  | 'confirmedActivity'
  | 'lineOfBusinessApplication';

export interface AlertScript {
  /** From the incident's start to the first activity. */
  readonly after: Span;
  /** From the first activity to the last one; a minute when absent. */
  readonly lasts?: Span;
  readonly from: DetectorName;
  /** The detector's id; for Defender for Cloud its alert type. Derived from the title when absent. */
  readonly type?: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: string;
  readonly techniques: readonly string[];
  readonly tells: string;
  readonly advice?: string;
  readonly status?: 'new' | 'inProgress' | 'resolved';
  readonly investigation?: string;
  readonly threat?: string;
  readonly family?: string;
  readonly actor?: string;
  readonly tags?: readonly string[];
  readonly evidence: readonly Sighting[];
}

export interface CommentScript {
  readonly after: Span;
  readonly by: string;
  readonly text: string;
}

export interface IncidentScript {
  /** Unique; identifiers of the incident's alerts are derived from it. */
  readonly key: string;
  readonly id: string;
  readonly startsAt: Moment;
  /** Given by an analyst; the service's own style of name is made when absent. */
  readonly name?: string;
  readonly tells?: string;
  readonly summary?: string;
  readonly status: 'active' | 'inProgress' | 'resolved' | 'redirected' | 'awaitingAction';
  readonly redirectsTo?: string;
  readonly assignedTo?: string;
  readonly classification?: Classification;
  readonly determination?: Determination;
  readonly resolvingComment?: string;
  readonly customTags?: readonly string[];
  readonly systemTags?: readonly string[];
  readonly priority: number;
  readonly comments?: readonly CommentScript[];
  /** In order of time. */
  readonly alerts: readonly AlertScript[];
  /** What happens next while the tenant runs; the engine sets the time. */
  readonly continues?: readonly AlertScript[];
}

/** Alerts of several scenes as one story. */
export function inOrder(...scenes: readonly (readonly AlertScript[])[]): readonly AlertScript[] {
  return scenes.flat().sort((a, b) => spanMinutes(a.after) - spanMinutes(b.after));
}
