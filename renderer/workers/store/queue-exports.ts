// Queues as CSV, piece by piece for main. Which rows, and their order, is settled when an export is
// opened; what stands in them is that of the moment at which they are read.
import type {
  ExportedRows,
  OpenedExport,
  QueueExportRequest,
} from '../../../shared/contract/queue-export.ts';
import type {
  AlertColumn,
  AlertRow,
  IncidentColumn,
  IncidentRow,
  QueueView,
} from '../../../shared/contract/queue.ts';
import { csvText } from '../../../shared/csv-text.ts';
import { FailureError } from '../../../shared/failure.ts';
import {
  alertCsvColumns,
  chosenColumns,
  csvCells,
  csvHeader,
  incidentCsvColumns,
} from '../../../shared/queue/csv-columns.ts';
import type { CsvColumns } from '../../../shared/queue/csv-columns.ts';
import type { AlertQueue } from './alert-queue.ts';
import type { IncidentQueue } from './incident-queue.ts';
import type { Queue } from './queue.ts';

interface QueueExport {
  readonly total: number;
  readonly header: string;
  read(limit: number): ExportedRows;
}

/** Of a reader that died there is no word; four megabytes each at a million rows. */
const KEPT_EXPORTS = 4;
/** A piece of some hundred kilobytes, in a few dozen milliseconds. */
const MOST_ROWS = 5_000;

export class QueueExports {
  readonly #queues: { readonly incidents: IncidentQueue; readonly alerts: AlertQueue };
  readonly #exportById = new Map<number, QueueExport>();
  #lastId = 0;

  constructor(queues: { readonly incidents: IncidentQueue; readonly alerts: AlertQueue }) {
    this.#queues = queues;
  }

  open(request: QueueExportRequest): OpenedExport {
    const { queue, sort } = request;
    const opened =
      queue === 'incidents'
        ? exportOf(this.#queues.incidents, incidentCsvColumns, request, {
            ...sort,
            column: sort.column as IncidentColumn,
          })
        : exportOf(this.#queues.alerts, alertCsvColumns, request, {
            ...sort,
            column: sort.column as AlertColumn,
          });
    const id = ++this.#lastId;
    this.#exportById.set(id, opened);
    for (const oldest of this.#exportById.keys()) {
      if (this.#exportById.size <= KEPT_EXPORTS) break;
      this.#exportById.delete(oldest);
    }
    return { id, total: opened.total, header: opened.header };
  }

  /** Throws a `storage` failure where the export is not open, as after a restart of the worker. */
  read(id: number, limit: number): ExportedRows {
    const opened = this.#exportById.get(id);
    if (opened === undefined) {
      throw new FailureError({
        kind: 'storage',
        summary: 'The store started again while the file was written.',
        action: 'Export again.',
      });
    }
    return opened.read(Math.min(limit, MOST_ROWS));
  }

  close(id: number): void {
    this.#exportById.delete(id);
  }
}

function exportOf<Column extends string, Row extends AlertRow | IncidentRow>(
  queue: Queue<Column, Row>,
  columns: CsvColumns<Row>,
  { filter, columns: ids, zone }: QueueExportRequest,
  sort: QueueView<Column>['sort'],
): QueueExport {
  const chosen = chosenColumns(columns, ids);
  const rows = queue.rows(filter, sort);
  let next = 0;
  return {
    total: rows.length,
    header: csvText([csvHeader(chosen, zone)]),
    read(limit) {
      const piece = rows.subarray(next, next + limit);
      next += piece.length;
      const lines = Array.from(piece, (row) => csvCells(chosen, queue.definition.row(row), zone));
      return { text: csvText(lines), rows: piece.length };
    },
  };
}
