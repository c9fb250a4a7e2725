// The graph as two tables: who and what, and how they hang together. Selection is the graph's.
import { useMemo } from 'react';
import { labelOf } from '../../../shared/model/labels.ts';
import type {
  IncidentStory,
  StoryEdge,
  StoryEntity,
} from '../../../shared/story/incident-story.ts';
import type { StorySelection } from '../../state/story-selection.ts';
import { rowsOf } from '../../ui/grid-model.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import { EntityIcon } from '../marks/entity-icon.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { edgeWords } from '../marks/edge-words.ts';
import { describe } from './node-label.ts';
import styles from './story-table.module.css';

interface StoryTableProps {
  readonly story: IncidentStory;
  readonly selection: StorySelection | null;
  onSelect(selection: StorySelection): void;
}

const ROW_PX = 28;

export function StoryTable({ story, selection, onSelect }: StoryTableProps) {
  const edgeColumns = useMemo(() => edgeColumnsOf(story), [story]);
  return (
    <div className={styles.tables}>
      <h3 className={styles.title}>Entities ({story.entities.length})</h3>
      <div className={styles.grid}>
        <VirtualGrid
          label="Entities of the story"
          columns={entityColumns}
          rows={rowsOf(story.entities, ({ entity }) => entity.key)}
          rowHeight={ROW_PX}
          opening={{
            openKey: selection?.kind === 'entities' ? (selection.keys[0] ?? null) : null,
            onOpen: ({ entity }) => onSelect({ kind: 'entities', keys: [entity.key] }),
          }}
        />
      </div>
      <h3 className={styles.title}>Relations ({story.edges.length})</h3>
      <div className={styles.grid}>
        <VirtualGrid
          label="Relations of the story"
          columns={edgeColumns}
          rows={rowsOf(story.edges, ({ id }) => id)}
          rowHeight={ROW_PX}
          opening={{
            openKey: selection?.kind === 'edges' ? (selection.ids[0] ?? null) : null,
            onOpen: ({ id }) => onSelect({ kind: 'edges', ids: [id] }),
          }}
        />
      </div>
    </div>
  );
}

const entityColumns: readonly GridColumn<StoryEntity>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 160,
    grow: 2,
    render: ({ entity }) => (
      <span className={styles.name}>
        <EntityIcon kind={entity.kind} family={entity.family} />
        <bdi title={entity.name}>{entity.name}</bdi>
      </span>
    ),
  },
  { id: 'kind', title: 'Type', width: 130, grow: 1, render: ({ entity }) => describe(entity) },
  {
    id: 'verdict',
    title: 'Verdict',
    width: 88,
    render: ({ verdict }) => labelOf('evidenceVerdict', verdict),
  },
  {
    id: 'roles',
    title: 'Roles',
    width: 90,
    grow: 1,
    render: ({ roles }) => roles.map((role) => labelOf('evidenceRole', role)).join(', '),
  },
  {
    id: 'alerts',
    title: 'Alerts',
    width: 64,
    align: 'end',
    render: ({ alertKeys }) => alertKeys.length,
  },
  {
    id: 'firstSeen',
    title: 'First seen',
    width: 160,
    render: ({ firstSeenAt }) => <TimeText at={firstSeenAt} form="absolute" />,
  },
];

function edgeColumnsOf(story: IncidentStory): readonly GridColumn<StoryEdge>[] {
  const nameByKey = new Map<string, string>(
    story.entities.map(({ entity }) => [entity.key, entity.name]),
  );
  const end = (key: string) => <bdi>{nameByKey.get(key) ?? key}</bdi>;
  return [
    { id: 'source', title: 'From', width: 140, grow: 2, render: ({ source }) => end(source) },
    { id: 'kind', title: 'Relation', width: 124, render: ({ kind }) => edgeWords[kind] },
    { id: 'target', title: 'To', width: 140, grow: 2, render: ({ target }) => end(target) },
    {
      id: 'severity',
      title: 'Severity',
      width: 104,
      render: ({ severity }) =>
        severity === null ? 'Context' : <SeverityMark severity={severity} />,
    },
    {
      id: 'alerts',
      title: 'Alerts',
      width: 64,
      align: 'end',
      render: ({ alertKeys }) => alertKeys.length,
    },
  ];
}
