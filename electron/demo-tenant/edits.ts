// What callers may write, checked: the writable members of incidents and alerts, and comments.
import { graphSecurity } from '../../resources/graph-security.ts';
import type { ArmState } from './arm-alert.ts';
import { badRequest } from './graph-error.ts';

/** Absolute values by member name. */
export type Changes = Readonly<Record<string, unknown>>;

export type EditTarget = 'incident' | 'alert';

/** A write that was accepted, as it is kept in the state file. */
export type Edit = { readonly at: number; readonly target: EditTarget; readonly id: string } & (
  | { readonly kind: 'patch'; readonly changes: Changes }
  /** `name` is the comment's own in Sentinel; written again under it, the text is replaced. */
  | { readonly kind: 'comment'; readonly text: string; readonly name?: string }
  /** Of an alert as Defender for Cloud has it; `id` is the alert's name there. */
  | { readonly kind: 'armState'; readonly state: ArmState }
);

const { alertClassification, alertDetermination, alertSeverity } = graphSecurity.enums;

type Rule = (value: unknown) => string | null;

const oneOf =
  (members: readonly string[], nullable = false): Rule =>
  (value) => {
    if (value === null && nullable) return null;
    return typeof value === 'string' && members.includes(value)
      ? null
      : `is not a valid enumeration type constant; allowed: ${members.join(', ')}`;
  };

const text =
  (nullable: boolean): Rule =>
  (value) =>
    (typeof value === 'string' && (nullable || value.length > 0)) || (nullable && value === null)
      ? null
      : `must be a string${nullable ? ' or null' : ' with something in it'}`;

const listOfTexts: Rule = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')
    ? null
    : 'must be a list of strings';

const SHARED: readonly (readonly [string, Rule])[] = [
  ['assignedTo', text(true)],
  ['classification', oneOf(alertClassification.slice(0, -1), true)],
  ['determination', oneOf(alertDetermination.slice(0, -1), true)],
];

const WRITABLE: Readonly<Record<EditTarget, ReadonlyMap<string, Rule>>> = {
  incident: new Map([
    ...SHARED,
    ['status', oneOf(['active', 'inProgress', 'resolved'])],
    ['customTags', listOfTexts],
    ['displayName', text(false)],
    ['description', text(true)],
    ['severity', oneOf(alertSeverity.slice(1, -1))],
    ['resolvingComment', text(true)],
    ['summary', text(true)],
  ]),
  alert: new Map([...SHARED, ['status', oneOf(['new', 'inProgress', 'resolved'])]]),
};

/** Documented for comments in the portal; the API says nothing else. */
const LONGEST_COMMENT = 30_000;

/** The changes of a PATCH body; throws a 400 that names the member. */
export function parseChanges(target: EditTarget, body: unknown): Changes {
  const rules = WRITABLE[target];
  const changes: [string, unknown][] = [];
  for (const [member, value] of Object.entries(asObject(body))) {
    if (member.startsWith('@odata.')) continue;
    const rule = rules.get(member);
    if (rule === undefined) {
      throw badRequest(
        `The property '${member}' does not exist on type '${target}' or cannot be updated.`,
      );
    }
    const complaint = rule(value);
    if (complaint !== null) throw badRequest(`'${member}' ${complaint}.`);
    changes.push([member, value]);
  }
  if (changes.length === 0) throw badRequest('The request body names no property to update.');
  return Object.fromEntries(changes);
}

/** The text of a comment body; throws a 400. */
export function parseComment(body: unknown): string {
  const { comment } = asObject(body);
  if (typeof comment !== 'string' || comment.trim() === '') {
    throw badRequest("'comment' must be a string with something in it.");
  }
  if (comment.length > LONGEST_COMMENT) {
    throw badRequest(`'comment' must not be longer than ${LONGEST_COMMENT} characters.`);
  }
  return comment;
}

function asObject(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest('The request body must be a JSON object.');
  }
  return body as Readonly<Record<string, unknown>>;
}
