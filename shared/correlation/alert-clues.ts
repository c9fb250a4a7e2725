// What correlation reads of one alert, as Graph writes it: ids, times, what was done, and who and what was
// involved, in normal forms. Reads loosely, since a missing or odd member must cost no alert its place.
import type { AccountMention } from '../identity/account-registry.ts';
import { EvidenceClues, readEvidence } from './evidence-clues.ts';
import type { Clue, MentionedMachine } from './evidence-clues.ts';
import { list, loose, text, texts } from './loose-members.ts';
import type { Loose } from './loose-members.ts';

/** Times are UTC epoch milliseconds. */
export interface AlertClues {
  readonly tenant: string;
  readonly id: string;
  readonly providerAlertId: string;
  /** Ids of alerts that this one says it was made from. */
  readonly originalIds: readonly string[];
  readonly product: string;
  readonly detector: string;
  readonly title: string;
  readonly category: string;
  /** Sorted. */
  readonly techniques: readonly string[];
  /** First activity; when the alert was created where that is not said, or in the far future. */
  readonly at: number;
  readonly lastAt: number;
  readonly createdAt: number;
  readonly machines: readonly MentionedMachine[];
  readonly accounts: readonly AccountMention[];
  /** Private addresses that evidence names by themselves: they mean whichever machine had them then. */
  readonly privateAddresses: readonly string[];
  /** Public addresses that its devices reach the internet from: everybody behind them has them. */
  readonly egressAddresses: readonly string[];
  readonly clues: readonly Clue[];
}

const DAY_MS = 24 * 3_600_000;

/** A person reads no more, and a hostile alert must not cost more. */
const MAX_EVIDENCE = 500;

export function readClues(alert: Loose): AlertClues {
  const createdAt = time(alert['createdDateTime']) ?? time(alert['lastUpdateDateTime']) ?? 0;
  const stated = time(alert['firstActivityDateTime']);
  // A clock that is wrong by days must not carry an alert out of its time.
  const at = stated === null || stated > createdAt + DAY_MS ? createdAt : stated;
  const evidence = list(alert['evidence']).slice(0, MAX_EVIDENCE);
  const found = new EvidenceClues();
  const additional = loose(alert['additionalData']);
  const nodeName = text(additional['Node name']) ?? text(additional['nodeName']);
  evidence.forEach((item, index) => readEvidence(item, index, nodeName, found));
  return {
    tenant: text(alert['tenantId'])?.toLowerCase() ?? '',
    id: text(alert['id']) ?? '',
    providerAlertId: text(alert['providerAlertId']) ?? '',
    originalIds: originalIds(loose(alert['customDetails']), additional),
    product: text(alert['serviceSource']) ?? '',
    detector: text(alert['detectorId']) ?? text(alert['title']) ?? '',
    title: text(alert['title']) ?? '',
    category: text(alert['category']) ?? '',
    techniques: texts(alert['mitreTechniques']).sort(),
    at,
    lastAt: Math.max(at, time(alert['lastActivityDateTime']) ?? at),
    createdAt: createdAt === 0 ? at : createdAt,
    machines: found.machines,
    accounts: found.accounts,
    privateAddresses: [...found.privateAddresses],
    egressAddresses: [...found.egressAddresses],
    clues: [...found.clues.values()],
  };
}

function originalIds(...details: readonly Loose[]): readonly string[] {
  const names = ['Original Alert Id', 'OriginalAlertId', 'SystemAlertId', 'VendorOriginalId'];
  return details.flatMap((one) =>
    names.flatMap((name) => [
      ...texts(one[name]),
      ...(text(one[name]) === null ? [] : [text(one[name]) ?? '']),
    ]),
  );
}

function time(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}
