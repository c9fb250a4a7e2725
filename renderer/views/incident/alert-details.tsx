// An alert in the story's details pane: what happened, what it names, what to do about it.
import { Button } from '@fluentui/react-components';
import type { AlertDetail } from '../../../shared/contract/store-queries.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import type { IncidentStory } from '../../../shared/story/incident-story.ts';
import { categoryName } from '../../../shared/model/short-names.ts';
import { useNavigation } from '../../state/session.tsx';
import type { StorySelection } from '../../state/story-selection.ts';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { PropertyList } from '../../ui/property-list.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { StatusMark } from '../marks/status-mark.tsx';
import { DetailsHead } from '../../ui/details-head.tsx';
import { entityPick } from './entity-picks.tsx';
import { PickList } from './pick-list.tsx';
import styles from './details.module.css';

interface AlertDetailsProps {
  readonly alert: AlertDetail;
  readonly story: IncidentStory;
  onSelect(selection: StorySelection): void;
}

export function AlertDetails({ alert: { row, alert }, story, onSelect }: AlertDetailsProps) {
  const go = useNavigation((state) => state.go);
  const named = story.entities.filter(({ alertKeys }) => alertKeys.includes(row.key));
  const assets = named.filter(({ entity }) => entity.category !== 'evidence');
  const evidence = named.filter(({ entity }) => entity.category === 'evidence');
  return (
    <>
      <DetailsHead title={row.title}>
        <SeverityMark severity={row.severity} />
        <StatusMark status={row.status} />
        <Button size="small" onClick={() => go({ kind: 'alert', key: row.key })}>
          Open alert page
        </Button>
      </DetailsHead>
      {alert.description != null && alert.description !== '' && (
        <Section title="What happened">
          <p className={styles.text}>{alert.description}</p>
        </Section>
      )}
      <Section title="Details">
        <PropertyList
          properties={[
            {
              label: 'First activity',
              value: <TimeText at={row.firstActivityAt} form="absolute" />,
            },
            { label: 'Last activity', value: <TimeText at={row.lastActivityAt} form="absolute" /> },
            { label: 'Category', value: row.category === null ? null : categoryName(row.category) },
            { label: 'Techniques', value: row.techniques.join(', ') },
            { label: 'Service', value: labelOf('serviceSource', row.serviceSource) },
            {
              label: 'Detected by',
              value:
                row.detectionSource === null
                  ? null
                  : labelOf('detectionSource', row.detectionSource),
            },
            { label: 'Owner', value: row.assignedTo ?? 'Unassigned' },
            { label: 'Alert ID', value: <CopyableId label="alert id" value={row.alertId} /> },
          ]}
        />
      </Section>
      <Section title="Assets" count={assets.length}>
        {assets.length === 0 ? (
          <p className={styles.soft}>The alert names no asset.</p>
        ) : (
          <PickList picks={assets.map((entity) => entityPick(entity, onSelect))} />
        )}
      </Section>
      <Section title="Evidence" count={evidence.length}>
        {evidence.length === 0 ? (
          <p className={styles.soft}>The alert carries no further evidence.</p>
        ) : (
          <PickList picks={evidence.map((entity) => entityPick(entity, onSelect))} />
        )}
      </Section>
      {alert.recommendedActions != null && alert.recommendedActions !== '' && (
        <Section title="Recommended actions">
          <p className={styles.text}>{alert.recommendedActions}</p>
        </Section>
      )}
    </>
  );
}
