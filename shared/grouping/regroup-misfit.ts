// Whether an entry that merges, moves or splits makes sense where it is written: each alert ends in one
// incident of its own tenant, and that incident is there.
import type { AlertKey } from '../model/alert.ts';
import type { IncidentKey } from '../model/incident.ts';
import { tenantOfKey } from '../model/regrouping.ts';
import type { RegroupDraft } from '../model/regrouping.ts';

/** What is known of alerts and incidents; redirects need not be followed to their ends. */
export interface Whereabouts {
  readonly incidentOf: ReadonlyMap<AlertKey, IncidentKey>;
  readonly redirectOf: ReadonlyMap<IncidentKey, IncidentKey>;
  readonly created: ReadonlyMap<IncidentKey, unknown>;
  /** Also those whose making was undone. */
  readonly everCreated: ReadonlySet<IncidentKey>;
}

/** A sentence for people; null where it fits. */
export function regroupMisfit(places: Whereabouts, draft: RegroupDraft): string | null {
  return contradictionIn(draft) ?? lostTrackIn(places, draft);
}

/** What is wrong with the entry itself. */
function contradictionIn(draft: RegroupDraft): string | null {
  const { gesture, moves, redirects, created } = draft;
  const targets = new Set([...moves, ...redirects].map(({ to }) => to));
  const [target] = targets;
  if (target === undefined) return 'Nothing is moved.';
  if (targets.size > 1) return 'Alerts can be moved to one incident at a time.';
  if (new Set(moves.map(({ alert }) => alert)).size < moves.length) {
    return 'An alert is moved twice.';
  }
  if ([...moves, ...redirects].some(({ from }) => from === target)) {
    return 'An incident cannot be merged or moved into itself.';
  }
  const sources = new Set<IncidentKey | null>(redirects.map(({ from }) => from));
  if (sources.size < redirects.length) return 'An incident is merged twice.';
  const tenant = tenantOfKey(target);
  const keys = [...sources, ...moves.flatMap(({ alert, from }) => [alert, from])];
  if (keys.some((key) => key !== null && tenantOfKey(key) !== tenant)) {
    return 'Alerts stay in their own tenant.';
  }
  if (gesture === 'merge') {
    const isWhole = redirects.length > 0 && moves.every(({ from }) => sources.has(from));
    return isWhole && created === null ? null : 'A merge takes in whole incidents.';
  }
  if (redirects.length > 0) return 'Only a merge redirects an incident.';
  if (created === null) return gesture === 'move' ? null : 'A split makes a new incident.';
  return created.key === target ? null : 'Nothing is moved to the new incident.';
}

/** Where what the person saw is no longer so. */
function lostTrackIn(
  places: Whereabouts,
  { moves, redirects, created }: RegroupDraft,
): string | null {
  const isThere = (key: IncidentKey): boolean =>
    !places.redirectOf.has(key) && (places.created.has(key) || !places.everCreated.has(key));
  const target = (redirects[0] ?? moves[0])?.to;
  if (created !== null && places.everCreated.has(created.key))
    return 'The new incident is not new.';
  if (target !== undefined && !isThere(target)) {
    return 'The incident that it goes to was merged or undone meanwhile.';
  }
  if (!redirects.every(({ from }) => isThere(from))) {
    return 'One of the incidents was merged or undone meanwhile.';
  }
  const isWhereItWas = ({ alert, from }: RegroupDraft['moves'][number]): boolean => {
    const place = places.incidentOf.get(alert);
    if (place === undefined) return from === null || isThere(from);
    return from !== null && end(places, place) === from;
  };
  return moves.every(isWhereItWas) ? null : 'One of the alerts was moved meanwhile.';
}

function end({ redirectOf }: Whereabouts, key: IncidentKey): IncidentKey {
  let last = key;
  for (let next = redirectOf.get(last); next !== undefined; next = redirectOf.get(last))
    last = next;
  return last;
}
