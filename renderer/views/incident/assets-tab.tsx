// What the incident hit: distinct devices, accounts, mailboxes, apps, cloud resources and AI agents.
import { useMemo, useState } from 'react';
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import type { StoryEntity } from '../../../shared/story/incident-story.ts';
import { useSettings } from '../../state/session.tsx';
import type { StorySelection } from '../../state/story-selection.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { rowsOf } from '../../ui/grid-model.ts';
import { rowHeightByDensity } from '../../ui/row-height.ts';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import { assetColumns } from './asset-columns.tsx';
import { assetCategories, assetRows, assetsOf } from './asset-groups.ts';
import type { AssetCategory, AssetRow } from './asset-groups.ts';
import { CategoryBar } from './category-bar.tsx';
import { TabFrame } from './tab-frame.tsx';

export function AssetsTab({ detail }: { readonly detail: IncidentDetail }) {
  const { story } = detail;
  const [category, setCategory] = useState<AssetCategory | null>(null);
  const [selection, setSelection] = useState<StorySelection | null>(null);
  const density = useSettings(({ settings }) => settings.density);
  const assets = useMemo(() => assetsOf(story), [story]);
  const rows = useMemo(() => assetRows(story, category), [story, category]);
  const columns = useMemo(() => assetColumns(category), [category]);
  return (
    <TabFrame
      detail={detail}
      selection={selection}
      onSelect={setSelection}
      bar={
        <CategoryBar<AssetCategory>
          label="Asset categories"
          choices={[
            { name: null, title: 'All assets', count: assets.length },
            ...assetCategories.map(({ category: name, title }) => ({
              name,
              title,
              count: countOf(assets, name),
            })),
          ]}
          chosen={category}
          onChoose={setCategory}
        />
      }
      grid={
        <VirtualGrid
          label="Assets of the incident"
          columns={columns}
          rows={rowsOf(rows, keyOf)}
          rowHeight={rowHeightByDensity[density]}
          opening={{
            openKey: selection?.kind === 'entities' ? (selection.keys[0] ?? null) : null,
            onOpen: (row) => {
              if (row.kind === 'head') return;
              setSelection({ kind: 'entities', keys: [row.asset.entity.key] });
            },
          }}
        >
          <EmptyState title={category === null ? 'No assets' : 'None of this category'}>
            {assets.length === 0
              ? 'No alert of this incident names a device, account, mailbox, app, cloud resource or AI agent.'
              : 'The alerts name assets of other categories only.'}
          </EmptyState>
        </VirtualGrid>
      }
    />
  );
}

function countOf(assets: readonly StoryEntity[], category: AssetCategory): number {
  return assets.filter(({ entity }) => entity.category === category).length;
}

function keyOf(row: AssetRow): string {
  return row.kind === 'head' ? `head ${row.title}` : row.asset.entity.key;
}
