// Where the alerts of Azure Resource Manager are: their state is changed at their subscription and location,
// which an id does not tell. Filled as alerts are read.
import type { Alert } from '../../../shared/model/alert.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { LooseObject } from '../../../shared/model/loose-object.ts';
import { sourceJson } from '../../../shared/model/source-json.ts';

/** Nothing that a service sends becomes part of an address in another form. */
const ALERT_ID =
  /^\/subscriptions\/[\w-]+(?:\/resourceGroups\/[\w(-][\w.()-]*)?\/providers\/Microsoft\.Security\/locations\/[\w-]+\/alerts\/[\w-]+$/i;

export class AlertAddresses {
  readonly #pathById = new Map<string, string>();

  note(alert: Alert): void {
    const source = sourceJson(alert);
    const path = isJsonObject(source) ? new LooseObject(source).text('id') : null;
    if (path !== null && ALERT_ID.test(path)) this.#pathById.set(alert.id, path);
  }

  /** The alert's resource id; null for one that was not read since the start. */
  pathOf(alertId: string): string | null {
    return this.#pathById.get(alertId) ?? null;
  }
}
