// Names of clouds, services and categories as people say them, for what is no enum or too long.
import type { Cloud } from './entity.ts';
import { labelOf } from './labels.ts';

/** The words by which people know the clouds. */
export const cloudName: Readonly<Record<Cloud, string>> = {
  azure: 'Azure',
  aws: 'AWS',
  gcp: 'Google Cloud',
};

export function serviceName(source: string): string {
  return labelOf('serviceSource', source);
}

/** Nearly all of them begin with the vendor's name, which tells nothing apart. */
export function shortServiceName(source: string): string {
  return serviceName(source).replace(/^Microsoft (Purview )?/, '');
}

/** The API's camelCase words as a person writes them: `InitialAccess` is "Initial access". */
export function categoryName(category: string): string {
  const words = category.replace(/([a-z])([A-Z])/g, (_pair, end: string, start: string) => {
    return `${end} ${start.toLowerCase()}`;
  });
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Ids of services as they are; of those that this computer gave, as much as tells them apart. */
export function shortIncidentId(incidentId: string): string {
  return incidentId.replace(/^local-([0-9a-f]{5}).*$/, 'L-$1');
}
