// The columns of the assets grid; cloud resources say whose they are in words and mark.
import type { ReactNode } from 'react';
import { labelOf } from '../../../shared/model/labels.ts';
import type { StoryEntity } from '../../../shared/story/incident-story.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { EntityIcon } from '../marks/entity-icon.tsx';
import { entityKindLabel } from '../marks/entity-kind-label.ts';
import type { AssetCategory, AssetRow } from './asset-groups.ts';
import { accountWord } from '../entity-facts/entity-facts.tsx';
import styles from './tabs.module.css';

const nameColumn: GridColumn<AssetRow> = {
  id: 'name',
  title: 'Name',
  width: 220,
  grow: 2,
  render: (row) =>
    row.kind === 'head' ? (
      <span className={styles.group}>
        {row.title} <span>{row.count}</span>
      </span>
    ) : (
      <span className={styles.asset} title={row.asset.entity.name}>
        <EntityIcon kind={row.asset.entity.kind} family={row.asset.entity.family} />
        <bdi>{row.asset.entity.name}</bdi>
      </span>
    ),
};

/** `category` null is the list of all, under heads. */
export function assetColumns(category: AssetCategory | null): readonly GridColumn<AssetRow>[] {
  const hasClouds = category === null || category === 'cloudResource' || category === 'device';
  return [
    nameColumn,
    ...(hasClouds ? cloudColumns : []),
    column('type', 'Type', { width: 160, grow: 1 }, ({ entity }) => (
      <bdi>{entity.resourceType ?? entityKindLabel[entity.kind]}</bdi>
    )),
    ...(hasClouds ? placeColumns : detailColumns),
    column('verdict', 'Verdict', { width: 92 }, ({ verdict }) =>
      labelOf('evidenceVerdict', verdict),
    ),
    {
      ...column('alerts', 'Active alerts', { width: 96 }, ({ alertsActive, alertKeys }) => (
        <span title={`${String(alertsActive)} active of ${String(alertKeys.length)}`}>
          {alertsActive} / {alertKeys.length}
        </span>
      )),
      align: 'end',
    },
    column('first', 'First seen', { width: 176 }, ({ firstSeenAt }) => (
      <TimeText at={firstSeenAt} form="short" />
    )),
    column('last', 'Last seen', { width: 176 }, ({ lastSeenAt }) => (
      <TimeText at={lastSeenAt} form="short" />
    )),
  ];
}

const cloudColumns: readonly GridColumn<AssetRow>[] = [
  column('cloud', 'Provider', { width: 124 }, ({ entity }) =>
    entity.cloud === null ? null : <CloudMark cloud={entity.cloud} />,
  ),
];

const placeColumns: readonly GridColumn<AssetRow>[] = [
  column('account', 'Subscription, account, project', { width: 216, grow: 1 }, ({ entity }) =>
    entity.accountId === undefined ? null : (
      <bdi
        className={styles.id}
        title={
          entity.cloud === null
            ? entity.accountId
            : `${accountWord[entity.cloud]} ${entity.accountId}`
        }
      >
        {entity.accountId}
      </bdi>
    ),
  ),
  column('region', 'Region', { width: 108 }, ({ entity }) => <bdi>{entity.region}</bdi>),
  column('resourceId', 'Resource ID', { width: 160, grow: 1 }, ({ entity }) =>
    entity.resourceId === undefined ? null : (
      <bdi className={styles.id} title={entity.resourceId}>
        {entity.resourceId}
      </bdi>
    ),
  ),
];

const detailColumns: readonly GridColumn<AssetRow>[] = [
  column('details', 'Details', { width: 240, grow: 3 }, ({ entity }) => {
    const text = entity.details.map(({ label, value }) => `${label}: ${value}`).join(', ');
    return <bdi title={text}>{text}</bdi>;
  }),
];

function column(
  id: string,
  title: string,
  size: { readonly width: number; readonly grow?: number },
  render: (asset: StoryEntity) => ReactNode,
): GridColumn<AssetRow> {
  return { id, title, ...size, render: (row) => (row.kind === 'head' ? null : render(row.asset)) };
}
