// Members that Graph hides behind `unknownFutureValue` unless the caller asks for them with
// `Prefer: include-unknown-enum-members` (those listed after it in the v1.0 metadata).
import { graphSecurity } from '../../resources/graph-security.ts';

const { detectionSource, evidenceRemediationStatus, incidentStatus, serviceSource } =
  graphSecurity.enums;

const membersAfterFuture = (members: readonly string[]): ReadonlySet<string> =>
  new Set(members.slice(members.indexOf('unknownFutureValue') + 1));

const HIDDEN: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['status', membersAfterFuture(incidentStatus)],
  ['serviceSource', membersAfterFuture(serviceSource)],
  ['detectionSource', membersAfterFuture(detectionSource)],
  ['remediationStatus', membersAfterFuture(evidenceRemediationStatus)],
]);

/** True when the header asks for the members as they are. */
export function wantsUnknownMembers(prefer: string | undefined): boolean {
  return (prefer ?? '')
    .split(',')
    .some((preference) => preference.trim().toLowerCase() === 'include-unknown-enum-members');
}

/** For JSON.stringify: replaces hidden members, at every depth. */
export function hideUnknownMembers(member: string, value: unknown): unknown {
  return typeof value === 'string' && HIDDEN.get(member)?.has(value) === true
    ? 'unknownFutureValue'
    : value;
}
