// Alerts, incidents and entries for the tests of groupings.
import { alertKey } from '../model/alert.ts';
import type { AlertKey } from '../model/alert.ts';
import type { EntryId } from '../model/annotation-id.ts';
import { incidentKey } from '../model/incident.ts';
import type { IncidentKey } from '../model/incident.ts';
import type {
  GroupingDraft,
  GroupingEntry,
  RegroupDraft,
  RegroupEntry,
} from '../model/regrouping.ts';

export const TENANT = '2a9d1f3e-6c0b-4a77-9d52-0f6b7a1c8e44';

export const alertOf = (name: string): AlertKey => alertKey(TENANT, name);
export const incidentOfId = (id: string): IncidentKey => incidentKey(TENANT, id);

/** The `number`th incident that somebody made. */
export const madeIncident = (number: number): IncidentKey =>
  incidentOfId(`local-${number.toString(16).padStart(32, '0')}`);

/** As main writes it, at `at`. */
export function entryOf(draft: RegroupDraft, at: number): RegroupEntry;
export function entryOf(draft: GroupingDraft, at: number): GroupingEntry;
export function entryOf(draft: GroupingDraft, at: number): GroupingEntry {
  return { ...draft, id: `E${at}` as EntryId, at, actor: 'robin' } as GroupingEntry;
}

export const moved = (
  names: readonly string[],
  from: IncidentKey | null,
  to: IncidentKey,
): RegroupDraft => ({
  kind: 'regroup',
  gesture: 'move',
  moves: names.map((name) => ({ alert: alertOf(name), from, to })),
  redirects: [],
  created: null,
  reasons: [],
  comment: '',
});

export const merged = (
  names: readonly string[],
  from: IncidentKey,
  to: IncidentKey,
): RegroupDraft => ({
  ...moved(names, from, to),
  gesture: 'merge',
  redirects: [{ from, to }],
  reasons: ['sameActor'],
});

export const splitOff = (
  names: readonly string[],
  from: IncidentKey,
  to: IncidentKey,
): RegroupDraft => ({
  ...moved(names, from, to),
  gesture: 'split',
  created: { key: to, name: 'Apart' },
});
