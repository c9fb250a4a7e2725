// What every entity can tell beside its own facts: since when, how it was judged, and its part.
import type { GraphMembers } from './graph-json.ts';
import type { SecurityEntity } from './security-entity.ts';

const VERDICTS: ReadonlyMap<string, string> = new Map([
  ['clean', 'noThreatsFound'],
  ['benign', 'noThreatsFound'],
  ['nothreatsfound', 'noThreatsFound'],
  ['suspicious', 'suspicious'],
  ['malicious', 'malicious'],
  ['unknown', 'unknown'],
]);

/** The members that all evidence shares; lists that are not told are left out. */
export function evidenceBase(entity: SecurityEntity): GraphMembers<'alertEvidence'> {
  const verdict = entity.text('lastVerdict', 'verdict');
  const tags = entity
    .list('tags')
    .flatMap((tag) => (typeof tag === 'string' ? [tag] : []))
    .concat(entity.objects('tags').flatMap((tag) => tag.text('tagName') ?? []));
  return {
    createdDateTime: entity.time('createdTimeUtc'),
    verdict: verdict === null ? null : (VERDICTS.get(verdict.toLowerCase()) ?? verdict),
    remediationStatus: entity.text('remediationStatus'),
    roles: entity.words('roles').map(memberOf),
    detailedRoles: entity.words('detailedRoles'),
    tags,
  };
}

/** Enum members start with a small letter in Graph. */
function memberOf(word: string): string {
  return word.slice(0, 1).toLowerCase() + word.slice(1);
}
