// What two incidents have in common, each thing with its nearest alerts, how far apart, and what it weighs.
import type { SharedThing } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { durationWords, idleWords, odds, THING } from './comparison-words.ts';
import styles from './compare-dialog.module.css';

interface SharedTableProps {
  readonly shared: readonly SharedThing[];
  enter(alert: AlertKey): void;
}

export function SharedTable({ shared, enter }: SharedTableProps) {
  return (
    <table className={styles.table}>
      <caption>
        What both have, with the two alerts that are nearest in time. Weights are log-odds; only the
        strongest of each kind counts.
      </caption>
      <colgroup>
        <col className={styles.thing} />
        <col />
        <col />
        <col className={styles.narrow} />
        <col className={styles.narrow} />
        <col className={styles.note} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">In common</th>
          <th scope="col">Here</th>
          <th scope="col">There</th>
          <th scope="col" className={styles.number}>
            Apart
          </th>
          <th scope="col" className={styles.number}>
            Weight
          </th>
          <th scope="col">Elsewhere</th>
        </tr>
      </thead>
      <tbody>
        {shared.map((thing) => {
          const { tie, alerts, isTooFar, isSeries } = thing;
          const isIdle = isTooFar || isSeries;
          return (
            <tr key={tie.key} data-idle={isIdle || undefined}>
              <td>
                <span className={styles.soft}>{THING[tie.shared]}</span>{' '}
                {tie.name !== null && <bdi>{tie.name}</bdi>}
              </td>
              {alerts.map(({ key, title }, index) => (
                <td key={index === 0 ? 'here' : 'there'}>
                  <LinkButton onPress={() => enter(key)}>
                    <bdi>{title}</bdi>
                  </LinkButton>
                </td>
              ))}
              <td className={styles.number}>{durationWords(tie.secondsApart)}</td>
              <td className={styles.number}>{isIdle ? '–' : odds(tie.weight)}</td>
              <td>{idleWords(thing) ?? 'Nowhere'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
