// Where a row shows what was searched for, told for the rows on screen only.
import type { SearchMatch } from '../../../shared/contract/queue.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { TextListColumn } from '../../../shared/table/text-list-column.ts';
import type { StoreMemory } from './store-memory.ts';

type Needles = readonly string[];

export function incidentMatch(
  memory: StoreMemory,
  row: number,
  needles: Needles,
): SearchMatch | null {
  const { totals } = memory;
  const { incidentId, key } = memory.incidents.table.columns;
  return (
    textMatch('Incident ID', incidentId.value(row), needles) ??
    textMatch('Name', memory.names.shown(row), needles) ??
    formerName(memory.names.others.value(row), needles) ??
    thingMatch(memory, totals.lists, row, {
      needles,
      alertRows: memory.alertRows(key.value(row) ?? ''),
    })
  );
}

/** `row` leads its alert. */
export function alertMatch(memory: StoreMemory, row: number, needles: Needles): SearchMatch | null {
  const { columns } = memory.sightings.table;
  const ids = memory.folds.members(row).map((member) => columns.alertId.value(member));
  return (
    textMatch('Title', columns.title.value(row), needles) ??
    ids.map((id) => textMatch('Alert ID', id, needles)).find((match) => match !== null) ??
    thingMatch(memory, columns, row, { needles, alertRows: null })
  );
}

/** What the evidence states, and what it is called here, if that is something else. */
function thingMatch(
  memory: StoreMemory,
  lists: Readonly<Record<'traces' | 'assets', TextListColumn>>,
  row: number,
  search: { readonly needles: Needles; readonly alertRows: readonly number[] | null },
): SearchMatch | null {
  const { needles, alertRows } = search;
  const { columns } = memory.sightings.table;
  const alertWith = (column: TextListColumn, code: number): SearchMatch['alert'] => {
    const alertRow = alertRows?.find((at) => column.itemCodes(at).includes(code));
    if (alertRow === undefined) return null;
    return {
      key: columns.key.value(alertRow) as AlertKey,
      title: columns.title.value(alertRow) ?? '',
    };
  };
  const trace = memory.traces.find(lists.traces.itemCodes(row), needles);
  if (trace !== null) {
    const { field, value, code } = trace;
    return { field, value, alert: alertWith(columns.traces, code) };
  }
  const asset = lists.assets
    .itemCodes(row)
    .find((code) => needles.some((needle) => memory.assets.contains(code, needle)));
  if (asset === undefined) return null;
  return { ...assetPlace(memory, asset, needles), alert: alertWith(columns.assets, asset) };
}

/** Of an asset that holds a needle: its name, or the id that does. */
function assetPlace(
  { assets }: StoreMemory,
  code: number,
  needles: Needles,
): Pick<SearchMatch, 'field' | 'value'> {
  const { name, cloud } = assets.mention(code);
  const found = assets
    .words(code)
    .find((word) => needles.some((needle) => word.toLowerCase().includes(needle)));
  if (found === undefined || found === name) return { field: 'Asset', value: name };
  return { field: cloud === null ? 'ID of an asset' : ID_WORDS[cloud], value: found };
}

const ID_WORDS = { azure: 'Resource ID', aws: 'ARN', gcp: 'Google Cloud resource name' };

function formerName(names: readonly string[], needles: Needles): SearchMatch | null {
  return (
    names.map((name) => textMatch('Former name', name, needles)).find((match) => match !== null) ??
    null
  );
}

function textMatch(field: string, value: string | null, needles: Needles): SearchMatch | null {
  const folded = value?.toLowerCase() ?? '';
  const isFound = needles.some((needle) => folded.includes(needle));
  return isFound && value !== null ? { field, value, alert: null } : null;
}
