// What people decided about which alerts belong together: merges, moves and splits, their undoing, and
// what is never to be correlated or taken for one machine. All of it stays on this machine.
import type { AlertKey } from './alert.ts';
import type { Authored } from './annotation.ts';
import type { EntryId } from './annotation-id.ts';
import { localIncidentKey } from './incident.ts';
import type { IncidentKey } from './incident.ts';
import type { TenantId } from './tenant.ts';

/** As the portal offers them, in its order; a merge has one or more. */
export const MERGE_REASONS = [
  'sameThreatSource',
  'similarTtpsOrBehavior',
  'sameActor',
  'sameCampaign',
  'sharedIndicators',
  'sameAsset',
  'networkProximity',
  'eventCausalSequence',
  'temporalProximity',
  'lateralMovementPath',
] as const;

export type MergeReason = (typeof MERGE_REASONS)[number];

/** Incidents that one merge takes in, the one that is kept among them: as many as the portal does. */
export const MOST_MERGED = 5;

/** Alerts that one entry moves: with the ids of Azure's alerts that many fit into an entry of the journal. */
export const MOST_MOVED = 8_000;

export interface AlertMove {
  readonly alert: AlertKey;
  /** The incident that it was shown in; null where it was in none. */
  readonly from: IncidentKey | null;
  readonly to: IncidentKey;
}

/** Whoever asks for `from` is shown `to` from then on, alerts that come later included. */
export interface IncidentRedirect {
  readonly from: IncidentKey;
  readonly to: IncidentKey;
}

/** An incident that no service has. Its id is `local-` and 32 hexadecimal digits. */
export interface CreatedIncident {
  readonly key: IncidentKey;
  readonly name: string;
}

/** One gesture: all of it holds, or nothing. */
export interface RegroupEntry extends Authored {
  readonly kind: 'regroup';
  readonly gesture: 'merge' | 'move' | 'split';
  readonly moves: readonly AlertMove[];
  /** Of a merge: an entry for each incident that went into the one that is kept. */
  readonly redirects: readonly IncidentRedirect[];
  /** The incident that was made for the moved alerts. */
  readonly created: CreatedIncident | null;
  /** Of a merge; empty otherwise. */
  readonly reasons: readonly MergeReason[];
  readonly comment: string;
}

/** As if the entry had never been written. */
export interface RegroupUndoEntry extends Authored {
  readonly kind: 'regroupUndone';
  readonly regroupId: EntryId;
}

/** What a person made of the hint that two incidents are one story; to accept it is to merge them. */
export interface SuggestionEntry extends Authored {
  readonly kind: 'suggestion';
  readonly incidents: readonly [IncidentKey, IncidentKey];
  readonly verdict: 'rejected' | 'open';
}

/** Alerts of a type in a tenant stand alone, or are correlated as others are. */
export interface CorrelationRuleEntry extends Authored {
  readonly kind: 'correlationRule';
  /** The provider's name of a detection. */
  readonly alertType: string;
  readonly tenantId: TenantId;
  readonly mode: 'alone' | 'normal';
  readonly reason: string;
}

/** Whether a device entity and a cloud or inventory asset are one machine; `open` leaves it to the rules. */
export interface MachinePairEntry extends Authored {
  readonly kind: 'machinePair';
  readonly device: string;
  readonly asset: string;
  readonly tenantId: TenantId;
  readonly verdict: 'same' | 'different' | 'open';
  readonly reason: string;
}

export type GroupingEntry =
  RegroupEntry | RegroupUndoEntry | SuggestionEntry | CorrelationRuleEntry | MachinePairEntry;

/** What a person does, before it has an id, a time and a name under it. */
export type GroupingDraft<Entry = GroupingEntry> = Entry extends GroupingEntry
  ? Omit<Entry, 'id' | 'at' | 'actor'>
  : never;

export type RegroupDraft = GroupingDraft<RegroupEntry>;

/** The tenant that a key is of, lower-cased. */
export function tenantOfKey(key: AlertKey | IncidentKey): string {
  return key.slice(0, key.indexOf('/'));
}

/** The id that a service, or this machine, has it under. */
export function incidentIdOfKey(key: IncidentKey): string {
  return key.slice(key.indexOf('/') + 1);
}

/** A key that no incident has yet. `random` gives 0 (included) to 1 (excluded). */
export function newIncidentKey(tenantId: string, random: () => number): IncidentKey {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  return localIncidentKey(tenantId, digits.join(''));
}
