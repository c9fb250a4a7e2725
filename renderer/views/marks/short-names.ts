// Names of sources, owners and entities, short enough for a cell; the long ones stand in titles.
import type { EntityKind } from '../../../shared/model/entity.ts';
import type { SourceKind } from '../../../shared/model/alert-source.ts';

const SOURCE_NAMES: Readonly<Record<SourceKind, string>> = {
  graph: 'Microsoft Graph',
  arm: 'Azure Resource Manager',
  sentinel: 'Microsoft Sentinel',
  file: 'File',
};

/** Where an alert was read, which is not the product that raised it. */
export function sourceName(kind: SourceKind): string {
  return SOURCE_NAMES[kind];
}

/** The same of one source's version of an alert; a file by its name. */
export function sightingSource(sighting: {
  readonly sourceKind: SourceKind;
  readonly fileName: string | null;
}): string {
  const { sourceKind, fileName } = sighting;
  return fileName === null ? sourceName(sourceKind) : `${sourceName(sourceKind)}: ${fileName}`;
}

/** The part of a user principal name that people say. */
export function ownerName(principal: string): string {
  const at = principal.indexOf('@');
  return at > 0 ? principal.slice(0, at) : principal;
}

/** A device without its domain, a mailbox or a service account without what follows the @. */
export function shortEntityName({
  kind,
  name,
}: {
  readonly kind: EntityKind;
  readonly name: string;
}): string {
  if (kind === 'device') return /^([^.\s]*[a-z][^.\s]*)\.[a-z]/i.exec(name)?.[1] ?? name;
  const hasHomeAfterAt = kind === 'mailbox' || name.endsWith('.gserviceaccount.com');
  return hasHomeAfterAt ? name.replace(/(.)@.*$/, '$1') : name;
}
