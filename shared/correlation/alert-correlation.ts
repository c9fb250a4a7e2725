// Correlates alerts page by page: folds copies, resolves machines and accounts, and clusters what is left.
// Within a page the order of the alerts makes no difference.
import type { InventoryRow } from '../identity/inventory-row.ts';
import type { ToldPair } from '../identity/told-pairs.ts';
import { IntLists } from '../table/int-lists.ts';
import type { AlertClues } from './alert-clues.ts';
import { compareStories } from './compare-stories.ts';
import type { Comparison } from './compare-stories.ts';
import { Correlator } from './correlator.ts';
import type { Link, TiedAlert } from './correlator.ts';
import { reasonOf } from './correlation-reason.ts';
import type { LinkReason } from './correlation-reason.ts';
import { Duplicates } from './duplicates.ts';
import { stageOf } from './stage.ts';
import type { StoryAlert } from './story-alert.ts';
import { Subjects } from './subjects.ts';
import type { AlertSubjects } from './subjects.ts';
import type { Tie } from './tie.ts';

/** What is kept of a row that is no copy. */
interface Original {
  readonly row: number;
  readonly stage: number;
  /** The original before it in a series of the same, -1 for none. */
  readonly repeats: number;
  readonly links: readonly Link[];
}

/** A row that was added before, with its clues. */
export interface ReadRow {
  readonly row: number;
  readonly clues: AlertClues;
}

/** Rows are numbered over all pages, from 0. */
export class AlertCorrelation {
  readonly #correlator = new Correlator();
  readonly #subjects: Subjects;
  readonly #duplicates = new Duplicates();
  /** By row: the row it is a copy of, or itself. */
  readonly #canonicalRows: number[] = [];
  /** By row: its number in the correlator, -1 for copies. */
  readonly #originalByRow: number[] = [];
  readonly #originals: Original[] = [];
  /** By row: nodes of the machines that it names. */
  readonly #machineNodes = new IntLists();

