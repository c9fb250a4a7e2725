// The sources that report one alert, each with the state that it has there.
import { Button } from '@fluentui/react-components';
import type { AlertRow } from '../../../shared/contract/queue.ts';
import type { SightingRow } from '../../../shared/contract/store-queries.ts';
import { sightingTarget } from '../../state/annotation-target.ts';
import { useSettingApart } from '../../state/use-setting-apart.ts';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { GoneMark } from '../marks/gone-mark.tsx';
import { sightingSource } from '../marks/short-names.ts';
import { StatusMark } from '../marks/status-mark.tsx';
import { disagreementWords, hasOwnStatus } from './sighting-words.ts';
import { SourceStatus } from './source-status.tsx';
import styles from './seen-through.module.css';

interface SeenThroughProps {
  readonly sightings: readonly SightingRow[];
  readonly row: AlertRow;
}

export function SeenThrough({ sightings, row }: SeenThroughProps) {
  const { pending, failure, split, join } = useSettingApart();
  const [leading] = sightings;
  const disagreement = disagreementWords(sightings);
  return (
    <>
      <ul className={styles.sightings} aria-label="Seen through">
        {sightings.map((sighting) => {
          const { key, isApart } = sighting;
          const name = sightingSource(sighting);
          return (
            <li key={key} className={styles.sighting} data-apart={isApart}>
              <span className={styles.source}>{isApart ? `${name}, split off` : name}</span>
              {sighting.goneSinceAt !== null ? (
                <GoneMark since={sighting.goneSinceAt} />
              ) : leading !== undefined && !isApart && hasOwnStatus(sighting, leading) ? (
                <SourceStatus
                  sighting={sighting}
                  target={sightingTarget(row, sighting)}
                  sourceName={name}
                />
              ) : (
                <StatusMark status={sighting.status} />
              )}
              <span className={styles.when}>
                <TimeText at={sighting.lastUpdateAt} />
              </span>
              {sighting.alertId !== row.alertId && (
                <span className={styles.id}>
                  <CopyableId label={`${name} alert id`} value={sighting.alertId} limit={26} />
                </span>
              )}
              <Button
                size="small"
                appearance="subtle"
                className={styles.action ?? ''}
                disabled={pending !== null}
                title={
                  isApart
                    ? 'Show it as one alert with the other sources again'
                    : 'It is another alert: show it on its own'
                }
                aria-label={isApart ? `Undo the split of ${name}` : `Split off ${name}`}
                onClick={() => void (isApart ? join(key) : split(key))}
              >
                {isApart ? 'Undo split' : 'Split off'}
              </Button>
            </li>
          );
        })}
      </ul>
      {disagreement !== null && <p className={styles.disagreement}>{disagreement}</p>}
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failure.summary} {failure.action}
        </p>
      )}
    </>
  );
}

/** Whether there is anything to tell: one source alone is on the page already. */
export function isSeenThroughSeveral(sightings: readonly SightingRow[]): boolean {
  return sightings.length > 1 || sightings.some(({ isApart }) => isApart);
}
