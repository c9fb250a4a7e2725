// Tuning rules as suppression rules of Defender for Cloud, and back: Microsoft.Security/alertsSuppressionRules,
// API version 2019-01-01-preview. What the other side cannot say is named, never left out in silence.
import { isJsonObject } from '../model/json.ts';
import type { JsonObject } from '../model/json.ts';
import { LooseObject } from '../model/loose-object.ts';
import { ruleFieldLabel } from './rule-fields.ts';
import { isExpired } from '../model/tuning-rule.ts';
import type {
  FieldCondition,
  RuleCondition,
  RuleField,
  RuleId,
  TuningRule,
} from '../model/tuning-rule.ts';

/** The service suppresses its own alerts only. */
const SERVICE = 'microsoftDefenderForCloud';
const RESOURCE_TYPE = 'Microsoft.Security/alertsSuppressionRules';

/** The service's names of entity members, in lower case. */
const scopeFields: readonly (readonly [scope: string, field: RuleField])[] = [
  ['entities.ip.address', 'ipAddress'],
  ['entities.host.hostname', 'device'],
  ['entities.account.name', 'user'],
  ['entities.process.commandline', 'commandLine'],
  ['entities.file.name', 'fileName'],
  ['entities.file.directory', 'filePath'],
  ['entities.filehash.value', 'fileHash'],
  ['entities.url.url', 'url'],
  ['entities.azureresource.resourceid', 'resourceId'],
];

export interface LeftOutRule {
  readonly name: string;
  /** In plain words, a sentence. */
  readonly why: string;
}

export interface SuppressionExport {
  readonly json: JsonObject;
  readonly leftOut: readonly LeftOutRule[];
}

export function exportSuppressionRules(
  rules: readonly TuningRule[],
  now: number,
): SuppressionExport {
  const leftOut: LeftOutRule[] = [];
  const value = rules.flatMap((rule) => {
    const why = obstacle(rule);
    if (why === null) return [suppressionRule(rule, now)];
    leftOut.push({ name: rule.name, why });
    return [];
  });
  return { json: { value }, leftOut };
}

export interface SuppressionImport {
  readonly rules: readonly TuningRule[];
  readonly leftOut: readonly LeftOutRule[];
}

/** Takes one rule, a list, or the service's `{ value: [...] }`; null for what is none of these. */
export function importSuppressionRules(
  json: unknown,
  newId: () => RuleId,
): SuppressionImport | null {
  const items = isJsonObject(json) && Array.isArray(json['value']) ? json['value'] : [json].flat();
  const rules: TuningRule[] = [];
  const leftOut: LeftOutRule[] = [];
  for (const [index, item] of items.entries()) {
    if (!isJsonObject(item)) return null;
    const resource = new LooseObject(item);
    const properties = resource.object('properties');
    if (properties === null) return null;
    const name = resource.text('name') ?? `Rule ${index + 1}`;
    const read = readRule(name, properties, newId());
    if (typeof read === 'string') leftOut.push({ name, why: read });
    else rules.push(read);
  }
  return { rules, leftOut };
}

function suppressionRule(rule: TuningRule, now: number): JsonObject {
  const { name, alertType, reason, comment, isOn, expiresAt, condition } = rule;
  const conditions = condition.of.filter((one) => one.kind === 'field');
  return {
    name,
    type: RESOURCE_TYPE,
    properties: {
      alertType: alertType ?? '*',
      reason,
      comment,
      state: isExpired(rule, now) ? 'Expired' : isOn ? 'Enabled' : 'Disabled',
      expirationDateUtc: expiresAt === null ? null : new Date(expiresAt).toISOString(),
      ...(conditions.length > 0 && {
        suppressionAlertsScope: { allOf: conditions.map(scopeElement) },
      }),
    },
  };
}

function scopeElement({ field, operator, values }: FieldCondition): JsonObject {
  const scope = scopeFields.find(([, own]) => own === field)?.[0] ?? field;
  return operator === 'contains'
    ? { field: scope, contains: values[0] ?? '' }
    : { field: scope, in: [...values] };
}

/** Why the service's schema cannot say the rule; null where it can. */
function obstacle({ action, serviceSources, condition }: TuningRule): string | null {
  if (action === 'resolve') return 'It resolves alerts; a suppression rule only hides them.';
  const isOfOthers = serviceSources.length > 0 && !serviceSources.includes(SERVICE);
  if (isOfOthers) return 'It is about alerts of other services than Defender for Cloud.';
  const isPlain = condition.kind === 'all' || condition.of.length === 1;
  if (!isPlain) return 'Its conditions are joined by OR.';
  return condition.of.map(conditionObstacle).find((why) => why !== null) ?? null;
}

function conditionObstacle(condition: RuleCondition): string | null {
  if (condition.kind !== 'field') return 'It has groups of conditions.';
  const { field, operator, values } = condition;
  const label = ruleFieldLabel(field);
  if (!scopeFields.some(([, own]) => own === field)) {
    return `A suppression rule has no condition on “${label}”.`;
  }
  const isSayable =
    operator === 'contains' ? values.length === 1 : operator === 'is' && !values.some(hasWildcard);
  return isSayable ? null : `A suppression rule cannot test “${label}” in this way.`;
}

/** A text says why it cannot be read as a rule that does the same. */
function readRule(name: string, properties: LooseObject, id: RuleId): TuningRule | string {
  const alertType = properties.text('alertType');
  if (alertType === null) return 'It names no alert type.';
  const expiry = properties.text('expirationDateUtc');
  const expiresAt = expiry === null ? null : Date.parse(expiry);
  if (Number.isNaN(expiresAt)) return `Its expiry is no time: ${expiry}`;
  const conditions: FieldCondition[] = [];
  for (const element of properties.object('suppressionAlertsScope')?.objects('allOf') ?? []) {
    const condition = readScopeElement(element);
    if (typeof condition === 'string') return condition;
    conditions.push(condition);
  }
  return {
    id,
    name,
    isOn: properties.text('state')?.toLowerCase() === 'enabled',
    action: 'hide',
    alertType: alertType === '*' ? null : alertType,
    serviceSources: [SERVICE],
    condition: { kind: 'all', of: conditions },
    reason: properties.text('reason') ?? 'Other',
    comment: properties.text('comment') ?? '',
    expiresAt,
  };
}

function readScopeElement(element: LooseObject): FieldCondition | string {
  const scope = element.text('field') ?? '';
  const field = scopeFields.find(([own]) => own === scope.toLowerCase())?.[1];
  if (field === undefined)
    return `It has a condition on “${scope}”, which Clearpane does not know.`;
  const contained = element.text('contains');
  if (contained !== null)
    return { kind: 'field', field, operator: 'contains', values: [contained] };
  const values = element.texts('in');
  if (values.length === 0) return `Its condition on “${scope}” tests nothing.`;
  if (values.some(hasWildcard)) return `Its condition on “${scope}” names a * or ? itself.`;
  return { kind: 'field', field, operator: 'is', values };
}

function hasWildcard(value: string): boolean {
  return /[*?]/.test(value);
}