  /** `told` is what people said of pairs of machines. */
  constructor(told: readonly ToldPair[] = []) {
    this.#subjects = new Subjects((from, to) => {
      this.#correlator.renameKey(from, to);
    }, told);
  }

  get rowCount(): number {
    return this.#canonicalRows.length;
  }

  /** Returns the machine's node. Devices come before assets, and both before alerts. */
  addDevice(row: InventoryRow, publicAddresses: readonly string[]): number {
    for (const address of publicAddresses) this.#subjects.addEgressAddress(address);
    return this.#subjects.addDevice(row);
  }

  addAsset(row: InventoryRow, publicAddresses: readonly string[]): number {
    for (const address of publicAddresses) this.#subjects.addEgressAddress(address);
    return this.#subjects.addAsset(row);
  }

  addPage(page: readonly AlertClues[]): void {
    const first = this.rowCount;
    const byTime = orderOf(page, ({ at }) => at);
    const subjects = new Map<AlertClues, AlertSubjects>();
    const alertsByTime = byTime.map((index) => page[index]).filter((one) => one !== undefined);
    this.#subjects.read(alertsByTime).forEach((one, index) => {
      const alert = alertsByTime[index];
      if (alert !== undefined) subjects.set(alert, one);
    });
    for (const alert of page) {
      this.#canonicalRows.push(-1);
      this.#originalByRow.push(-1);
      this.#machineNodes.push(subjects.get(alert)?.machineNodes ?? []);
    }
    for (const index of orderOf(page, ({ createdAt }) => createdAt)) {
      const alert = page[index];
      const keys = alert === undefined ? undefined : subjects.get(alert)?.keys;
      if (alert === undefined || keys === undefined) continue;
      this.#canonicalRows[first + index] = this.#duplicates.add(first + index, alert, keys);
    }
    for (const index of byTime) {
      const alert = page[index];
      const found = alert === undefined ? undefined : subjects.get(alert);
      if (alert === undefined || found === undefined) continue;
      if (this.#canonicalRows[first + index] === first + index) {
        this.#addOriginal(first + index, alert, found);
      }
    }
  }

  canonicalRowOf(row: number): number {
    return this.#canonicalRows[row] ?? row;
  }

  /** Equal for rows of one story; a lone alert that keeps coming back is with the others of its series. */
  clusterOf(row: number): number {
    let original = this.#originalOf(row);
    for (;;) {
      const earlier = this.#originals[original]?.repeats ?? -1;
      if (earlier < 0 || !this.#isAlone(original) || !this.#isAlone(earlier)) break;
      original = earlier;
    }
    return this.#correlator.clusters.of(original);
  }

  /** Why a row is where it is; `alert` of each is a row. */
  reasonsOf(row: number): readonly LinkReason[] {
    const original = this.#originals[this.#originalByRow[row] ?? -1];
    if (original === undefined) return [];
    const reasons = original.links.map((link) => {
      const other = this.#originals[link.to];
      const reason = reasonOf(link, original.stage > (other?.stage ?? original.stage));
      return { ...reason, alert: other?.row ?? -1 };
    });
    const earlier = this.#originals[original.repeats];
    if (reasons.length > 0 || earlier === undefined) return reasons;
    return [{ alert: earlier.row, reasons: ['repeatedAlertOccurrence'], ties: [], score: 0 }];
  }

  /** The machines that a row names, as the alert's clues order them; equal numbers are one machine. */
  machinesOf(row: number): readonly number[] {
    return Array.from(this.#machineNodes.list(row), (node) => this.machineOf(node));
  }

  machineOf(node: number): number {
    return this.#subjects.machines.machineOf(node);
  }

  /**
   * Two sets of rows as stories of their own, by what is known now. Rows that are copies are left out, and
   * those that both have; `clues` are read from the row's alert once more.
   */
  compare(first: readonly ReadRow[], second: readonly ReadRow[]): Comparison {
    const rows = [...first, ...second].toSorted((a, b) => a.clues.at - b.clues.at);
    const subjects = this.#subjects.read(rows.map(({ clues }) => clues));
    const tiesByRow = new Map(rows.map(({ row }, index) => [row, subjects[index]?.ties ?? []]));
    const both = new Set(second.map(({ row }) => row));
    const [own, others] = [first.filter(({ row }) => !both.has(row)), second].map((read) =>
      read.flatMap((one) => this.#storyAlerts(one, tiesByRow.get(one.row) ?? [])),
    );
    const originals = rows.map(({ row }) => this.#originalOf(row)).filter((one) => one >= 0);
    const leftOut = new Set(originals.map((one) => this.#correlator.clusters.of(one)));
    return compareStories(own ?? [], others ?? [], ({ key }, at) =>
      this.#correlator.crowd(key, at, leftOut),
    );
  }

  #storyAlerts({ row, clues }: ReadRow, ties: readonly Tie[]): readonly StoryAlert[] {
    const original = this.#originals[this.#originalByRow[row] ?? -1];
    if (original === undefined) return [];
    const isRecurring = original.repeats >= 0;
    return [{ ...tiedAlert(clues, ties), alert: row, isRecurring }];
  }

  #addOriginal(row: number, alert: AlertClues, { ties }: AlertSubjects): void {
    const tied = tiedAlert(alert, ties);
    const { alert: number, links, repeats } = this.#correlator.add(tied);
    this.#originalByRow[row] = number;
    this.#originals.push({ row, stage: tied.stage, repeats, links });
  }

  #originalOf(row: number): number {
    return this.#originalByRow[this.canonicalRowOf(row)] ?? -1;
  }

  #isAlone(original: number): boolean {
    return this.#correlator.clusters.sizeOf(original) === 1;
  }
}

function tiedAlert(clues: AlertClues, ties: readonly Tie[]): TiedAlert {
  const { at, category, techniques, detector } = clues;
  return { at, stage: stageOf(category), detector, what: `${category} ${techniques.join()}`, ties };
}

/** Indices by time, and by what identifies the alerts where that is equal. */
function orderOf(page: readonly AlertClues[], timeOf: (alert: AlertClues) => number): number[] {
  const key = ({ tenant, id, providerAlertId, product }: AlertClues) =>
    `${tenant} ${providerAlertId} ${id} ${product}`;
  const times = page.map(timeOf);
  return page
    .map((_, index) => index)
    .sort((a, b) => {
      const apart = (times[a] ?? 0) - (times[b] ?? 0);
      if (apart !== 0) return apart;
      const [first, second] = [page[a], page[b]];
      if (first === undefined || second === undefined) return 0;
      const [own, other] = [key(first), key(second)];
      return own < other ? -1 : Number(own > other);
    });
}
