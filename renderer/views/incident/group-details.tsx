// The members of a group of look-alike nodes.
import type { StoryEntity } from '../../../shared/story/incident-story.ts';
import type { StorySelection } from '../../state/story-selection.ts';
import { Section } from '../../ui/section.tsx';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { EntityIcon } from '../marks/entity-icon.tsx';
import { entityKindLabel } from '../marks/entity-kind-label.ts';
import { DetailsHead } from '../../ui/details-head.tsx';
import { entityPick } from './entity-picks.tsx';
import { PickList } from './pick-list.tsx';

interface GroupDetailsProps {
  readonly members: readonly StoryEntity[];
  onSelect(selection: StorySelection): void;
}

export function GroupDetails({ members, onSelect }: GroupDetailsProps) {
  const entity = members[0]?.entity;
  if (!entity) return null;
  return (
    <>
      <DetailsHead
        icon={<EntityIcon kind={entity.kind} family={entity.family} />}
        title={`${String(members.length)} × ${entity.resourceType ?? entityKindLabel[entity.kind]}`}
      >
        {entity.cloud !== null && <CloudMark cloud={entity.cloud} />}
        <span>They have the same neighbours. Press twice on the group to draw them singly.</span>
      </DetailsHead>
      <Section title="Members" count={members.length}>
        <PickList picks={members.map((member) => entityPick(member, onSelect))} />
      </Section>
    </>
  );
}
