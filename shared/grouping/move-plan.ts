// Alerts that a person takes out of incidents, into another one or a new one: the entry for the journal,
// and which incidents that leaves without any.
import type { AlertKey } from '../model/alert.ts';
import type { IncidentKey } from '../model/incident.ts';
import type { CreatedIncident, RegroupDraft } from '../model/regrouping.ts';
import { newIncidentKey, tenantOfKey } from '../model/regrouping.ts';

export interface PlacedAlert {
  readonly alert: AlertKey;
  /** The incident that it is shown in; null for none. */
  readonly incident: IncidentKey | null;
  readonly title: string;
}

export type MoveAim =
  | { readonly kind: 'incident'; readonly key: IncidentKey }
  /** Named after its alerts where no name is given. */
  | { readonly kind: 'new'; readonly name: string };

export interface MovePlan {
  readonly draft: RegroupDraft;
  /** Incidents that have no alerts left afterwards. */
  readonly emptied: readonly IncidentKey[];
}

/**
 * null where no alert would move. Alerts are of one tenant; `alertsOf` counts those an incident has now.
 * `random` gives 0 (included) to 1 (excluded).
 */
export function movePlan(
  alerts: readonly PlacedAlert[],
  aim: MoveAim,
  parts: {
    readonly comment: string;
    readonly alertsOf: (incident: IncidentKey) => number;
    readonly random: () => number;
  },
): MovePlan | null {
  const target = aim.kind === 'incident' ? aim.key : null;
  const moved = alerts.filter(({ incident }) => incident === null || incident !== target);
  const [first] = moved;
  if (first === undefined) return null;
  const created = aim.kind === 'new' ? newIncident(moved, first, aim.name, parts.random) : null;
  const to = created?.key ?? target;
  if (to === null) return null;
  const movedOf = new Map<IncidentKey, number>();
  for (const { incident } of moved) {
    if (incident !== null) movedOf.set(incident, (movedOf.get(incident) ?? 0) + 1);
  }
  return {
    draft: {
      kind: 'regroup',
      gesture: created === null ? 'move' : 'split',
      moves: moved.map(({ alert, incident: from }) => ({ alert, from, to })),
      redirects: [],
      created,
      reasons: [],
      comment: parts.comment,
    },
    emptied: [...movedOf].flatMap(([key, count]) => (parts.alertsOf(key) <= count ? key : [])),
  };
}

/** As the portal names incidents of alerts of one kind; texts of attackers are kept to a length. */
export function nameOfAlerts(alerts: readonly Pick<PlacedAlert, 'title'>[]): string {
  const countByTitle = new Map<string, number>();
  for (const { title } of alerts) countByTitle.set(title, (countByTitle.get(title) ?? 0) + 1);
  const [most] = [...countByTitle].toSorted(
    ([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1),
  );
  const title = (most?.[0] ?? '').slice(0, 200).trim() || 'Alerts without a title';
  const others = countByTitle.size - 1;
  if (others > 0)
    return `${title} and ${String(others)} other ${others === 1 ? 'kind' : 'kinds'} of alerts`;
  return alerts.length > 1 ? `${title} (${String(alerts.length)} alerts)` : title;
}

function newIncident(
  alerts: readonly PlacedAlert[],
  first: PlacedAlert,
  name: string,
  random: () => number,
): CreatedIncident {
  return {
    key: newIncidentKey(tenantOfKey(first.alert), random),
    name: name.trim().slice(0, 512) || nameOfAlerts(alerts),
  };
}
