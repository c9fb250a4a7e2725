// What of a page is news: its alerts, those expanded inside its incidents, and the incidents
// themselves, each once and in the newest version of the page.
import type { IngestPage } from '../../../shared/contract/store-ingest.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import { amend } from '../../../shared/model/graph/residue.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { alertIdentity } from './alert-columns.ts';
import { incidentIdentity } from './incident-columns.ts';
import type { StoreMemory } from './store-memory.ts';

export interface FreshDocument<D> {
  readonly document: D;
  /** An older version of it is stored. */
  readonly replaces: boolean;
}

export interface PageDocuments {
  readonly alerts: readonly FreshDocument<Alert>[];
  readonly incidents: readonly FreshDocument<Incident>[];
  readonly unchanged: number;
}

export function freshDocuments(page: IngestPage, memory: StoreMemory): PageDocuments {
  const { tenantId } = page.feed;
  const expanded = page.incidents.flatMap((incident) =>
    incident.alerts.map((alert) => attributed(alert, tenantId, incident.id)),
  );
  const listed = page.alerts.map((alert) => attributed(alert, tenantId, null));
  const bare = page.incidents.map((incident) =>
    amend<Incident>(incident, { alerts: [], ...(!incident.tenantId && { tenantId }) }),
  );
  const alerts = newest([...listed, ...expanded], alertIdentity, memory.alerts);
  const incidents = newest(bare, incidentIdentity, memory.incidents);
  return {
    alerts: alerts.fresh,
    incidents: incidents.fresh,
    unchanged: alerts.unchanged + incidents.unchanged,
  };
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
): { readonly fresh: readonly FreshDocument<D>[]; readonly unchanged: number } {
  const versionByKey = new Map<string, bigint>();
  const freshByKey = new Map<string, FreshDocument<D>>();
  const seen = new Set<string>();
  for (const document of documents) {
    const identity = identify(document);
    const key = identity.key ?? '';
    const version = identity.version ?? -1n;
    seen.add(key);
    const rival = versionByKey.get(key);
    if (!known.isNewer(key, identity.version) || (rival !== undefined && rival >= version))
      continue;
    versionByKey.set(key, version);
    freshByKey.set(key, { document, replaces: known.row(key) !== undefined });
  }
  return { fresh: [...freshByKey.values()], unchanged: seen.size - freshByKey.size };
}
