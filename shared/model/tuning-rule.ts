// A rule that a person wrote to keep alerts out of sight or have them resolved: what it is about, what
// it does, and for how long. Also how one that comes from a journal or a file is read.
import type { Branded } from './brand.ts';
import { isJsonObject } from './json.ts';

export type RuleId = Branded<'RuleId'>;

export function ruleId(text: string): RuleId {
  return text as RuleId;
}

/** What conditions can be about, in the order in which it is offered. */
export const ruleFields = [
  'title',
  'alertType',
  'severity',
  'category',
  'technique',
  'serviceSource',
  'detectionSource',
  'productName',
  'tenantId',
  'entity',
  'asset',
  'resourceId',
  'account',
  'cloud',
  'device',
  'user',
  'ipAddress',
  'url',
  'fileName',
  'filePath',
  'fileHash',
  'commandLine',
] as const;

export type RuleField = (typeof ruleFields)[number];

/** `is` takes `*` and `?` as wildcards, `matches` is a regular expression of RE2; none minds letter case. */
export type RuleOperator = 'is' | 'isNot' | 'contains' | 'matches';

/** True where any of the field's values fits any of `values`; of `isNot` where none does. */
export interface FieldCondition {
  readonly kind: 'field';
  readonly field: RuleField;
  readonly operator: RuleOperator;
  readonly values: readonly string[];
}

/** A group without members is true where it is `all`, and never where it is `any`. */
export interface ConditionGroup {
  readonly kind: 'all' | 'any';
  readonly of: readonly RuleCondition[];
}

export type RuleCondition = FieldCondition | ConditionGroup;

export interface TuningRule {
  readonly id: RuleId;
  readonly name: string;
  readonly isOn: boolean;
  /** `resolve` writes to the alert's service; `hide` stays on this machine. */
  readonly action: 'hide' | 'resolve';
  /** The provider's name of a detection; null for any. */
  readonly alertType: string | null;
  /** None for all. */
  readonly serviceSources: readonly string[];
  readonly condition: ConditionGroup;
  readonly reason: string;
  readonly comment: string;
  /** UTC epoch milliseconds from which on it does nothing; null for never. */
  readonly expiresAt: number | null;
}

/** A rule with who made it. */
export interface AuthoredRule {
  readonly rule: TuningRule;
  readonly owner: string;
  /** UTC epoch milliseconds. */
  readonly createdAt: number;
  readonly changedBy: string;
  readonly changedAt: number;
}

export const ruleOperators: readonly RuleOperator[] = ['is', 'isNot', 'contains', 'matches'];

/** As Defender for Cloud offers them. */
export const ruleReasons = [
  'FalsePositive',
  'ExpectedBehavior',
  'AlreadyMitigated',
  'Noise',
  'Other',
] as const;

/** Deeper groups say nothing that a person could follow. */
const DEEPEST = 8;

export function isInForce(rule: TuningRule, now: number): boolean {
  return rule.isOn && !isExpired(rule, now);
}

export function isExpired({ expiresAt }: TuningRule, now: number): boolean {
  return expiresAt !== null && expiresAt <= now;
}

export function isTuningRule(value: unknown): value is TuningRule {
  if (!isJsonObject(value)) return false;
  const { id, name, isOn, action, alertType, serviceSources, condition } = value;
  const { reason, comment, expiresAt } = value;
  return (
    [id, name, reason, comment].every((text) => typeof text === 'string') &&
    id !== '' &&
    typeof isOn === 'boolean' &&
    (action === 'hide' || action === 'resolve') &&
    (alertType === null || typeof alertType === 'string') &&
    isTexts(serviceSources) &&
    isCondition(condition, 0) &&
    (condition as unknown as RuleCondition).kind !== 'field' &&
    (expiresAt === null || Number.isSafeInteger(expiresAt))
  );
}

function isCondition(value: unknown, depth: number): boolean {
  if (!isJsonObject(value) || depth > DEEPEST) return false;
  const { kind, of, field, operator, values } = value;
  if (kind === 'all' || kind === 'any') {
    return Array.isArray(of) && of.every((one) => isCondition(one, depth + 1));
  }
  return (
    kind === 'field' &&
    typeof field === 'string' &&
    (ruleFields as readonly string[]).includes(field) &&
    (ruleOperators as readonly unknown[]).includes(operator) &&
    isTexts(values)
  );
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
