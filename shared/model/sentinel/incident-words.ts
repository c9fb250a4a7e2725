// The words of Sentinel's incidents and those that the model has for the same. docs/decisions tells the mapping.

type Words = readonly (readonly [ours: string, theirs: string])[];

const statuses: Words = [
  ['active', 'New'],
  ['inProgress', 'Active'],
  ['resolved', 'Closed'],
];

const classifications: Words = [
  ['truePositive', 'TruePositive'],
  ['informationalExpectedActivity', 'BenignPositive'],
  ['falsePositive', 'FalsePositive'],
  ['unknown', 'Undetermined'],
];

const determinations: Words = [
  ['other', 'SuspiciousActivity'],
  ['confirmedActivity', 'SuspiciousButExpected'],
  ['notMalicious', 'IncorrectAlertLogic'],
  ['notEnoughDataToValidate', 'InaccurateData'],
];

/** Sentinel takes a classification only with a reason, and of these the first is the usual one. */
const reasonsByClassification: ReadonlyMap<string, readonly string[]> = new Map([
  ['TruePositive', ['SuspiciousActivity']],
  ['BenignPositive', ['SuspiciousButExpected']],
  ['FalsePositive', ['IncorrectAlertLogic', 'InaccurateData']],
]);

/** A newer word stays as the service wrote it. */
export const modelStatus = toModel(statuses);
export const modelClassification = toModel(classifications);
export const determinationOfReason = toModel(determinations);

/** null for a status that Sentinel has no word for. */
export const sentinelStatus = toSentinel(statuses);
export const sentinelClassification = toSentinel(classifications);

/** The present reason where it goes with the classification; null for one that has none. */
export function sentinelReason(classification: string, present: string | null): string | null {
  const reasons = reasonsByClassification.get(classification) ?? [];
  return reasons.find((reason) => reason === present) ?? reasons[0] ?? null;
}

function toModel(words: Words): (word: string | null) => string | null {
  const oursByTheirs = new Map(words.map(([ours, theirs]) => [theirs.toLowerCase(), ours]));
  return (word) => (word === null ? null : (oursByTheirs.get(word.toLowerCase()) ?? word));
}

function toSentinel(words: Words): (word: string) => string | null {
  const theirsByOurs = new Map(words.map(([ours, theirs]) => [ours.toLowerCase(), theirs]));
  return (word) => theirsByOurs.get(word.toLowerCase()) ?? null;
}
