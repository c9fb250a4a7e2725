// How often each type of alert was seen, and what people decided of it: the part of the priority score
// that one incident's change can move in others. A type is a detector, or a title where none is named.
import type { AlertTypeRecord } from '../../../shared/priority/priority-facts.ts';
import { rarityPoints, signalPoints } from '../../../shared/priority/priority-score.ts';
import { DistinctLists } from '../../../shared/table/distinct-lists.ts';
import { int32s, withRoom } from '../../../shared/table/growing.ts';
import type { Table } from '../../../shared/table/table.ts';
import type { AlertShape } from './alert-columns.ts';

interface TypeRecord {
  readonly name: string;
  incidents: number;
  decided: number;
  falsePositives: number;
}

const DECIDED: ReadonlySet<string | null> = new Set([
  'truePositive',
  'falsePositive',
  'informationalExpectedActivity',
]);

/** How an alert row is counted; 0 is not at all. */
const UNDECIDED = 1;
const SIGNAL = 2;
const NOISE = 3;

/** Sets whose points are worked out in one go. */
const PIECE = 1_024;

export class AlertTypes {
  readonly #alerts: Table<AlertShape>['columns'];
  readonly #records: TypeRecord[] = [];
  readonly #typeByName = new Map<string, number>();
  /** By the codes of both columns, the number of the type and one, so that 0 is unknown. */
  #typeByDetector = int32s(0);
  #typeByTitle = int32s(0);
  /** By alert row: four times its type, and how it is counted. */
  #countedByAlert = int32s(0);
  /** The distinct sets of types that incidents have, and by type the sets that have it. */
  readonly #sets = new DistinctLists();
  readonly #setsByType: number[][] = [];
  /** By incident row. */
  #setByIncident = int32s(0);
  #points = new Int8Array(0);
  readonly #changedTypes = new Set<number>();

  constructor(alerts: Table<AlertShape>) {
    this.#alerts = alerts.columns;
  }

  /** `leads` says whether the row stands for its alert; the others are not counted. */
  countAlert(row: number, leads: boolean): void {
    this.#countedByAlert = withRoom(this.#countedByAlert, row + 1, int32s);
    const before = this.#countedByAlert[row] ?? 0;
    const now = leads ? this.#typeOf(row) * 4 + this.#decisionOn(row) : 0;
    if (now === before) return;
    this.#countDecision(before, -1);
    this.#countDecision(now, 1);
    this.#countedByAlert[row] = now;
  }

