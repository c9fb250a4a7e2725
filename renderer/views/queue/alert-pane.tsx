// The summary of an alert beside the queue.
import { useEffect } from 'react';
import type { AlertRow } from '../../../shared/contract/queue.ts';
import type { AlertSource } from '../../../shared/model/alert-source.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import { categoryName, serviceName } from '../../../shared/model/short-names.ts';
import { alertSubject } from '../../state/manage-subject.ts';
import { useSession } from '../../state/session.tsx';
import { useStream } from '../../state/use-stream.ts';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PropertyList } from '../../ui/property-list.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { ManageButton } from '../manage-button/manage-button.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { StatusMark } from '../marks/status-mark.tsx';
import { UnsentMark } from '../marks/unsent-mark.tsx';
import { AssetList } from './asset-list.tsx';
import { Owner } from './cells.tsx';
import { GonePane } from './gone-pane.tsx';
import type { PaneSteps } from './queue-page.tsx';
import { sourceName } from '../marks/short-names.ts';
import { SearchPlace } from './search-place.tsx';
import { SidePane } from './side-pane.tsx';
import styles from './side-pane.module.css';

interface AlertPaneProps {
  readonly alertKey: AlertKey;
  /** The row of the list, shown until the details come. */
  readonly row: AlertRow | null;
  readonly steps: PaneSteps;
  onEnter(key: AlertKey): void;
  onEnterIncident(key: IncidentKey): void;
}

export function AlertPane(props: AlertPaneProps) {
  const { alertKey, steps } = props;
  const { item: page } = useStream('alert.detail', { key: alertKey });
  const { rows } = useSession().alerts;
  useEffect(() => {
    if (page) rows.refresh(page.row);
  }, [rows, page]);
  const row = page?.row ?? props.row;
  if (row === null) return <GonePane subject="alert" isGone={page === null} steps={steps} />;
  const subject = alertSubject(row);
  const { incidentKey } = row;
  const description = page?.alert.description ?? '';
  return (
    <SidePane
      title={row.title}
      subject="alert"
      steps={steps}
      onEnter={() => props.onEnter(alertKey)}
      action={<ManageButton key={alertKey} subject={subject} />}
      marks={
        <>
          <SeverityMark severity={row.severity} />
          <StatusMark status={row.status} />
          <UnsentMark unsent={row.unsent} withWord />
        </>
      }
    >
      <SearchPlace match={props.row?.match} />
      <Section title="Details">
        <PropertyList
          properties={[
            { label: 'Alert ID', value: <CopyableId label="alert id" value={row.alertId} /> },
            {
              label: 'Incident',
              value:
                incidentKey === null ? null : (
                  <LinkButton onPress={() => props.onEnterIncident(incidentKey)}>
                    {row.incidentName ?? incidentKey}
                  </LinkButton>
                ),
            },
            { label: 'Owner', value: <Owner principal={row.assignedTo} /> },
            {
              label: 'Category',
              value: row.category === null ? null : categoryName(row.category),
            },
            { label: 'MITRE techniques', value: row.techniques.join(', ') },
            { label: 'Service source', value: serviceName(row.serviceSource) },
            {
              label: 'Seen through',
              value: row.sources.length > 1 ? sourceNames(row.sources) : null,
            },
            {
              label: 'Detected by',
              value:
                row.detectionSource === null
                  ? null
                  : labelOf('detectionSource', row.detectionSource),
            },
            {
              label: 'First activity',
              value: <TimeText at={row.firstActivityAt} form="absolute" />,
            },
            { label: 'Last activity', value: <TimeText at={row.lastActivityAt} form="absolute" /> },
            { label: 'Created', value: <TimeText at={row.createdAt} /> },
            { label: 'Last update', value: <TimeText at={row.lastUpdateAt} /> },
            {
              label: 'Classification',
              value: labelOf('alertClassification', row.classification),
            },
          ]}
        />
      </Section>
      <Section title="Assets" count={row.assetCount}>
        <AssetList assets={row.assets} count={row.assetCount} />
      </Section>
      {description !== '' && (
        <Section title="What happened">
          <p className={styles.text}>{description}</p>
        </Section>
      )}
    </SidePane>
  );
}

function sourceNames(sources: readonly AlertSource[]): string {
  return sources.map(({ sourceKind }) => sourceName(sourceKind)).join(', ');
}
