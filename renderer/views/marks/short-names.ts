// Names of services and owners, short enough for a cell; the long ones stand in titles.
import type { EntityKind } from '../../../shared/model/entity.ts';
import type { SourceKind } from '../../../shared/model/alert-source.ts';
import { labelOf } from '../../../shared/model/labels.ts';

export function serviceName(source: string): string {
  return labelOf('serviceSource', source);
}

/** Nearly all of them begin with the vendor's name, which tells nothing apart. */
export function shortServiceName(source: string): string {
  return serviceName(source).replace(/^Microsoft (Purview )?/, '');
}

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

/** The API's camelCase words as a person writes them: `InitialAccess` is "Initial access". */
export function categoryName(category: string): string {
  const words = category.replace(/([a-z])([A-Z])/g, (_pair, end: string, start: string) => {
    return `${end} ${start.toLowerCase()}`;
  });
  return words.charAt(0).toUpperCase() + words.slice(1);
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
