// The source ids that annotations carry: where something a person wrote goes back to. They outlive
// connections, which are made and removed, so that they name a kind of source and a tenant.
import { SOURCE_KINDS } from './alert-source.ts';
import type { SourceKind } from './alert-source.ts';
import type { TenantId } from './tenant.ts';

/** Kept in journals: never to be changed. */
const nameByKind: Readonly<Record<SourceKind, string>> = {
  graph: 'graph-security',
  arm: 'arm-security-alerts',
  sentinel: 'sentinel',
  file: 'files',
};

/** One writer for each kind of source and tenant; for files there is never one. */
export function writerId(kind: SourceKind, tenantId: TenantId): string {
  return `${nameByKind[kind]}@${tenantId}`;
}

/** null for an id of a release that knows other kinds. */
export function writerKind(writerId: string): SourceKind | null {
  const name = writerId.slice(0, writerId.indexOf('@'));
  return SOURCE_KINDS.find((kind) => nameByKind[kind] === name) ?? null;
}
