// The one incident or alert that has exactly this id, whatever the filters of its queue leave out.
import type { IdentifiedItem } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { rowsWithText } from '../../../shared/table/select.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';
import { foldCase } from '../../../shared/table/text-match.ts';
import type { StoreMemory } from './store-memory.ts';

/** Letter case is ignored. null where none has it, or several do: the list then shows them. */
export function findById(
  memory: StoreMemory,
  text: string,
  queue: 'incidents' | 'alerts',
): IdentifiedItem | null {
  const id = foldCase(text.trim());
  if (id === '') return null;
  const { incidents, sightings, folds } = memory;
  const found = {
    incidents: (): IdentifiedItem | null => {
      const row = onlyRow(incidents.table.columns.incidentId, id, (at) => at);
      if (row === null) return null;
      return { kind: 'incident', key: incidents.table.columns.key.value(row) as IncidentKey };
    },
    alerts: (): IdentifiedItem | null => {
      const row = onlyRow(sightings.table.columns.alertId, id, (at) => folds.leadingRow(at));
      if (row === null) return null;
      return { kind: 'alert', key: sightings.table.columns.key.value(row) as AlertKey };
    },
  };
  const [first, second] = queue === 'incidents' ? INCIDENTS_FIRST : ALERTS_FIRST;
  return found[first]() ?? found[second]();
}

const INCIDENTS_FIRST = ['incidents', 'alerts'] as const;
const ALERTS_FIRST = ['alerts', 'incidents'] as const;

function onlyRow(
  column: StringColumn,
  id: string,
  shownRow: (row: number) => number,
): number | null {
  const rows = new Set<number>();
  rowsWithText(column, (text) => text !== null && foldCase(text) === id).forEach((row) => {
    rows.add(shownRow(row));
  });
  const [row] = rows;
  return rows.size === 1 && row !== undefined ? row : null;
}