  /** `alertRows` are all alerts of the incident, and were counted. */
  countIncident(row: number, alertRows: readonly number[]): void {
    const types = distinct(alertRows, (alert) => (this.#countedByAlert[alert] ?? 0) >> 2);
    const set = this.#internSet(types);
    this.#setByIncident = withRoom(this.#setByIncident, row + 1, int32s);
    const before = this.#setByIncident[row] ?? 0;
    if (set === before) return;
    this.#setByIncident[row] = set;
    const was = this.#sets.list(before);
    for (const type of types) if (!was.includes(type)) this.#countInIncident(type, 1);
    for (const type of was) if (!types.includes(type)) this.#countInIncident(type, -1);
  }

  /** Points for rarity and for signal to noise, of an incident that was counted. */
  points(row: number): number {
    return this.#points[this.#setByIncident[row] ?? 0] ?? 0;
  }

  /** Brings `points` up to date for all incidents, a piece at a time; `settle` has what changes meanwhile. */
  *settleAll(): Generator<void> {
    this.#changedTypes.clear();
    for (let set = 0; set < this.#sets.count; set++) {
      this.#points[set] = this.#pointsOf(set);
      if (set % PIECE === PIECE - 1) yield;
    }
  }

  /** Brings `points` up to date. Returns the incidents whose points are others now. */
  settle(): readonly number[] {
    const sets = new Set<number>();
    for (const type of this.#changedTypes) {
      for (const set of this.#setsByType[type] ?? []) sets.add(set);
    }
    this.#changedTypes.clear();
    const changed = new Uint8Array(this.#points.length);
    let isAny = false;
    for (const set of sets) {
      const points = this.#pointsOf(set);
      if (points === this.#points[set]) continue;
      this.#points[set] = points;
      changed[set] = 1;
      isAny = true;
    }
    const rows: number[] = [];
    if (!isAny) return rows;
    this.#setByIncident.forEach((set, row) => {
      if (changed[set] === 1) rows.push(row);
    });
    return rows;
  }

  /**
   * Of an incident that was counted, in no particular order. Each is called after a title that the
   * incident's own alerts of the type have: the first by letters, so that it depends on no order.
   */
  records(row: number, alertRows: readonly number[]): readonly AlertTypeRecord[] {
    const titleByType = new Map<number, string>();
    for (const alert of alertRows) {
      const type = (this.#countedByAlert[alert] ?? 0) >> 2;
      const title = this.#alerts.title.value(alert) ?? '';
      const known = titleByType.get(type);
      if (title !== '' && (known === undefined || title < known)) titleByType.set(type, title);
    }
    const types = this.#sets.list(this.#setByIncident[row] ?? 0);
    return Array.from(types, (type) => {
      const record = this.#record(type);
      return { ...record, name: titleByType.get(type) ?? record.name };
    });
  }

  #pointsOf(set: number): number {
    let rarest = Number.POSITIVE_INFINITY;
    let decided = 0;
    let falsePositives = 0;
    for (const type of this.#sets.list(set)) {
      const record = this.#record(type);
      rarest = Math.min(rarest, record.incidents);
      decided += record.decided;
      falsePositives += record.falsePositives;
    }
    if (rarest === Number.POSITIVE_INFINITY) return 0;
    return rarityPoints(Math.max(1, rarest)) + signalPoints(decided, falsePositives);
  }

  #countDecision(counted: number, step: 1 | -1): void {
    const decision = counted & 3;
    if (decision !== SIGNAL && decision !== NOISE) return;
    const type = counted >> 2;
    const record = this.#record(type);
    record.decided += step;
    if (decision === NOISE) record.falsePositives += step;
    this.#changedTypes.add(type);
  }

  #countInIncident(type: number, step: 1 | -1): void {
    const record = this.#record(type);
    const before = rarityPoints(Math.max(1, record.incidents));
    record.incidents += step;
    if (rarityPoints(Math.max(1, record.incidents)) !== before) this.#changedTypes.add(type);
  }

  #internSet(types: Int32Array): number {
    const known = this.#sets.count;
    const set = this.#sets.intern(types);
    if (set < known) return set;
    if (set >= this.#points.length) {
      const points = new Int8Array(Math.max(64, set * 2));
      points.set(this.#points);
      this.#points = points;
    }
    // No incident had these types together: one of them is looked at, and the set with it.
    for (const type of types) {
      (this.#setsByType[type] ??= []).push(set);
      this.#changedTypes.add(type);
    }
    return set;
  }

  #decisionOn(row: number): number {
    const classification = this.#alerts.classification.value(row);
    if (!DECIDED.has(classification)) return UNDECIDED;
    return classification === 'falsePositive' ? NOISE : SIGNAL;
  }

  #typeOf(row: number): number {
    const { alertTypes, title } = this.#alerts;
    const detector = alertTypes.itemCodes(row)[0];
    if (detector !== undefined) {
      this.#typeByDetector = withRoom(this.#typeByDetector, detector + 1, int32s);
      const known = this.#typeByDetector[detector] ?? 0;
      if (known > 0) return known - 1;
      const type = this.#intern('detector', alertTypes.items.text(detector));
      this.#typeByDetector[detector] = type + 1;
      return type;
    }
    const code = title.code(row);
    if (code < 0) return this.#intern('title', '');
    this.#typeByTitle = withRoom(this.#typeByTitle, code + 1, int32s);
    const known = this.#typeByTitle[code] ?? 0;
    if (known > 0) return known - 1;
    const type = this.#intern('title', title.value(row) ?? '');
    this.#typeByTitle[code] = type + 1;
    return type;
  }

  #intern(kind: 'detector' | 'title', name: string): number {
    const key = `${kind} ${name}`;
    const known = this.#typeByName.get(key);
    if (known !== undefined) return known;
    const type = this.#records.push({ name, incidents: 0, decided: 0, falsePositives: 0 }) - 1;
    this.#typeByName.set(key, type);
    return type;
  }

  #record(type: number): TypeRecord {
    const record = this.#records[type];
    if (record === undefined) throw new RangeError(`no alert type has the number ${type}`);
    return record;
  }
}

/** Ascending. Incidents have few alerts, so that no set is worth its making. */
function distinct(rows: readonly number[], typeOf: (row: number) => number): Int32Array {
  const types = Int32Array.from(rows, typeOf).sort();
  let count = 0;
  for (const type of types) if (count === 0 || type !== types[count - 1]) types[count++] = type;
  return types.subarray(0, count);
}
