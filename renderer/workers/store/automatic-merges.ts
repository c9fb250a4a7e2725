// Which local incidents correlation made one, so that it can be told and taken apart again.
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type { NewlyPlaced } from './placed-alerts.ts';
import type { AutomaticMerge } from './schema.ts';

export class AutomaticMerges {
  readonly #mergesInto = new Map<IncidentKey, AutomaticMerge[]>();

  add({ merges = [] }: Pick<NewlyPlaced, 'merges'>): void {
    for (const merge of merges) {
      const known = this.#mergesInto.get(merge.into);
      if (known === undefined) this.#mergesInto.set(merge.into, [merge]);
      else known.push(merge);
    }
  }

  /** The newest first; also those of incidents that were merged into it afterwards. */
  into(incident: IncidentKey): readonly AutomaticMerge[] {
    const found: AutomaticMerge[] = [];
    const reached = new Set([incident]);
    // A set's iteration goes on over what is added meanwhile.
    for (const key of reached) {
      for (const merge of this.#mergesInto.get(key) ?? []) {
        found.push(merge);
        reached.add(merge.from);
      }
    }
    return found.sort((a, b) => b.at - a.at);
  }
}
