// The priority score of every incident, kept up to date incident by incident. The score is a sum of
// factors that do not depend on one another, so that most of it is worked out once for all incidents
// with the same words; the reasons are told for one incident at a time.
import type { PriorityFacts } from '../../../shared/priority/priority-facts.ts';
import { priorityScore } from '../../../shared/priority/priority-score.ts';
import type { PriorityScore } from '../../../shared/priority/priority-score.ts';
import { NumberColumn } from '../../../shared/table/number-column.ts';
import { CRITICALITY_POINTS } from '../../../shared/priority/priority-weights.ts';
import type { Criticality } from '../../../shared/priority/priority-weights.ts';
import type { CriticalAsset } from '../../../shared/priority/priority-facts.ts';
import { higher } from '../../../shared/priority/criticality-rule.ts';
import { AlertTypes } from './alert-types.ts';
import type { StoreMemory } from './store-memory.ts';

/** What the service tags as `Critical asset` without saying how critical it is. */
const SERVICE_LEVEL: Criticality = 'high';

const NO_FACTS: PriorityFacts = {
  severity: '',
  categories: [],
  tags: [],
  threats: [],
  alertTypes: [],
  criticalAssets: [],
};

export class PriorityScores {
  /** By incident row, 0 to 100. */
  readonly score = new NumberColumn();
  readonly #memory: StoreMemory;
  readonly #types: AlertTypes;
  /** By the numbers of the lists that the words of an incident are in. */
  readonly #pointsByWords = new Map<string, number>();

  constructor(memory: StoreMemory) {
    this.#memory = memory;
    this.#types = new AlertTypes(memory.sightings.table);
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
    return this.#rescore(new Set([...touched, ...this.#types.settle()]));
  }

  /** After the levels of assets have changed; returns the incidents whose score is another now. */
  rescoreAll(): ReadonlySet<number> {
    return this.#rescore(this.#allRows());
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

  /** With its reasons. */
  explain(row: number): PriorityScore {
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
