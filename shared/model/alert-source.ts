// Where a version of an alert was read. Several sources can report the same alert.
import { alertKey, type AlertKey } from './alert.ts';
import { tenantId } from './tenant.ts';

/** What a source speaks; the richest first, which is the order in which they lead a folded alert. */
export const SOURCE_KINDS = ['graph', 'arm', 'sentinel', 'file'] as const;

export type SourceKind = (typeof SOURCE_KINDS)[number];

export interface AlertSource {
  /** As in the feed that it came by. */
  readonly sourceId: string;
  readonly sourceKind: SourceKind;
}

/**
 * The key of one source's version of an alert. Microsoft Graph's ids are unique in a tenant, however
 * many connections read them; those of all other sources only inside of the source.
 */
export function sightingKey(source: AlertSource, tenant: string, id: string): AlertKey {
  if (source.sourceKind === 'graph') return alertKey(tenant, id);
  return alertKey(
    `${tenantId(tenant)}@${source.sourceId.replace(/[%/]/g, encodeURIComponent)}`,
    id,
  );
}

/**
 * Detailed role of evidence of which a source only knows the incident: some alert of the incident names
 * it, and perhaps not the one that it stands at.
 */
export const NAMED_BY_INCIDENT = 'Named by the incident';
