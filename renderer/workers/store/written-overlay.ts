// What people wrote, laid over the rows that it is about, so that filters, orders, counts and totals
// follow it by themselves. It is in memory only and told anew at each start: the journal that it comes
// from is encrypted, and this database is not.
import type { Unsent } from '../../../shared/contract/queue.ts';
import type { AnnotationProjection } from '../../../shared/contract/store-ingest.ts';
import { sightingKey } from '../../../shared/model/alert-source.ts';
import type {
  AnnotationTarget,
  FieldName,
  FieldSet,
  FieldValue,
} from '../../../shared/model/annotation.ts';
import type { EntryId } from '../../../shared/model/annotation-id.ts';
import { isOfFile, isOpen } from '../../../shared/model/annotation-item.ts';
import type { AnnotationItem } from '../../../shared/model/annotation-item.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import { incidentIdOfKey } from '../../../shared/model/regrouping.ts';
import { isEchoed, shownFields } from '../../../shared/model/shown-fields.ts';
import type { SeenFields } from '../../../shared/model/shown-fields.ts';
import { hasOwnStatusInAzure } from '../../../shared/model/status-sync.ts';
import { writerKind } from '../../../shared/model/writer-id.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { AlertShape } from './alert-columns.ts';
import type { AlertFolds } from './alert-folds.ts';
import type { AlertGroupings } from './alert-groupings.ts';
import type { DocumentTable } from './document-table.ts';
import type { IncidentShape } from './incident-columns.ts';
import { LOCAL_TAG } from './local-document.ts';

type Subject = AnnotationTarget['kind'];

/** As Defender XDR marks what it merged into another incident. */
const REDIRECTED_TAG = 'Redirected';

/** Rows of both tables; those of alerts lead. */
export type WrittenRows = Readonly<Record<Subject, ReadonlySet<number>>>;

interface WrittenOverlayParts {
  readonly sightings: DocumentTable<AlertShape>;
  readonly incidents: DocumentTable<IncidentShape>;
  readonly folds: AlertFolds;
  readonly groupings: AlertGroupings;
}

/** What a row shows in place of the services' words. */
interface LaidRow {
  readonly fields: FieldSet;
  restore(): void;
}

/**
 * What was written about any sighting of an alert lies over the row that leads it. The service's echo
 * takes it away for good. An incident that was merged into another one keeps to say so.
 */
export class WrittenOverlay {
  readonly #parts: WrittenOverlayParts;
  readonly #itemById = new Map<EntryId, AnnotationItem>();
  /** Oldest first. */
  readonly #itemsByPlace = new Map<string, readonly AnnotationItem[]>();
  readonly #laid = { incident: new Map<number, LaidRow>(), alert: new Map<number, LaidRow>() };
  #hasLaid = false;
  /** Takes the marks of what people merged from the rows again. */
  #unmarkMerged: () => void = () => undefined;

  constructor(parts: WrittenOverlayParts) {
    this.#parts = parts;
  }

  /** Something was laid since the start: dictionaries may have texts that people wrote. */
  get hasLaid(): boolean {
    return this.#hasLaid;
  }

  /** Rows of alerts that show what people wrote. */
  laidAlerts(): Iterable<number> {
    return this.#laid.alert.keys();
  }

