// Two lines that stay on top of every tab: what it is and how bad; then whose, since when, from where.
import { Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import { serviceName, shortServiceName } from '../../../shared/model/short-names.ts';
import { incidentSubject } from '../../state/manage-subject.ts';
import { useLooking } from '../../state/reading.ts';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { TimeSpan } from '../../ui/time-text.tsx';
import { ManageButton } from '../manage-button/manage-button.tsx';
import { GoneMark } from '../marks/gone-mark.tsx';
import { PriorityFactors } from '../marks/priority-factors.tsx';
import { PriorityScore } from '../marks/priority-score.tsx';
import { MergeIncidents } from '../merge-incidents/merge-incidents.tsx';
import { OfferKept } from '../offer-kept/offer-kept.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { ownerName } from '../marks/short-names.ts';
import { StatusMark } from '../marks/status-mark.tsx';
import { unreadWords } from '../marks/unread-words.ts';
import { TagBadges } from '../marks/tag-badges.tsx';
import { UnsentMark } from '../marks/unsent-mark.tsx';
import { CompareButton } from './compare-button.tsx';
import styles from './incident-header.module.css';

export function IncidentHeader({ detail }: { readonly detail: IncidentDetail }) {
  const { row } = detail;
  const unread = useLooking(detail);
  const subject = incidentSubject(detail);
  const [source, ...otherSources] = row.serviceSources;
  return (
    <header className={styles.header}>
      <div className={styles.first}>
        <SeverityMark severity={row.severity} />
        <h1 className={styles.name} title={row.name}>
          <bdi>{row.name}</bdi>
        </h1>
        <Popover withArrow>
          <PopoverTrigger disableButtonEnhancement>
            <button type="button" className={styles.score} title="What gives this priority score">
              <PriorityScore score={row.priorityScore} withWord />
            </button>
          </PopoverTrigger>
          <PopoverSurface className={styles.factors ?? ''} aria-label="Priority assessment">
            {detail.priority && (
              <PriorityFactors priority={detail.priority} serviceScore={row.servicePriorityScore} />
            )}
          </PopoverSurface>
        </Popover>
        <StatusMark status={row.status} />
        <UnsentMark unsent={row.unsent} withWord />
        {detail.goneSinceAt !== null && <GoneMark since={detail.goneSinceAt} />}
        <span className={styles.gap} />
        <CompareButton row={row} other={null} />
        {row.status !== 'redirected' && (
          <MergeIncidents
            keys={[row.key]}
            label="Merge with…"
            obstacle={
              row.status === 'resolved' ? 'It is resolved: a closed incident is not merged.' : null
            }
          />
        )}
        {subject !== null && <ManageButton subject={subject} />}
      </div>
      <dl className={styles.second}>
        {unread?.kind === 'changed' && <Fact label="News">{unreadWords(unread)}</Fact>}
        <Fact label="Incident">
          <CopyableId label="incident id" value={row.incidentId} />
        </Fact>
        <Fact label="Owner">
          {row.assignedTo === null ? (
            'Unassigned'
          ) : (
            <bdi title={row.assignedTo}>{ownerName(row.assignedTo)}</bdi>
          )}
        </Fact>
        <Fact label="Alerts">
          {row.alertsActive} active of {row.alertsTotal}
        </Fact>
        {row.alertSeverity !== null && row.alertSeverity !== row.severity && (
          <Fact label="Severity of alerts">
            {labelOf('alertSeverity', row.alertSeverity)} at most
          </Fact>
        )}
        <Fact label="Activity">
          <TimeSpan from={row.firstActivityAt} to={row.lastActivityAt} />
        </Fact>
        {source !== undefined && (
          <Fact label={otherSources.length === 0 ? 'Source' : 'Sources'}>
            <span title={row.serviceSources.map(serviceName).join('\n')}>
              {shortServiceName(source)}
              {otherSources.length > 0 && ` +${String(otherSources.length)}`}
            </span>
          </Fact>
        )}
        {row.classification !== null && row.classification !== 'unknown' && (
          <Fact label="Classification">{labelOf('alertClassification', row.classification)}</Fact>
        )}
        {row.tags.length > 0 && (
          <div className={styles.tags} title={row.tags.join('\n')}>
            <dt>Tags</dt>
            <dd>
              <TagBadges tags={row.tags} systemTags={detail.incident.systemTags} />
            </dd>
          </div>
        )}
      </dl>
      {subject !== null && <OfferKept target={subject.target} fileIds={[row.incidentId]} />}
    </header>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
