// How each source is doing: what it brought, what its service allows, and what went wrong.
import type { FeedStatus, SourceStatus } from '../../../shared/contract/sources.ts';
import { useSourceStatuses } from '../../state/source-statuses.ts';
import { Badge } from '../../ui/badge.tsx';
import { PropertyList } from '../../ui/property-list.tsx';
import { TimeText, useTimeSetting } from '../../ui/time-text.tsx';
import { FailureText } from './failure-text.tsx';
import {
  accountWords,
  countWords,
  feedWords,
  leftOutWords,
  stateWords,
  turnedOffWords,
  requestWords,
  waitWords,
} from './source-words.ts';
import cards from './sources.module.css';
import styles from './source-statuses.module.css';

export function SourceStatuses() {
  const { sources, failure } = useSourceStatuses();
  if (failure !== null) return <FailureText failure={failure} />;
  if (sources.length === 0) return <p className={cards.hint}>No source is being read.</p>;
  return (
    <ul className={cards.cards} aria-label="Sources being read">
      {sources.map((source) => (
        <SourceCard key={source.sourceId} source={source} />
      ))}
    </ul>
  );
}

function SourceCard({ source }: { readonly source: SourceStatus }) {
  const setting = useTimeSetting();
  const { name, requests, accounts, feeds } = source;
  const { tone, text } = stateWords(source);
  const failures = feeds.flatMap(({ phase }) => (phase.kind === 'failing' ? [phase.failure] : []));
  const different = [...new Map(failures.map((one) => [one.summary, one])).values()];
  return (
    <li className={cards.card} aria-label={name}>
      <div className={cards.cardHead}>
        <h3 className={cards.cardTitle}>{name}</h3>
        <Badge tone={tone}>{text}</Badge>
      </div>
      {different.map((failure) => (
        <FailureText key={failure.summary} failure={failure} />
      ))}
      <PropertyList
        properties={[
          { label: 'Subscriptions', value: accountWords(accounts, setting) },
          { label: 'Requests', value: requestWords(requests) },
          { label: 'Waiting', value: waitWords(requests, setting) },
          { label: 'Left out', value: leftOutWords(feeds) },
          { label: 'Turned off', value: turnedOffWords(feeds) },
        ]}
      />
      {feeds.length > 0 && <FeedTable feeds={feeds} />}
    </li>
  );
}

function FeedTable({ feeds }: { readonly feeds: readonly FeedStatus[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Since this start</th>
          <th scope="col">Last complete</th>
          <th scope="col">Pages</th>
          <th scope="col">Items</th>
          <th scope="col" title="Of the items, those that were stored already">
            Skipped
          </th>
          <th scope="col" title="Items that could not be read">
            Set aside
          </th>
        </tr>
      </thead>
      <tbody>
        {feeds.map((status) => (
          <tr key={JSON.stringify(status.feed)}>
            <th scope="row">
              <bdi>{feedWords(status)}</bdi>
            </th>
            <td>
              <TimeText at={status.lastSyncedAt} />
            </td>
            <td>{countWords(status.counts.pages)}</td>
            <td>{countWords(status.counts.items)}</td>
            <td>{countWords(status.counts.skipped)}</td>
            <td>{countWords(status.counts.quarantined)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
