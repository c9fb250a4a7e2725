// What of a page is news: its alerts, those expanded inside its incidents, and the incidents
// themselves, each once and in the newest version of the page.
import type { IngestItems } from '../../../shared/contract/store-ingest.ts';
import { isUnstated } from '../../../shared/identity/fold-alerts.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import type { AlertSource } from '../../../shared/model/alert-source.ts';
import { amend } from '../../../shared/model/graph/residue.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { sightingVersion } from './alert-columns.ts';
import type { Sighting } from './alert-columns.ts';
import { incidentIdentity } from './incident-columns.ts';
import type { StoreMemory } from './store-memory.ts';

export interface FreshDocument<D> {
  readonly document: D;
  /** An older version of it is stored. */
  readonly replaces: boolean;
}

export interface PageDocuments {
  readonly alerts: readonly FreshDocument<Sighting>[];
  readonly incidents: readonly FreshDocument<Incident>[];
  readonly unchanged: number;
  /** Of all that the page holds. */
  readonly keys: ReadonlySet<string>;
}

export function freshDocuments(page: IngestItems, memory: StoreMemory): PageDocuments {
  const { tenantId, sourceId } = page.feed;
  const source: AlertSource = { sourceId, sourceKind: page.sourceKind };
  const expanded = page.incidents.flatMap((incident) =>
    incident.alerts.map((alert) => attributed(alert, tenantId, incident.id)),
  );
  const listed = page.alerts.map((alert) => attributed(alert, tenantId, null));
  const bare = page.incidents.map((incident) =>
    amend<Incident>(incident, { alerts: [], ...(!incident.tenantId && { tenantId }) }),
  );
  const sightings = [...listed, ...expanded].map((alert) => ({ source, alert }));
  const alerts = newest(sightings, sightingVersion, memory.sightings, (sighting, row) =>
    changedState(sighting, row, memory),
  );
  const incidents = newest(bare, incidentIdentity, memory.incidents, () => false);
  return {
    alerts: alerts.fresh,
    incidents: incidents.fresh,
    unchanged: alerts.unchanged + incidents.unchanged,
    keys: new Set([...alerts.keys, ...incidents.keys]),
  };
}

/**
 * Azure Resource Manager lists alerts in their present state and does not date a change of it. What it
 * says now is then what it has said last.
 */
function changedState({ source, alert }: Sighting, row: number, memory: StoreMemory): boolean {
  if (source.sourceKind !== 'arm' || isUnstated(alert.status)) return false;
  const { version, status } = memory.sightings.table.columns;
  const isSameVersion = sightingVersion({ source, alert }).version === version.value(row);
  return isSameVersion && alert.status !== status.value(row);
}

/** States in the document what only its place in the page states. */
function attributed(alert: Alert, tenantId: string, incidentId: string | null): Alert {
  const changes = {
    ...(alert.tenantId ? {} : { tenantId }),
    ...(alert.incidentId || incidentId === null ? {} : { incidentId }),
  };
  return Object.keys(changes).length === 0 ? alert : amend<Alert>(alert, changes);
}

interface Identity {
  readonly key: string | null;
  readonly version: bigint | null;
}

interface KnownVersions {
  row(key: string): number | undefined;
  isNewer(key: string, version: bigint | null): boolean;
}

function newest<D>(
  documents: readonly D[],
  identify: (document: D) => Identity,
  known: KnownVersions,
  isChanged: (document: D, row: number) => boolean,
): {
  readonly fresh: readonly FreshDocument<D>[];
  readonly unchanged: number;
  readonly keys: ReadonlySet<string>;
} {
  const versionByKey = new Map<string, bigint>();
  const freshByKey = new Map<string, FreshDocument<D>>();
  const seen = new Set<string>();
  for (const document of documents) {
    const identity = identify(document);
    const key = identity.key ?? '';
    const version = identity.version ?? -1n;
    seen.add(key);
    const rival = versionByKey.get(key);
    const row = known.row(key);
    const isNews =
      known.isNewer(key, identity.version) || (row !== undefined && isChanged(document, row));
    if (!isNews || (rival !== undefined && rival >= version)) continue;
    versionByKey.set(key, version);
    freshByKey.set(key, { document, replaces: row !== undefined });
  }
  return {
    fresh: [...freshByKey.values()],
    unchanged: seen.size - freshByKey.size,
    keys: seen,
  };
}
