// The alerts of an incident in order of time, grouped by day: the spine of the story.
import type { AlertDetail } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { useTimeSetting } from '../../ui/time-text.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { StatusMark } from '../marks/status-mark.tsx';
import { byDay, minuteOfDay } from './by-day.ts';
import styles from './alert-list.module.css';

interface AlertListProps {
  /** In order of first activity. */
  readonly alerts: readonly AlertDetail[];
  readonly selectedKey: AlertKey | null;
  /** Alerts that what is selected or pointed at is part of. */
  readonly litKeys: ReadonlySet<AlertKey>;
  onSelect(key: AlertKey): void;
  onPoint(key: AlertKey | null): void;
}

export function AlertList(props: AlertListProps) {
  const { alerts, selectedKey, litKeys, onSelect, onPoint } = props;
  const { zone } = useTimeSetting();
  const active = alerts.filter(({ row }) => row.status !== 'resolved').length;
  const timeOf = ({ row }: AlertDetail): number | null => row.firstActivityAt ?? row.createdAt;
  return (
    <nav className={styles.list} aria-label="Alerts in order of time">
      <h2 className={styles.title}>
        Alerts <span>{`${String(active)} active of ${String(alerts.length)}`}</span>
      </h2>
      <div className={styles.scroll}>
        {byDay(alerts, timeOf, zone).map(({ day, items }) => (
          <section key={day} aria-label={day}>
            <h3 className={styles.day}>{day}</h3>
            <ol className={styles.alerts}>
              {items.map((alert) => {
                const { row } = alert;
                const at = timeOf(alert);
                return (
                  <li key={row.key}>
                    <button
                      type="button"
                      className={styles.alert}
                      aria-pressed={row.key === selectedKey}
                      data-lit={litKeys.has(row.key) || undefined}
                      data-resolved={row.status === 'resolved' || undefined}
                      onClick={() => onSelect(row.key)}
                      onPointerEnter={() => onPoint(row.key)}
                      onPointerLeave={() => onPoint(null)}
                      onFocus={() => onPoint(row.key)}
                      onBlur={() => onPoint(null)}
                    >
                      <time className={styles.time}>
                        {at === null ? '–' : minuteOfDay(at, zone)}
                      </time>
                      <span className={styles.mark}>
                        <SeverityMark severity={row.severity} compact />
                      </span>
                      <bdi className={styles.name} title={row.title}>
                        {row.title}
                      </bdi>
                      <span className={styles.facts}>
                        <StatusMark status={row.status} />
                        <bdi className={styles.assets}>
                          {row.assets
                            .slice(0, 2)
                            .map(({ name }) => name)
                            .join(', ')}
                          {row.assetCount > 2 && ` +${String(row.assetCount - 2)}`}
                        </bdi>
                      </span>
                    </button>
                  </li>
                );
              })}
            </ol>
          </section>
        ))}
      </div>
    </nav>
  );
}
