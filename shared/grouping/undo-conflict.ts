// Whether a merge, move or split can still be undone: not where a later one builds on it.
import type { IncidentKey } from '../model/incident.ts';
import { incidentIdOfKey } from '../model/regrouping.ts';
import { shortIncidentId } from '../model/short-names.ts';
import type { LoggedRegrouping } from './groupings.ts';

/**
 * A sentence for people; null where it can be undone. A later entry stands against it that moves one of
 * its alerts, merges an incident of it, or uses the incident that it made; what merely happened beside
 * it, such as the move of another alert of the same incident, does not.
 */
export function undoConflictIn(log: readonly LoggedRegrouping[], id: string): string | null {
  const index = log.findIndex(({ entry }) => entry.id === id);
  const logged = log[index];
  if (logged === undefined) return 'There is nothing to undo.';
  if (logged.undone !== null) return 'It is undone already.';
  const { moves, redirects, created } = logged.entry;
  const alerts = new Set(moves.map(({ alert }) => alert));
  const incidents = new Set<IncidentKey | null>(
    [...moves, ...redirects].flatMap(({ from, to }) => [from, to]),
  );
  for (const { entry, undone } of log.slice(index + 1)) {
    if (undone !== null) continue;
    if (entry.moves.some(({ alert }) => alerts.has(alert))) {
      return 'One of its alerts was moved again later: undo that first.';
    }
    const later = entry.redirects.find(({ from }) => incidents.has(from));
    if (later !== undefined) {
      return `Incident ${shortIncidentId(incidentIdOfKey(later.from))} was merged later: undo that first.`;
    }
    const usesCreated =
      created !== null &&
      [...entry.moves, ...entry.redirects].some(({ from, to }) => [from, to].includes(created.key));
    if (usesCreated) return 'The incident that it made was changed later: undo that first.';
  }
  return null;
}
