// The priority score of every incident, kept up to date incident by incident. The score is a sum of
// factors that do not depend on one another, so that most of it is worked out once for all incidents
// with the same words; the reasons are told for one incident at a time.
import type { PriorityFacts } from '../../../shared/priority/priority-facts.ts';
import { priorityScore } from '../../../shared/priority/priority-score.ts';
import type { PriorityScore } from '../../../shared/priority/priority-score.ts';
import type { WriteStamp } from '../../../shared/table/chunks.ts';
import { NumberColumn } from '../../../shared/table/number-column.ts';
import { CRITICALITY_POINTS } from '../../../shared/priority/priority-weights.ts';
import type { Criticality } from '../../../shared/priority/priority-weights.ts';
import type { CriticalAsset } from '../../../shared/priority/priority-facts.ts';
import { higher } from '../../../shared/priority/criticality-rule.ts';
import { AlertTypes } from './alert-types.ts';
import type { StoreMemory } from './store-memory.ts';

/** What the service tags as `Critical asset` without saying how critical it is. */
const SERVICE_LEVEL: Criticality = 'high';

/** Alerts and incidents whose scores nobody waits for. */
const AT_ONCE = 20_000;
/** Rows that are counted, and incidents that are scored, in one go. */
const PIECE = 1_024;
const SCORED_PIECE = 64;

const NO_FACTS: PriorityFacts = {
  severity: '',
  categories: [],
  tags: [],
  threats: [],
  alertTypes: [],
  criticalAssets: [],
};

export class PriorityScores {
  /** By incident row, 0 to 100; null until it is worked out. */
  readonly score: NumberColumn;
  readonly #memory: StoreMemory;
  readonly #types: AlertTypes;
  readonly #atOnce: number;
  /** By the numbers of the lists that the words of an incident are in. */
  readonly #pointsByWords = new Map<string, number>();
  /** What is left to do since the store was opened; null once all is done. */
  #work: Generator<void> | null = null;
  /** Types of alerts are counted, so that any incident can be scored. */
  #isCounted = true;
  readonly #changed = new Set<number>();
  /** Incidents that changed meanwhile. */
  readonly #late = new Set<number>();

  /** Scores are saved with what has the same stamp. */
  constructor(memory: StoreMemory, atOnce = AT_ONCE, stamp?: WriteStamp) {
    this.score = new NumberColumn(stamp);
    this.#memory = memory;
    this.#atOnce = atOnce;
    this.#types = new AlertTypes(memory.sightings.table);
  }

  /** The store was opened. A large one is worked out by `advance`, so that its first rows do not wait. */
  begin(): void {
    this.#extend();
    this.#isCounted = false;
    this.#work = this.#workOut();
    this.#advanceWhereSmall();
  }

  #advanceWhereSmall(): void {
    const { sightings, incidents } = this.#memory;
    if (sightings.rowCount + incidents.rowCount > this.#atOnce) return;
    while (this.#work?.next().done === false);
    this.#work = null;
  }

  /** Works on until it is time to stop. Returns the incidents that have scores now, once all have. */
  advance(isTime: () => boolean): ReadonlySet<number> | null {
    while (this.#work !== null) {
      if (this.#work.next().done === true) this.#work = null;
      else if (isTime()) return null;
    }
    const changed = new Set(this.#changed);
    this.#changed.clear();
    return changed;
  }

  *#workOut(): Generator<void> {
    const { folds, sightings, incidents } = this.#memory;
    for (let row = 0; row < sightings.rowCount; row++) {
      this.#types.countAlert(row, folds.leadingRow(row) === row);
      if (row % PIECE === PIECE - 1) yield;
    }
    for (let row = 0; row < incidents.rowCount; row++) {
      this.#types.countIncident(row, this.#alertRows(row));
      if (row % PIECE === PIECE - 1) yield;
    }
    yield* this.#types.settleAll();
    this.#isCounted = true;
    yield* this.#workOutScores();
  }

  *#workOutScores(): Generator<void> {
    const { incidents } = this.#memory;
    this.#memory.criticality.settle();
    for (let first = 0; first < incidents.rowCount; first += SCORED_PIECE) {
      const rows = Math.min(SCORED_PIECE, incidents.rowCount - first);
      this.#noteScores(Array.from({ length: rows }, (_, at) => first + at));
      yield;
    }
    this.#noteScores([...this.#late, ...this.#types.settle()]);
    this.#late.clear();
  }

  #noteScores(rows: Iterable<number>): void {
    for (const row of this.#rescore(rows)) this.#changed.add(row);
  }

  /** Rows without a score have null. */
  #extend(): void {
    const { rowCount } = this.#memory.incidents;
    while (this.score.length < rowCount) this.score.set(this.score.length, null);
  }

