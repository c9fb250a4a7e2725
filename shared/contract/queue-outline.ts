// A queue whose rows stand in groups that open, or open themselves to show what is in them. Part of the
// window <-> data worker seam.
import type { IncidentKey } from '../model/incident.ts';
import type { GroupOrder } from '../queue/group-columns.ts';
import type { AlertRow, QueueView } from './queue.ts';

export interface QueueGrouping {
  /** For findGroupColumn. */
  readonly column: string;
  readonly order: GroupOrder;
}

export interface QueueOutline {
  /** null where the rows stand in no groups. */
  readonly grouping: QueueGrouping | null;
  /** Whose days are meant where the groups are days. */
  readonly zone: 'local' | 'utc';
  /** Values of the groups whose rows are shown. */
  readonly openGroups: readonly string[];
  /** Keys of the incidents whose alerts are shown beneath them; no row of the alert queue opens. */
  readonly openRows: readonly string[];
}

/** Places of the window are those of rows, heads of groups and alerts alike. */
export interface OutlinedView<Column extends string> extends QueueView<Column> {
  /** null for rows alone. */
  readonly outline: QueueOutline | null;
}

/** Alerts that an incident shows beneath itself at most. */
export const ALERTS_WITHIN = 50;

/** What stands among the rows; keys are unlike those of rows. */
export type OutlineRow =
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly value: string;
      /** Where the value alone does not tell it. */
      readonly name: string | null;
      readonly count: number;
      readonly isOpen: boolean;
    }
  | {
      readonly kind: 'alertWithin';
      readonly key: string;
      readonly incidentKey: IncidentKey;
      readonly alert: AlertRow;
    }
  /** Beneath ALERTS_WITHIN of them: there are more. */
  | {
      readonly kind: 'allAlerts';
      readonly key: string;
      readonly incidentKey: IncidentKey;
      readonly total: number;
    };

export function isOutlineRow<Row extends object>(row: Row | OutlineRow): row is OutlineRow {
  return (
    'kind' in row &&
    (row.kind === 'group' || row.kind === 'alertWithin' || row.kind === 'allAlerts')
  );
}
