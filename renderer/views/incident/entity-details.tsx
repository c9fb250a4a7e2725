// One thing of the story: what it is and of which cloud, its ids, what it did, and in which alerts.
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import type { Cloud } from '../../../shared/model/entity.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import type { StoryEntity } from '../../../shared/story/incident-story.ts';
import type { StorySelection } from '../../state/story-selection.ts';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { PropertyList } from '../../ui/property-list.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { CriticalityMenu } from '../criticality-menu/criticality-menu.tsx';
import { EntityIcon } from '../marks/entity-icon.tsx';
import { entityKindLabel } from '../marks/entity-kind-label.ts';
import { DetailsHead } from './details-head.tsx';
import { alertPick } from './entity-picks.tsx';
import { PickList } from './pick-list.tsx';
import { RelationList } from './relation-details.tsx';
import { SameMachine } from './same-machine.tsx';
import styles from './details.module.css';

/** What each cloud calls the thing that owns resources. */
export const accountWord: Readonly<Record<Cloud, string>> = {
  azure: 'Subscription',
  aws: 'Account',
  gcp: 'Project',
};

interface EntityDetailsProps {
  readonly subject: StoryEntity;
  readonly detail: Pick<IncidentDetail, 'alerts' | 'story'>;
  onSelect(selection: StorySelection): void;
}

export function EntityDetails({ subject, detail, onSelect }: EntityDetailsProps) {
  const { entity } = subject;
  const alerts = detail.alerts.filter(({ row }) => subject.alertKeys.includes(row.key));
  const account = entity.cloud === null ? 'Account' : accountWord[entity.cloud];
  const criticality =
    alerts.flatMap(({ row }) => row.assets).find(({ key }) => key === entity.key)?.criticality ??
    null;
  const shown = [entity.accountId, entity.region, entity.resourceId];
  const edges = detail.story.edges.filter(
    ({ source, target }) => source === entity.key || target === entity.key,
  );
  return (
    <>
      <DetailsHead
        icon={<EntityIcon kind={entity.kind} family={entity.family} />}
        title={entity.name}
      >
        <span>{entity.resourceType ?? entityKindLabel[entity.kind]}</span>
        {entity.cloud !== null && <CloudMark cloud={entity.cloud} />}
        {entity.category !== 'evidence' && (
          <CriticalityMenu asset={entity} criticality={criticality} />
        )}
      </DetailsHead>
      <Section title="Details">
        <PropertyList
          properties={[
            { label: 'Verdict', value: labelOf('evidenceVerdict', subject.verdict) },
            {
              label: 'Roles',
              value: subject.roles.map((role) => labelOf('evidenceRole', role)).join(', '),
            },
            { label: 'First seen', value: <TimeText at={subject.firstSeenAt} form="absolute" /> },
            { label: 'Last seen', value: <TimeText at={subject.lastSeenAt} form="absolute" /> },
            {
              label: account,
              value: entity.accountId && (
                <CopyableId label="account id" value={entity.accountId} limit={36} />
              ),
            },
            { label: 'Region', value: entity.region },
            {
              label: 'Resource ID',
              value: entity.resourceId && (
                <CopyableId label="resource id" value={entity.resourceId} />
              ),
            },
            ...entity.details
              .filter(({ value }) => !shown.includes(value))
              .map(({ label, value }) => ({ label, value: <bdi>{value}</bdi> })),
          ]}
        />
      </Section>
      {(entity.category === 'device' || entity.category === 'cloudResource') && (
        <SameMachine
          key={entity.key}
          entity={entity.key}
          alerts={detail.alerts.map(({ row }) => row.key)}
          onSelect={onSelect}
        />
      )}
      <Section title="In alerts" count={alerts.length}>
        <PickList picks={alerts.map((alert) => alertPick(alert, onSelect))} />
      </Section>
      <Section title="Relations" count={edges.length}>
        {edges.length === 0 ? (
          <p className={styles.soft}>Nothing else is named together with it.</p>
        ) : (
          <RelationList edges={edges} story={detail.story} onSelect={onSelect} />
        )}
      </Section>
    </>
  );
}
