// How urgent an incident is, 0 to 100, and why: rows 18 and 19 of the feature map. The same facts give
// the same score on every workstation. The formula in words is docs/priority-score.md.
import { attackStages } from './attack-stages.ts';
import { highProfileReason } from './high-profile-threat.ts';
import type { AlertTypeRecord, CriticalAsset, PriorityFacts } from './priority-facts.ts';
import {
  CRITICALITY_POINTS,
  DISRUPTION_POINTS,
  HIGH_PROFILE_POINTS,
  LATE_STAGE_POINTS,
  NAMED_THREAT_POINTS,
  RARITY_POINTS,
  RARITY_STEP,
  SEVERITY_POINTS,
  SIGNAL_POINTS,
  SIGNAL_PRIOR,
  STAGE_LIMIT,
  STAGE_POINTS,
} from './priority-weights.ts';

export type PriorityFactorName =
  | 'severity'
  | 'attackDisruption'
  | 'highProfileThreat'
  | 'namedThreat'
  | 'attackStages'
  | 'lateStage'
  | 'assetCriticality'
  | 'rarity'
  | 'signalToNoise';

export interface PriorityFactor {
  readonly name: PriorityFactorName;
  /** A whole number above 0. */
  readonly points: number;
  /** What gave them, in a sentence without a full stop; holds names that an attacker may have chosen. */
  readonly reason: string;
}

export interface PriorityScore {
  /** The sum of the points of the factors: 0 to 100. */
  readonly score: number;
  /** Most points first. */
  readonly factors: readonly PriorityFactor[];
}

export function priorityScore(facts: PriorityFacts): PriorityScore {
  const factors = [
    ...severityFactor(facts.severity),
    ...disruptionFactor(facts.tags),
    ...highProfileFactor(facts),
    ...namedThreatFactor(facts.threats),
    ...stageFactors(facts.categories),
    ...criticalityFactor(facts.criticalAssets),
    ...rarityFactor(facts.alertTypes),
    ...signalFactor(facts.alertTypes),
  ].sort((a, b) => b.points - a.points);
  return { score: factors.reduce((sum, { points }) => sum + points, 0), factors };
}

function severityFactor(severity: string): readonly PriorityFactor[] {
  const level = severity.toLowerCase();
  return factor('severity', SEVERITY_POINTS.get(level) ?? 0, `Severity is ${level}`);
}

function disruptionFactor(tags: readonly string[]): readonly PriorityFactor[] {
  const isDisrupted = tags.some((tag) => /\battack\s*disruption\b/i.test(tag));
  return factor(
    'attackDisruption',
    isDisrupted ? DISRUPTION_POINTS : 0,
    'Automatic attack disruption acted on it',
  );
}

function highProfileFactor({ threats, tags, categories }: PriorityFacts) {
  const reason = highProfileReason([...inOrder(threats), ...inOrder(tags), ...inOrder(categories)]);
  return factor('highProfileThreat', reason === null ? 0 : HIGH_PROFILE_POINTS, reason ?? '');
}

function namedThreatFactor(threats: readonly string[]): readonly PriorityFactor[] {
  const [first] = inOrder(threats);
  return factor('namedThreat', first === undefined ? 0 : NAMED_THREAT_POINTS, `Threat: ${first}`);
}

function stageFactors(categories: readonly string[]): readonly PriorityFactor[] {
  const stages = attackStages(categories);
  const late = stages.filter(({ isLate }) => isLate);
  const names = (list: typeof stages) => list.map(({ name }) => name).join(', ');
  return [
    ...factor(
      'attackStages',
      Math.min(stages.length, STAGE_LIMIT) * STAGE_POINTS,
      stages.length === 1
        ? `One stage of an attack: ${names(stages)}`
        : `${stages.length} stages of an attack: ${names(stages)}`,
    ),
    ...factor(
      'lateStage',
      late.length === 0 ? 0 : LATE_STAGE_POINTS,
      `Reached a late stage: ${names(late)}`,
    ),
  ];
}

function criticalityFactor(assets: readonly CriticalAsset[]): readonly PriorityFactor[] {
  const [first] = [...assets].sort(
    (a, b) =>
      CRITICALITY_POINTS[b.criticality] - CRITICALITY_POINTS[a.criticality] ||
      compareTexts(a.name, b.name),
  );
  if (first === undefined) return [];
  const others = assets.length === 1 ? '' : `, and ${assets.length - 1} more`;
  return factor(
    'assetCriticality',
    CRITICALITY_POINTS[first.criticality],
    `${first.name} is of ${CRITICALITY_WORDS[first.criticality]} criticality${others}`,
  );
}

const CRITICALITY_WORDS = { veryHigh: 'very high', high: 'high', medium: 'medium', low: 'low' };

function rarityFactor(alertTypes: readonly AlertTypeRecord[]): readonly PriorityFactor[] {
  const [rarest] = [...alertTypes].sort(
    (a, b) => a.incidents - b.incidents || compareTexts(a.name, b.name),
  );
  if (rarest === undefined) return [];
  const seen = Math.max(1, rarest.incidents);
  return factor(
    'rarity',
    rarityPoints(seen),
    seen === 1
      ? `No other incident has an alert "${rarest.name}"`
      : `Only ${seen} incidents have an alert "${rarest.name}"`,
  );
}

/** Of the rarest of an incident's alert types; `incidents` hold it, 1 at least. */
export function rarityPoints(incidents: number): number {
  return Math.max(0, RARITY_POINTS - stepsBelow(incidents));
}

/** Of all alert types of an incident together. */
export function signalPoints(decided: number, falsePositives: number): number {
  const signal = (decided - falsePositives + SIGNAL_PRIOR / 2) / (decided + SIGNAL_PRIOR);
  return Math.round(SIGNAL_POINTS * signal);
}

/** How often `count` can be divided by the step; without logarithms, which round. */
function stepsBelow(count: number): number {
  let steps = 0;
  for (let limit = RARITY_STEP; limit <= count; limit *= RARITY_STEP) steps++;
  return count === 1 ? 0 : steps + 1;
}

function signalFactor(alertTypes: readonly AlertTypeRecord[]): readonly PriorityFactor[] {
  let decided = 0;
  let falsePositives = 0;
  for (const type of alertTypes) {
    decided += type.decided;
    falsePositives += type.falsePositives;
  }
  if (alertTypes.length === 0) return [];
  return factor(
    'signalToNoise',
    signalPoints(decided, falsePositives),
    decided === 0
      ? 'Nothing is decided yet on alerts of these types'
      : `Of ${decided} decided alerts of these types, ${falsePositives} were false`,
  );
}

function factor(
  name: PriorityFactorName,
  points: number,
  reason: string,
): readonly PriorityFactor[] {
  return points === 0 ? [] : [{ name, points, reason }];
}

/** Facts come in no order, and what is named of several must not depend on it. */
function inOrder(names: readonly string[]): readonly string[] {
  return [...names].sort(compareTexts);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
