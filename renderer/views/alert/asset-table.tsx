// The assets of an alert, the cloud named in mark and words.
import { useMemo } from 'react';
import type { EntityKey } from '../../../shared/model/entity.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type { StoryEntity } from '../../../shared/story/incident-story.ts';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { rowsOf } from '../../ui/grid-model.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { EntityIcon } from '../marks/entity-icon.tsx';
import { entityKindLabel } from '../marks/entity-kind-label.ts';
import { EntityMenu } from './entity-menu.tsx';
import { PageTable } from './page-table.tsx';
import styles from './alert-page.module.css';

const columns: readonly GridColumn<StoryEntity>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 188,
    grow: 2,
    render: ({ entity }) => (
      <span className={styles.thing} title={entity.name}>
        <EntityIcon kind={entity.kind} family={entity.family} />
        <bdi>{entity.name}</bdi>
      </span>
    ),
  },
  {
    id: 'type',
    title: 'Type',
    width: 140,
    grow: 1,
    render: ({ entity }) => <bdi>{entity.resourceType ?? entityKindLabel[entity.kind]}</bdi>,
  },
  {
    id: 'cloud',
    title: 'Cloud',
    width: 124,
    render: ({ entity }) =>
      entity.cloud === null ? (
        <span className={styles.soft}>–</span>
      ) : (
        <CloudMark cloud={entity.cloud} />
      ),
  },
  {
    id: 'account',
    title: 'Account or project',
    width: 176,
    render: ({ entity }, isActive) => optionalId('account', entity.accountId, isActive),
  },
  {
    id: 'region',
    title: 'Region',
    width: 96,
    render: ({ entity }) =>
      entity.region === undefined ? (
        <span className={styles.soft}>–</span>
      ) : (
        <bdi>{entity.region}</bdi>
      ),
  },
  {
    id: 'resourceId',
    title: 'Resource ID',
    width: 176,
    grow: 1,
    render: ({ entity }, isActive) => optionalId('resource id', entity.resourceId, isActive),
  },
];

function optionalId(label: string, value: string | undefined, isActive: boolean) {
  if (value === undefined) return <span className={styles.soft}>–</span>;
  return <CopyableId label={label} value={value} limit={22} isTabStop={isActive} />;
}

interface AssetTableProps {
  readonly assets: readonly StoryEntity[];
  readonly selected: EntityKey | null;
  /** Of the alert; null where it is in none. */
  readonly incidentKey: IncidentKey | null;
  onSelect(key: EntityKey): void;
}

export function AssetTable({ assets, selected, incidentKey, onSelect }: AssetTableProps) {
  const withActions = useMemo(
    (): readonly GridColumn<StoryEntity>[] => [
      ...columns,
      {
        id: 'actions',
        title: 'Actions',
        width: 72,
        render: ({ entity }, isActive) => (
          <EntityMenu entity={entity} incidentKey={incidentKey} isTabStop={isActive} />
        ),
      },
    ],
    [incidentKey],
  );
  return (
    <PageTable
      label="Assets"
      columns={withActions}
      opening={{ openKey: selected, onOpen: ({ entity }) => onSelect(entity.key) }}
      rows={rowsOf(assets, ({ entity }) => entity.key)}
      absent="The evidence of this alert names no asset."
    />
  );
}