  /** Returns the rows that may show something else now. */
  project({ isWhole, items }: AnnotationProjection): WrittenRows {
    const rows = { incident: new Set<number>(), alert: new Set<number>() };
    this.beneath(() => {
      const former = isWhole
        ? [...this.#itemById.values()]
        : items.flatMap(({ id }) => this.#itemById.get(id) ?? []);
      for (const item of former) this.#forget(item);
      for (const item of items) this.#remember(item);
      for (const { target } of [...former, ...items]) {
        const row = this.#ownRow(target);
        if (row !== undefined) rows[target.kind].add(this.#shownRow(target.kind, row));
      }
    });
    return rows;
  }

  /** Runs `work`, which may change rows, while they hold what the services say. */
  beneath<T>(work: () => T): T {
    this.#lift();
    try {
      return work();
    } finally {
      this.#lay();
    }
  }

  /** What the row shows in place of the services' words; of alerts a leading one, here and below. */
  fields(subject: Subject, row: number): FieldSet {
    return this.#laid[subject].get(row)?.fields ?? {};
  }

  /** What was written about the row, oldest first, without the changes that came back as echoes. */
  items(subject: Subject, row: number): readonly AnnotationItem[] {
    if (this.#itemById.size === 0) return [];
    return this.#placesOf(subject, row)
      .flatMap((place) => this.#itemsByPlace.get(place) ?? [])
      .sort(byTime);
  }

  unsent(subject: Subject, row: number): Unsent | null {
    const states = this.items(subject, row).map(unsentState);
    return states.find((state) => state === 'waiting') ?? states.find((state) => state) ?? null;
  }

  #lift(): void {
    this.#unmarkMerged();
    for (const laid of Object.values(this.#laid)) {
      for (const { restore } of laid.values()) restore();
      laid.clear();
    }
  }

  #lay(): void {
    const { incidents } = this.#parts;
    const rows = { incident: new Set<number>(), alert: new Set<number>() };
    for (const items of this.#itemsByPlace.values()) {
      for (const item of items) {
        const { kind } = item.target;
        const row = item.kind === 'change' ? this.#ownRow(item.target) : undefined;
        if (item.kind !== 'change' || row === undefined) continue;
        if (isEchoed(this.#seen(kind, row), item)) this.#forget(item);
        else rows[kind].add(this.#shownRow(kind, row));
      }
    }
    for (const row of rows.alert) this.#layRow('alert', row);
    for (const row of rows.incident) {
      const isMerged = incidents.table.columns.redirectIncidentId.value(row) !== null;
      if (!isMerged) this.#layRow('incident', row);
    }
    this.#unmarkMerged = this.#markMerged();
  }

  /**
   * What people merged into another incident says so, as the service's own merges do, and its tags are on
   * the one that it was merged into.
   */
  #markMerged(): () => void {
    const { incidents, groupings } = this.#parts;
    const { redirectIncidentId, status, tags } = incidents.table.columns;
    const undo: (() => void)[] = [];
    const setTags = (row: number, next: readonly string[]): void => {
      const before = tags.value(row);
      tags.set(row, [...new Set(next)]);
      undo.push(() => tags.set(row, before));
    };
    for (const [from, to] of groupings.people.redirectOf) {
      const [row, targetRow] = [incidents.row(from), incidents.row(to)];
      if (row === undefined) continue;
      const before = { redirect: redirectIncidentId.value(row), status: status.value(row) };
      this.#hasLaid = true;
      redirectIncidentId.set(row, incidentIdOfKey(to));
      status.set(row, 'redirected');
      undo.push(() => {
        redirectIncidentId.set(row, before.redirect);
        status.set(row, before.status);
      });
      const own = tags.value(row).filter((tag) => tag !== LOCAL_TAG);
      if (targetRow !== undefined && own.length > 0) {
        setTags(targetRow, [...tags.value(targetRow), ...own]);
      }
      setTags(row, [...tags.value(row), REDIRECTED_TAG]);
    }
    return () => {
      for (const step of undo.reverse()) step();
    };
  }

  #layRow(subject: Subject, row: number): void {
    let fields: FieldSet = {};
    for (const item of this.items(subject, row)) {
      const ownRow = item.kind === 'change' ? this.#ownRow(item.target) : undefined;
      if (item.kind !== 'change' || ownRow === undefined) continue;
      if (subject === 'alert' && this.#isOfItsOwn(row, item.target)) continue;
      fields = shownFields(this.#seen(subject, ownRow), item, fields);
    }
    const undo: (() => void)[] = [];
    for (const [field, cells] of this.#cells(subject)) {
      const value: FieldValue | undefined = fields[field];
      if (value === undefined) continue;
      const theirs = cells.value(row);
      this.#hasLaid = true;
      cells.set(row, value);
      undo.push(() => cells.set(row, theirs));
    }
    this.#laid[subject].set(row, {
      fields,
      restore: () => {
        for (const step of undo) step();
      },
    });
  }

  /** A status that the leading source, whose word is shown, will never hear of. */
  #isOfItsOwn(row: number, target: AnnotationTarget): boolean {
    const { sourceKind, alertId } = this.#parts.sightings.table.columns;
    return (
      sourceKind.value(row) === 'graph' &&
      writerKind(target.sourceId) === 'arm' &&
      hasOwnStatusInAzure(alertId.value(row) ?? '')
    );
  }

  /** To be asked beneath only. */
  #seen(subject: Subject, row: number): SeenFields {
    const { sightings, incidents } = this.#parts;
    const { table } = subject === 'alert' ? sightings : incidents;
    const fields = this.#cells(subject).map(([field, cells]) => [field, cells.value(row)]);
    return { updatedAt: table.columns.version.value(row), fields: Object.fromEntries(fields) };
  }

  #cells(subject: Subject): readonly (readonly [FieldName, FieldCells])[] {
    const { sightings, incidents } = this.#parts;
    const { columns } = incidents.table;
    const { status, assignedTo, classification, determination, severity } =
      subject === 'alert' ? sightings.table.columns : columns;
    return [
      ['status', status],
      ['assignedTo', assignedTo],
      ['classification', classification],
      ['determination', determination],
      ['severity', severity],
      ...(subject === 'alert'
        ? []
        : ([
            ['displayName', columns.name],
            ['customTags', columns.tags],
          ] as const)),
    ];
  }

  #remember(item: AnnotationItem): void {
    const { kind } = item.status;
    if (kind === 'superseded' || kind === 'withdrawn') return;
    const place = placeOf(item.target);
    this.#itemById.set(item.id, item);
    const others = this.#itemsByPlace.get(place) ?? [];
    this.#itemsByPlace.set(place, [...others, item].sort(byTime));
  }

  #forget(item: AnnotationItem): void {
    const place = placeOf(item.target);
    const others = (this.#itemsByPlace.get(place) ?? []).filter(({ id }) => id !== item.id);
    this.#itemById.delete(item.id);
    if (others.length > 0) this.#itemsByPlace.set(place, others);
    else this.#itemsByPlace.delete(place);
  }

  /** The row of what the target names; undefined as long as it is not stored. */
  #ownRow({ kind, sourceId, tenantId: tenant, id }: AnnotationTarget): number | undefined {
    const { sightings, incidents } = this.#parts;
    if (kind === 'incident') return incidents.row(incidentKey(tenant, id));
    const sourceKind = writerKind(sourceId);
    if (sourceKind === null) return undefined;
    // A target names a kind of source; all sources that there are have a code in the column.
    const { dictionary } = sightings.table.columns.sourceId;
    return dictionary
      .map((text) => sightings.row(sightingKey({ sourceId: text, sourceKind }, tenant, id)))
      .find((row) => row !== undefined);
  }