  /**
   * To be called after all totals are up to date. `alertRows` are the alerts that may look different, and
   * `incidentRows` the incidents; returns those whose score is another now.
   */
  update(alertRows: Iterable<number>, incidentRows: Iterable<number>): ReadonlySet<number> {
    const { folds } = this.#memory;
    for (const row of alertRows) this.#types.countAlert(row, folds.leadingRow(row) === row);
    const touched = new Set(this.#memory.criticality.settle() ? this.#allRows() : incidentRows);
    for (const row of touched) {
      this.#types.countIncident(row, this.#alertRows(row));
    }
    this.#extend();
    if (this.#work !== null) {
      for (const row of touched) this.#late.add(row);
      return new Set();
    }
    return this.#rescore(new Set([...touched, ...this.#types.settle()]));
  }

  /** After the levels of assets have changed: as `begin`, and former scores stand until then. */
  beginAnew(): void {
    // What is under way has not come to the scores, or comes to all of them again.
    this.#work = this.#work === null || this.#isCounted ? this.#workOutScores() : this.#work;
    this.#advanceWhereSmall();
  }

  #alertRows(row: number): readonly number[] {
    const key = this.#memory.incidents.table.columns.key.value(row) ?? '';
    return this.#memory.alertRows(key);
  }

  #allRows(): Iterable<number> {
    return Array.from({ length: this.#memory.incidents.rowCount }, (_, row) => row);
  }

  #rescore(rows: Iterable<number>): ReadonlySet<number> {
    const changed = new Set<number>();
    for (const row of rows) {
      const score = this.#wordPoints(row) + this.#types.points(row) + this.#criticalPoints(row);
      if (score === this.score.value(row)) continue;
      this.score.set(row, score);
      changed.add(row);
    }
    return changed;
  }

  /** With its reasons; null until it is worked out. */
  explain(row: number): PriorityScore | null {
    if (!this.#isCounted) return null;
    return priorityScore({
      ...this.#words(row),
      alertTypes: this.#types.records(row, this.#alertRows(row)),
      criticalAssets: this.#criticalAssets(row),
    });
  }

  #criticalPoints(row: number): number {
    const { criticality, totals } = this.#memory;
    const marked = criticality.highest(totals.lists.assets.itemCodes(row));
    const highest = this.#isTaggedCritical(row) ? higher(marked, SERVICE_LEVEL) : marked;
    return highest === null ? 0 : CRITICALITY_POINTS[highest];
  }

  /** Each once. */
  #criticalAssets(row: number): readonly CriticalAsset[] {
    const { criticality, totals, assets } = this.#memory;
    const assetByKey = new Map<string, CriticalAsset>();
    for (const code of totals.lists.assets.itemCodes(row)) {
      const level = criticality.of(code);
      const { key, name } = assets.mention(code);
      if (level !== null) assetByKey.set(key, { name, criticality: level });
    }
    const tagged = this.#isTaggedCritical(row)
      ? [{ name: 'An asset that the service tagged', criticality: SERVICE_LEVEL }]
      : [];
    return [...assetByKey.values(), ...tagged];
  }

  #isTaggedCritical(row: number): boolean {
    const { tags } = this.#memory.incidents.table.columns;
    return tags.value(row).some((tag) => /^critical asset$/i.test(tag));
  }

  #wordPoints(row: number): number {
    const { incidents, totals } = this.#memory;
    const { severity, tags } = incidents.table.columns;
    const { categories, threats, actors } = totals.lists;
    const lists = [tags, categories, threats, actors].map(({ cells }) => cells.at(row));
    const name = `${severity.code(row)} ${lists.join(' ')}`;
    const known = this.#pointsByWords.get(name);
    if (known !== undefined) return known;
    const points = priorityScore(this.#words(row)).score;
    this.#pointsByWords.set(name, points);
    return points;
  }

  #words(row: number): PriorityFacts {
    const { incidents, totals } = this.#memory;
    const { severity, tags } = incidents.table.columns;
    const { categories, threats, actors } = totals.lists;
    return {
      ...NO_FACTS,
      severity: severity.value(row) ?? '',
      tags: tags.value(row),
      categories: categories.value(row),
      threats: [...new Set([...threats.value(row), ...actors.value(row)])],
    };
  }
}
