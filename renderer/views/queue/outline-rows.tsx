// The places of a queue for its grid: rows, heads of groups, and alerts within open incidents.
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { isOutlineRow } from '../../../shared/contract/queue-outline.ts';
import type { OutlineRow, QueueGrouping } from '../../../shared/contract/queue-outline.ts';
import type { QueueWindow } from '../../../shared/contract/queue.ts';
import type { QueueName } from '../../../shared/queue/queue-filters.ts';
import type { AlertsWithin } from '../../state/alerts-within.ts';
import type { Keyed } from '../../state/queue-frame.ts';
import type { QueueViewStore } from '../../state/queue-view.ts';
import { useNavigation, useSession } from '../../state/session.tsx';
import type { NavigationState } from '../../state/navigation.ts';
import type { GridExpanding, GridOther, GridRows } from '../../ui/grid-model.ts';
import { AlertWithinCell, AllAlertsCell } from './alert-within-cell.tsx';
import { GroupHead } from './group-head.tsx';

interface OutlineRows<Row> {
  readonly rows: GridRows<Row>;
  readonly expanding: GridExpanding;
  /** Only the rows; `offset` is that of the places. */
  readonly shown: QueueWindow<Row> | null;
}

/** `opens` tells of the rows that show something beneath themselves; it must keep its identity. */
export function useOutlineRows<Row extends Keyed, Column extends string>(
  view: QueueViewStore<Column, Row['key']>,
  queue: QueueName,
  places: QueueWindow<Row | OutlineRow> | null,
  opens: ((row: Row) => boolean) | null,
): OutlineRows<Row> {
  const grouping = useStore(view, (state) => state.grouping);
  const openRows = useStore(view, (state) => state.openRows);
  const go = useNavigation((state) => state.go);
  const { alertsWithin } = useSession();
  const ticked = useStore(alertsWithin, (state) => state.alerts);
  return useMemo(() => {
    const { toggleGroup, toggleRow } = view.getState();
    const placeAt = (index: number) => places?.rows[index - places.offset];
    const rowAt = (index: number): Row | undefined => {
      const row = placeAt(index);
      return row === undefined || isOutlineRow(row) ? undefined : row;
    };
    const others = new Map<number, GridOther>();
    places?.rows.forEach((row, position) => {
      if (!isOutlineRow(row)) return;
      const toggleTick = alertsWithin.getState().toggle;
      const other = otherOf(row, { queue, grouping, toggleGroup, go, ticked, toggleTick });
      others.set(places.offset + position, other);
    });
    const rows: GridRows<Row> = {
      total: places?.places ?? places?.total ?? 0,
      at: rowAt,
      keyOf: ({ key }) => key,
      otherAt: (index) => others.get(index) ?? null,
    };
    const expanding: GridExpanding = {
      isExpanded(index) {
        const place = placeAt(index);
        if (place === undefined) return null;
        if (isOutlineRow(place)) return place.kind === 'group' ? place.isOpen : null;
        return opens?.(place) === true ? openRows.includes(place.key) : null;
      },
      onToggle(index) {
        const place = placeAt(index);
        if (place === undefined) return;
        if (!isOutlineRow(place)) toggleRow(place.key);
        else if (place.kind === 'group') toggleGroup(place.value);
      },
    };
    const shown = places && {
      ...places,
      rows: places.rows.flatMap((row) => (isOutlineRow(row) ? [] : [row])),
    };
    return { rows, expanding, shown };
  }, [view, queue, places, opens, grouping, openRows, go, alertsWithin, ticked]);
}

interface OtherParts {
  readonly queue: QueueName;
  readonly grouping: QueueGrouping | null;
  toggleGroup(value: string): void;
  readonly go: NavigationState['go'];
  readonly ticked: AlertsWithin['alerts'];
  readonly toggleTick: AlertsWithin['toggle'];
}

function otherOf(row: OutlineRow, parts: OtherParts): GridOther {
  const { queue, grouping, toggleGroup, go, ticked, toggleTick } = parts;
  switch (row.kind) {
    case 'group':
      return {
        kind: 'head',
        key: row.key,
        onOpen: () => toggleGroup(row.value),
        content: <GroupHead group={row} queue={queue} column={grouping?.column ?? ''} />,
      };
    case 'alertWithin': {
      const { alert, incidentKey } = row;
      const open = (): void => go({ kind: 'alert', key: alert.key });
      return {
        kind: 'within',
        key: `${incidentKey} ${row.key}`,
        onOpen: open,
        tick: {
          isTicked: ticked.has(alert.key),
          label: `Select ${alert.title}`,
          onToggle: () => toggleTick(alert),
        },
        cell: (column, isActive) => (
          <AlertWithinCell alert={alert} column={column} isTabStop={isActive} onEnter={open} />
        ),
      };
    }
    case 'allAlerts': {
      const open = (): void => go({ kind: 'incident', key: row.incidentKey, tab: 'alerts' });
      return {
        kind: 'within',
        key: row.key,
        onOpen: open,
        cell: (column, isActive) =>
          column === 'name' && (
            <AllAlertsCell total={row.total} isTabStop={isActive} onEnter={open} />
          ),
      };
    }
    default:
      return row satisfies never;
  }
}
