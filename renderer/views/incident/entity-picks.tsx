// Entities and alerts as entries of a pick list.
import type { AlertDetail } from '../../../shared/contract/store-queries.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import type { StoryEntity } from '../../../shared/story/incident-story.ts';
import type { StorySelection } from '../../state/story-selection.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { EntityIcon } from '../marks/entity-icon.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import type { Pick } from './pick-list.tsx';

type Select = (selection: StorySelection) => void;

/** The note is the cloud, and the verdict where it is more than unknown. */
export function entityPick({ entity, verdict }: StoryEntity, onSelect: Select): Pick {
  return {
    id: entity.key,
    mark: <EntityIcon kind={entity.kind} family={entity.family} />,
    name: entity.name,
    note: (
      <>
        {verdict !== 'unknown' && labelOf('evidenceVerdict', verdict)}
        {entity.cloud !== null && <CloudMark cloud={entity.cloud} />}
      </>
    ),
    onPick: () => onSelect({ kind: 'entities', keys: [entity.key] }),
  };
}

export function alertPick({ row }: AlertDetail, onSelect: Select): Pick {
  return {
    id: row.key,
    mark: <SeverityMark severity={row.severity} compact />,
    name: row.title,
    note: <TimeText at={row.firstActivityAt ?? row.createdAt} form="absolute" />,
    onPick: () => onSelect({ kind: 'alert', key: row.key }),
  };
}
