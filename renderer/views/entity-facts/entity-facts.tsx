// What one thing of a story is, of which cloud, and its ids.
import type { AlertRow } from '../../../shared/contract/queue.ts';
import type { Cloud } from '../../../shared/model/entity.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import type { StoryEntity } from '../../../shared/story/incident-story.ts';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { DetailsHead } from '../../ui/details-head.tsx';
import { PropertyList } from '../../ui/property-list.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { CriticalityMenu } from '../criticality-menu/criticality-menu.tsx';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { EntityIcon } from '../marks/entity-icon.tsx';
import { entityKindLabel } from '../marks/entity-kind-label.ts';

/** What each cloud calls the thing that owns resources. */
export const accountWord: Readonly<Record<Cloud, string>> = {
  azure: 'Subscription',
  aws: 'Account',
  gcp: 'Project',
};

interface EntityFactsProps {
  readonly subject: StoryEntity;
  /** Of the alerts that name it. */
  readonly rows: readonly AlertRow[];
}

export function EntityFacts({ subject, rows }: EntityFactsProps) {
  const { entity } = subject;
  const account = entity.cloud === null ? 'Account' : accountWord[entity.cloud];
  const criticality =
    rows.flatMap(({ assets }) => assets).find(({ key }) => key === entity.key)?.criticality ?? null;
  const shown = [entity.accountId, entity.region, entity.resourceId];
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
    </>
  );
}
