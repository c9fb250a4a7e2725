// The summary of an incident beside the queue.
import { useEffect } from 'react';
import type { IncidentRow } from '../../../shared/contract/queue.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import { categoryName, serviceName } from '../../../shared/model/short-names.ts';
import { incidentSubject } from '../../state/manage-subject.ts';
import { useLooking } from '../../state/reading.ts';
import { useSession } from '../../state/session.tsx';
import { useStream } from '../../state/use-stream.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { PropertyList } from '../../ui/property-list.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { ManageButton } from '../manage-button/manage-button.tsx';
import { MarkUnread } from '../mark-read/mark-read.tsx';
import { PriorityFactors } from '../marks/priority-factors.tsx';
import { PriorityScore } from '../marks/priority-score.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { StatusMark } from '../marks/status-mark.tsx';
import { TagBadges } from '../marks/tag-badges.tsx';
import { UnsentMark } from '../marks/unsent-mark.tsx';
import { unreadWords } from '../marks/unread-words.ts';
import { AssetList } from './asset-list.tsx';
import { Owner } from './cells.tsx';
import { GonePane } from './gone-pane.tsx';
import type { PaneSteps } from './queue-page.tsx';
import { IncidentAdvice } from './incident-advice.tsx';
import { SearchPlace } from './search-place.tsx';
import { SidePane } from './side-pane.tsx';
import styles from './side-pane.module.css';

interface IncidentPaneProps {
  readonly incidentKey: IncidentKey;
  /** The row of the list, shown until the details come. */
  readonly row: IncidentRow | null;
  readonly steps: PaneSteps;
  onEnter(key: IncidentKey): void;
}

export function IncidentPane({ incidentKey, row: listed, steps, onEnter }: IncidentPaneProps) {
  const { item: detail } = useStream('incident.detail', { key: incidentKey });
  const { rows } = useSession().incidents;
  useEffect(() => {
    if (detail) rows.refresh(detail.row);
  }, [rows, detail]);
  const unread = useLooking(detail);
  const row = detail?.row ?? listed;
  if (row === null) return <GonePane subject="incident" isGone={detail === null} steps={steps} />;
  const incident = detail?.incident;
  const subject = detail && incidentSubject(detail);
  return (
    <SidePane
      title={row.name}
      subject="incident"
      steps={steps}
      onEnter={() => onEnter(incidentKey)}
      action={
        <>
          {subject && <ManageButton key={incidentKey} subject={subject} />}
          <MarkUnread keys={[incidentKey]} onDone={steps.close} />
        </>
      }
      marks={
        <>
          <SeverityMark severity={row.severity} />
          <StatusMark status={row.status} />
          <UnsentMark unsent={row.unsent} withWord />
          <PriorityScore score={row.priorityScore} withWord />
        </>
      }
    >
      {unread?.kind === 'changed' && (
        <p className={styles.news} role="status">
          {unreadWords(unread)}
        </p>
      )}
      <SearchPlace match={listed?.match} />
      {detail?.priority && (
        <Section title="Priority assessment">
          <PriorityFactors priority={detail.priority} serviceScore={row.servicePriorityScore} />
        </Section>
      )}
      <Section title="Details">
        <PropertyList
          properties={[
            {
              label: 'Incident ID',
              value: <CopyableId label="incident id" value={row.incidentId} />,
            },
            {
              label: 'Name',
              value: row.isNameMade ? 'Made here of its alerts: it has none' : null,
            },
            {
              label: 'Former names',
              value: row.formerNames.length === 0 ? null : <Words words={row.formerNames} />,
            },
            {
              label: 'Severity of alerts',
              value:
                row.alertSeverity === null || row.alertSeverity === row.severity
                  ? null
                  : `${labelOf('alertSeverity', row.alertSeverity)} at most; the incident's own stands above`,
            },
            { label: 'Owner', value: <Owner principal={row.assignedTo} /> },
            { label: 'Alerts', value: `${row.alertsActive} active of ${row.alertsTotal}` },
            { label: 'Assets', value: String(row.assetCount) },
            {
              label: 'First activity',
              value: <TimeText at={row.firstActivityAt} form="absolute" />,
            },
            { label: 'Last activity', value: <TimeText at={row.lastActivityAt} form="absolute" /> },
            { label: 'Last update', value: <TimeText at={row.lastUpdateAt} /> },
            { label: 'Service sources', value: row.serviceSources.map(serviceName).join(', ') },
            {
              label: 'Classification',
              value: labelOf('alertClassification', row.classification),
            },
            {
              label: 'Determination',
              value:
                row.determination === null
                  ? null
                  : labelOf('alertDetermination', row.determination),
            },
            { label: 'Merged into', value: row.redirectIncidentId },
            {
              label: 'Tags',
              value:
                row.tags.length === 0 ? null : (
                  <span className={styles.words}>
                    <TagBadges tags={row.tags} systemTags={incident?.systemTags ?? []} />
                  </span>
                ),
            },
          ]}
        />
      </Section>
      {row.categories.length > 0 && (
        <Section title="Categories" count={row.categories.length}>
          <Words words={row.categories.map(categoryName)} />
        </Section>
      )}
      <Section title="Assets" count={row.assetCount}>
        <AssetList assets={row.assets} count={row.assetCount} />
      </Section>
      {detail && <IncidentAdvice alerts={detail.alerts} />}
      {incident?.description != null && incident.description !== '' && (
        <Section title="Description">
          <p className={styles.text}>{incident.description}</p>
        </Section>
      )}
      {incident?.resolvingComment != null && incident.resolvingComment !== '' && (
        <Section title="Resolution note">
          <p className={styles.text}>{incident.resolvingComment}</p>
        </Section>
      )}
    </SidePane>
  );
}

function Words({ words }: { readonly words: readonly string[] }) {
  return (
    <span className={styles.words}>
      {words.map((word) => (
        <Badge key={word}>
          <bdi>{word}</bdi>
        </Badge>
      ))}
    </span>
  );
}
