// What people merged into an incident, moved and split, for its page.
import { MOST_REGROUPINGS } from '../../../shared/contract/incident-regroupings.ts';
import type {
  IncidentMention,
  IncidentRegrouping,
  IncidentRegroupings,
  IncidentSource,
} from '../../../shared/contract/incident-regroupings.ts';
import { undoConflict } from '../../../shared/grouping/groupings.ts';
import type { LoggedRegrouping } from '../../../shared/grouping/groupings.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { incidentIdOfKey } from '../../../shared/model/regrouping.ts';
import type { RegroupEntry } from '../../../shared/model/regrouping.ts';
import { unseenComments } from './details.ts';
import type { DocumentStore } from './document-store.ts';
import type { StoreMemory } from './store-memory.ts';

/** Alerts of a regrouping that are named. */
const NAMED = 3;

/** Also of an incident that the store does not have. */
export async function readRegroupings(
  store: DocumentStore,
  key: IncidentKey,
): Promise<IncidentRegroupings> {
  const { memory } = store;
  const { log } = memory.groupings.people;
  const own = log.filter(({ entry }) => isAbout(entry, key));
  return {
    regroupings: own
      .slice(-MOST_REGROUPINGS)
      .toReversed()
      .map((logged) => regroupingOf(memory, logged)),
    more: Math.max(0, own.length - MOST_REGROUPINGS),
    sources: await readSources(store, key),
    redirectedTo: redirectedTo(memory, key),
  };
}

function isAbout({ moves, redirects }: RegroupEntry, key: IncidentKey): boolean {
  return [...redirects, ...moves].some(({ from, to }) => from === key || to === key);
}

function regroupingOf(
  memory: StoreMemory,
  { entry, undone }: LoggedRegrouping,
): IncidentRegrouping {
  const { id, at, actor, gesture, reasons, comment, moves, redirects, created } = entry;
  const from = new Set([...redirects, ...moves].flatMap(({ from: key }) => key ?? []));
  const to = (redirects[0] ?? moves[0])?.to;
  if (to === undefined) throw new Error(`the regrouping ${id} goes nowhere`);
  return {
    id,
    at,
    actor,
    gesture,
    reasons,
    comment,
    undone,
    from: Array.from(from, (key) => mention(memory, key)),
    // One whose making was undone is not in the store any more.
    to: created?.key === to ? { ...mention(memory, to), name: created.name } : mention(memory, to),
    moved: moves.length,
    titles: moves.slice(0, NAMED).map(({ alert }) => titleOf(memory, alert)),
    undoConflict: undone === null ? undoConflict(memory.groupings.people, id) : null,
  };
}

/** By the first move of each alert that still stands, and by the merges that ended here. */
async function readSources(
  store: DocumentStore,
  key: IncidentKey,
): Promise<readonly IncidentSource[]> {
  const { memory } = store;
  const { log, incidentOf, redirectOf } = memory.groupings.people;
  const alertsBySource = new Map<IncidentKey, Set<AlertKey>>();
  const mergeOf = new Map<IncidentKey, RegroupEntry['id']>();
  const sourceOf = new Map<AlertKey, IncidentKey | null>();
  for (const { entry, undone } of log) {
    if (undone !== null) continue;
    for (const { from } of entry.redirects) {
      if (redirectOf.get(from) === key) mergeOf.set(from, entry.id);
    }
    // What was moved more than once comes from where it was at first.
    for (const { alert, from } of entry.moves) {
      if (incidentOf.get(alert) === key && !sourceOf.has(alert)) sourceOf.set(alert, from);
    }
  }
  for (const from of mergeOf.keys()) alertsBySource.set(from, new Set());
  for (const [alert, from] of sourceOf) {
    if (from === null || from === key) continue;
    const alerts = alertsBySource.get(from) ?? new Set();
    alertsBySource.set(from, alerts.add(alert));
  }
  return Promise.all(
    Array.from(alertsBySource, async ([from, alerts]) => {
      const merge = mergeOf.get(from) ?? null;
      return {
        incident: mention(memory, from),
        merge,
        alerts: [...alerts],
        ...(merge === null ? noComments : await readComments(store, from)),
      };
    }),
  );
}

const noComments = { comments: [], unseenComments: [] };

async function readComments(
  store: DocumentStore,
  key: IncidentKey,
): Promise<Pick<IncidentSource, 'comments' | 'unseenComments'>> {
  const { memory } = store;
  const row = memory.incidents.row(key);
  if (row === undefined) return noComments;
  const [document] = await store.readIncidents([row]);
  if (document === undefined) return noComments;
  const { comments } = document;
  const written = memory.written.items('incident', row);
  return { comments, unseenComments: unseenComments(written, comments) };
}

function redirectedTo(memory: StoreMemory, key: IncidentKey): IncidentMention | null {
  const row = memory.incidents.row(key);
  const byPeople = memory.groupings.people.redirectOf.get(key);
  if (byPeople !== undefined) return mention(memory, byPeople);
  if (row === undefined) return null;
  const { redirectIncidentId, tenantId } = memory.incidents.table.columns;
  const id = redirectIncidentId.value(row);
  return id === null ? null : mention(memory, incidentKey(tenantId.value(row) ?? '', id));
}

function mention({ incidents }: StoreMemory, key: IncidentKey): IncidentMention {
  const row = incidents.row(key);
  const name = row === undefined ? '' : (incidents.table.columns.name.value(row) ?? '');
  return { key, incidentId: incidentIdOfKey(key), name };
}

function titleOf(memory: StoreMemory, key: AlertKey): string {
  const row = memory.alertRow(key);
  return row === undefined ? '' : (memory.sightings.table.columns.title.value(row) ?? '');
}
