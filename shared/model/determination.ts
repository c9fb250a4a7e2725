// Which determinations go with a classification, and the older names of some.
import type { KnownEnumMember } from './graph/contract.ts';

type Classification = KnownEnumMember<'alertClassification'>;
type Determination = KnownEnumMember<'alertDetermination'>;

/** Names in the service's documentation that its metadata does not have. */
const CANONICAL: ReadonlyMap<string, Determination> = new Map([
  ['compromiseduser', 'compromisedAccount'],
  ['clean', 'notMalicious'],
  ['insufficientdata', 'notEnoughDataToValidate'],
  ['confirmeduseractivity', 'confirmedActivity'],
]);

/** Readable for ever, refused by the service for new decisions since August 2022. */
export const deprecatedDeterminations: ReadonlySet<string> = new Set<Determination>([
  'apt',
  'securityPersonnel',
]);

const BY_CLASSIFICATION: Readonly<Record<Classification, readonly Determination[]>> = {
  unknown: [],
  truePositive: [
    'multiStagedAttack',
    'maliciousUserActivity',
    'compromisedAccount',
    'malware',
    'phishing',
    'unwantedSoftware',
    'other',
  ],
  informationalExpectedActivity: [
    'securityTesting',
    'lineOfBusinessApplication',
    'confirmedActivity',
    'other',
  ],
  falsePositive: ['notMalicious', 'notEnoughDataToValidate', 'other'],
  unknownFutureValue: [],
};

/** The metadata's name for a documented older one; any other text comes back as it is. */
export function canonicalDetermination(determination: string): string {
  return CANONICAL.get(determination.toLowerCase()) ?? determination;
}

/** What may be chosen beside a classification, most usual first; empty where none may. */
export function determinationsFor(classification: string): readonly Determination[] {
  return Object.hasOwn(BY_CLASSIFICATION, classification)
    ? BY_CLASSIFICATION[classification as Classification]
    : [];
}