  #shownRow(subject: Subject, ownRow: number): number {
    return subject === 'alert' ? this.#parts.folds.leadingRow(ownRow) : ownRow;
  }

  #placesOf(subject: Subject, row: number): readonly string[] {
    const { sightings, incidents, folds } = this.#parts;
    if (subject === 'incident') {
      const { tenantId: tenant, incidentId } = incidents.table.columns;
      return [incidentPlace(tenant.value(row) ?? '', incidentId.value(row) ?? '')];
    }
    const { tenantId: tenant, alertId, sourceKind } = sightings.table.columns;
    const places = folds
      .members(row)
      .map((at) =>
        alertPlace(sourceKind.value(at) ?? '', tenant.value(at) ?? '', alertId.value(at) ?? ''),
      );
    return [...new Set(places)];
  }
}

interface FieldCells {
  value(row: number): FieldValue;
  set(row: number, value: FieldValue): void;
}

/** What is written about an incident is about it in all sources. */
function placeOf({ kind, sourceId, tenantId: tenant, id }: AnnotationTarget): string {
  return kind === 'incident'
    ? incidentPlace(tenant, id)
    : alertPlace(writerKind(sourceId) ?? sourceId, tenant, id);
}

function incidentPlace(tenant: string, id: string): string {
  return JSON.stringify([tenantId(tenant), id]);
}

function alertPlace(sourceKind: string, tenant: string, id: string): string {
  return JSON.stringify([tenantId(tenant), id, sourceKind]);
}

function byTime(a: AnnotationItem, b: AnnotationItem): number {
  return a.writtenAt - b.writtenAt;
}

/** null for what is delivered. */
export function unsentState(item: AnnotationItem): Unsent | null {
  const { status } = item;
  if (isOpen(item)) return isOfFile(item) ? 'kept' : 'waiting';
  const isKept =
    status.kind === 'confirmed' && (status.by === 'local' || status.keptFields.length > 0);
  return isKept ? 'kept' : null;
}
