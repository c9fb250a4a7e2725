// Pairs of incidents that look like one story, found by either of the two.
import type { Suggestion } from '../../../shared/correlation/local-incidents.ts';
import { pair, pairKey } from '../../../shared/grouping/groupings.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';

export class Suggestions {
  readonly #byPair = new Map<string, Suggestion>();
  readonly #pairsOf = new Map<IncidentKey, Set<string>>();

  /** Of two for the same pair the likelier is kept. */
  add(suggestion: Suggestion): void {
    const key = pairKey(...suggestion.incidents);
    const known = this.#byPair.get(key);
    if (known !== undefined && known.link.score >= suggestion.link.score) return;
    this.#byPair.set(key, suggestion);
    for (const incident of suggestion.incidents) this.#pairs(incident).add(key);
  }

  /** What was suggested of one incident is of another one from now on. */
  move(from: IncidentKey, to: IncidentKey): void {
    const pairs = this.#pairsOf.get(from);
    if (pairs === undefined) return;
    for (const key of pairs) this.#pairs(to).add(key);
  }

  /**
   * Those of any of these incidents, which are one by now; the likeliest first. `living` tells what an
   * incident is by now, undefined for one that is not there.
   */
  of(
    incidents: Iterable<IncidentKey>,
    living: (incident: IncidentKey) => IncidentKey | undefined,
  ): readonly Suggestion[] {
    const found = new Map<string, Suggestion>();
    for (const incident of incidents) {
      for (const known of this.#pairsOf.get(incident) ?? []) {
        const suggestion = this.#byPair.get(known);
        if (suggestion === undefined) continue;
        const [a, b] = suggestion.incidents.map(living);
        if (a === undefined || b === undefined || a === b) continue;
        const key = pairKey(a, b);
        const other = found.get(key);
        if (other !== undefined && other.link.score >= suggestion.link.score) continue;
        found.set(key, { ...suggestion, incidents: pair(a, b) });
      }
    }
    return [...found.values()].sort((a, b) => b.link.score - a.link.score);
  }

  #pairs(incident: IncidentKey): Set<string> {
    const known = this.#pairsOf.get(incident);
    if (known !== undefined) return known;
    const made = new Set<string>();
    this.#pairsOf.set(incident, made);
    return made;
  }
}
