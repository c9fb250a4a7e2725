// What to say where the sources of one alert do not agree on its status.
import type { SightingRow } from '../../../shared/contract/store-queries.ts';
import { hasOwnStatusInAzure } from '../../../shared/model/status-sync.ts';
import { sightingSource } from '../marks/short-names.ts';
import { statusLabel } from '../marks/status-mark.tsx';

/** The sighting's status is set apart from that of `leading`: what is changed in one, the other does not see. */
export function hasOwnStatus(sighting: SightingRow, leading: SightingRow): boolean {
  return (
    sighting.sourceKind === 'arm' &&
    leading.sourceKind === 'graph' &&
    hasOwnStatusInAzure(leading.alertId)
  );
}

/** null where they agree. The leading one comes first; what was split off or is gone has no say. */
export function disagreementWords(sightings: readonly SightingRow[]): string | null {
  const [leading, ...others] = sightings.filter(
    ({ isApart, goneSinceAt }) => !isApart && goneSinceAt === null,
  );
  if (leading === undefined) return null;
  const differing = others.filter(({ status }) => status !== leading.status);
  if (differing.length === 0) return null;
  const said = differing
    .map((sighting) => `${sightingSource(sighting)} says ${statusLabel(sighting.status)}`)
    .join(', ');
  const why = [leading, ...differing].some(({ sourceKind }) => sourceKind === 'file')
    ? 'A file says how it was when it was written.'
    : differing.some((sighting) => hasOwnStatus(sighting, leading))
      ? 'A change in one of them does not reach the other.'
      : 'It can take a while until a change in one of them reaches the other.';
  return `The sources disagree: shown is the status of ${sightingSource(leading)}, and ${said}. ${why}`;
}
