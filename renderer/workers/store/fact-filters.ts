// The columns of the filters by what alerts tell, which lie alike in the table of alerts and in what
// incidents unite of it.
import type { TextListColumn } from '../../../shared/table/text-list-column.ts';
import type { AssetIndex } from './asset-mention.ts';
import { NamedItems } from './filter-column.ts';
import type { FilterColumn } from './filter-column.ts';

const columnByFilter = {
  product: 'products',
  alertType: 'alertTypes',
  policy: 'policies',
  investigationState: 'investigationStates',
  threat: 'threats',
  actor: 'actors',
  deviceGroup: 'deviceGroups',
  osPlatform: 'osPlatforms',
  workspace: 'workspaces',
} as const;

type FactFilter = keyof typeof columnByFilter;

export function factFilterColumns(
  lists: Readonly<Record<(typeof columnByFilter)[FactFilter], TextListColumn>>,
): Readonly<Record<FactFilter, FilterColumn>> {
  const columns = Object.entries(columnByFilter).map(([filter, name]) => [filter, lists[name]]);
  return Object.fromEntries(columns) as Readonly<Record<FactFilter, FilterColumn>>;
}

/** By the names of the assets. */
export function assetFilterColumns(
  column: TextListColumn,
  assets: AssetIndex,
): Readonly<Record<'entity' | 'aiAgent', NamedItems>> {
  return {
    entity: new NamedItems(column, (code) => assets.mention(code).name),
    aiAgent: new NamedItems(column, (code) => {
      const { name, category } = assets.mention(code);
      return category === 'aiAgent' ? name : null;
    }),
  };
}
