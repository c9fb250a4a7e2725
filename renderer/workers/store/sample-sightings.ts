// The same made alerts as several sources would report them, for the tests of folding.
import { sightingKey } from '../../../shared/model/alert-source.ts';
import type { AlertSource, SourceKind } from '../../../shared/model/alert-source.ts';
import type { Alert, AlertKey } from '../../../shared/model/alert.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { isoAt, SAMPLE_NOW, SAMPLE_TENANT, sampleAlert } from './sample-documents.ts';

export const SOURCES = {
  graph: { sourceId: 'graph-security', sourceKind: 'graph' },
  arm: { sourceId: 'arm', sourceKind: 'arm' },
  sentinel: { sourceId: 'sentinel', sourceKind: 'sentinel' },
  file: { sourceId: 'file:C:/a b.json', sourceKind: 'file' },
} as const satisfies Record<SourceKind, AlertSource>;

/** As Defender for Cloud makes it. */
export function ownId(number: number): string {
  const digits = String(number).padStart(12, '0');
  return `25167978501799${String(number).padStart(5, '0')}_c7ce6cec-ab14-40f6-9128-${digits}`;
}

/** What this source says of alert `number`; later versions have a later time. */
export function sighting(
  kind: SourceKind,
  number: number,
  changes: JsonObject = {},
  version = 0,
): Alert {
  const shared = {
    serviceSource: 'microsoftDefenderForCloud',
    lastUpdateDateTime: isoAt(SAMPLE_NOW + version),
  };
  switch (kind) {
    case 'graph':
      return sampleAlert(number, { ...shared, id: `dc${ownId(number)}`, ...changes });
    case 'arm':
      return sampleAlert(number, {
        ...shared,
        id: `dc${ownId(number)}`,
        providerAlertId: ownId(number).toUpperCase(),
        incidentId: null,
        title: `In Azure: ${number}`,
        evidence: [virtualMachine(`arm-only-${number}`)],
        ...changes,
      });
    case 'sentinel':
      return sampleAlert(number, {
        ...shared,
        id: `ace7fb98-ef96-46df-ba7b-${String(number).padStart(12, '0')}`,
        providerAlertId: ownId(number),
        incidentId: `sentinel-${number}`,
        severity: 'unknown',
        evidence: [],
        ...changes,
      });
    case 'file':
      return sampleAlert(number, { ...shared, id: `dc${ownId(number)}`, ...changes });
    default:
      return kind satisfies never;
  }
}

export function virtualMachine(name: string): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.security.azureResourceEvidence',
    roles: ['attacked'],
    resourceId: `/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/${name}`,
    resourceName: name,
  };
}

export function keyOf(kind: SourceKind, number: number): AlertKey {
  return sightingKey(SOURCES[kind], SAMPLE_TENANT, sighting(kind, number).id);
}
