// An incident's name in its row: bold while nobody looked at it, with a dot where it changed since. Where
// a search found it by what the row does not show, that stands beside it.
import type { IncidentRow, SearchMatch } from '../../../shared/contract/queue.ts';
import { classNames } from '../../ui/class-names.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Spoken } from '../../ui/spoken.tsx';
import { Searched } from '../marks/searched-words.tsx';
import { unreadWords } from '../marks/unread-words.ts';
import styles from './queue-cells.module.css';

interface NameCellProps {
  readonly row: IncidentRow;
  readonly isActive: boolean;
  enter(row: IncidentRow): void;
}

export function NameCell({ row, isActive, enter }: NameCellProps) {
  const { name, status, unread } = row;
  const place = hiddenPlace(row);
  const news = unread === null ? null : unreadWords(unread);
  return (
    <span
      className={classNames(
        status === 'resolved' && unread === null ? styles.soft : styles.name,
        place !== null && styles.withPlace,
      )}
      data-unread={unread?.kind}
      title={news === null ? name : `${name}\n${news}`}
    >
      {unread?.kind === 'changed' && <span className={styles.changed} aria-hidden />}
      <LinkButton isTabStop={isActive} onPress={() => enter(row)}>
        <Searched text={name} />
      </LinkButton>
      {place !== null && (
        <span className={styles.place} title={`${place.field}: ${place.value}`}>
          <Searched text={place.value} />
        </span>
      )}
      {news !== null && <Spoken>{news}</Spoken>}
    </span>
  );
}

/** Assets that a row names whole. */
const SHOWN_ASSETS = 2;

function hiddenPlace({ match, name, incidentId, assets }: IncidentRow): SearchMatch | null {
  if (match === undefined) return null;
  const shown = [name, incidentId, ...assets.slice(0, SHOWN_ASSETS).map((asset) => asset.name)];
  return shown.includes(match.value) ? null : match;
}
