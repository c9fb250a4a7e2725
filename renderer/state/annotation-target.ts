// Where what a person writes about an incident or alert goes back to.
import type { AlertRow, IncidentRow } from '../../shared/contract/queue.ts';
import type { SightingRow } from '../../shared/contract/store-queries.ts';
import { SOURCE_KINDS } from '../../shared/model/alert-source.ts';
import type { AnnotationTarget } from '../../shared/model/annotation.ts';
import { isLocalId } from '../../shared/model/incident.ts';
import { writerId } from '../../shared/model/writer-id.ts';

/** The alert as its leading source has it; what only a file says is kept on this computer. */
export function alertTarget(row: AlertRow): AnnotationTarget {
  const { tenantId, alertId, incidentKey, sources } = row;
  return {
    kind: 'alert',
    sourceId: writerId(sources[0]?.sourceKind ?? 'file', tenantId),
    tenantId,
    id: alertId,
    incidentId: incidentKey === null ? null : incidentKey.slice(incidentKey.indexOf('/') + 1),
  };
}

/** The alert as one of its sources has it, for what is to change there and nowhere else. */
export function sightingTarget(
  row: AlertRow,
  { sourceKind, alertId }: Pick<SightingRow, 'sourceKind' | 'alertId'>,
): AnnotationTarget {
  const { tenantId } = row;
  return { ...alertTarget(row), sourceId: writerId(sourceKind, tenantId), id: alertId };
}

/**
 * The incident in the source that its alerts came by. Without alerts its id tells: those of Defender are
 * numbers.
 */
export function incidentTarget({
  row: { tenantId, incidentId },
  alerts,
}: {
  readonly row: Pick<IncidentRow, 'tenantId' | 'incidentId'>;
  readonly alerts: readonly { readonly row: AlertRow }[];
}): AnnotationTarget {
  // Of what this computer made no service knows.
  if (isLocalId(incidentId)) {
    return { kind: 'incident', sourceId: writerId('file', tenantId), tenantId, id: incidentId };
  }
  const kinds = new Set(alerts.map(({ row }) => row.sources[0]?.sourceKind ?? 'file'));
  const kind = SOURCE_KINDS.find((known) => known !== 'arm' && kinds.has(known));
  const ofId = /^\d+$/.test(incidentId) ? 'graph' : 'sentinel';
  return { kind: 'incident', sourceId: writerId(kind ?? ofId, tenantId), tenantId, id: incidentId };
}
