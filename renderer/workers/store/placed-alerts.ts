// Where correlation put alerts, as the disk keeps it: a record for each page, the latest word on an alert last.
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type { AutomaticMerge, PlacedRecord } from './schema.ts';

export type NewlyPlaced = Omit<PlacedRecord, 'id'>;

export function placedOf(
  pairs: ReadonlyMap<AlertKey, IncidentKey>,
  merges: readonly AutomaticMerge[],
): NewlyPlaced {
  const placed = { alerts: [...pairs.keys()], incidents: [...pairs.values()] };
  return merges.length > 0 ? { ...placed, merges } : placed;
}

export function* pairsOf({
  alerts,
  incidents,
}: NewlyPlaced): Generator<readonly [AlertKey, IncidentKey]> {
  for (const [index, alert] of alerts.entries()) {
    const incident = incidents[index];
    if (incident !== undefined) yield [alert, incident];
  }
}

/** The last word on each alert. */
export function placements(records: readonly PlacedRecord[]): ReadonlyMap<AlertKey, IncidentKey> {
  return new Map(records.flatMap((record) => [...pairsOf(record)]));
}
