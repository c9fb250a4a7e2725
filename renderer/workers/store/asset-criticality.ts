// How critical each asset is by the rules of the person, worked out once per asset and list of assets.
import { criticalityTest, higher } from '../../../shared/priority/criticality-rule.ts';
import type { CriticalityRule } from '../../../shared/priority/criticality-rule.ts';
import type { Criticality } from '../../../shared/priority/priority-weights.ts';
import type { TextDictionary } from '../../../shared/table/text-dictionary.ts';
import { AssetFactIndex } from './asset-facts.ts';
import type { AssetIndex } from './asset-mention.ts';

export class AssetCriticality {
  readonly #assets: AssetIndex;
  readonly #facts: AssetFactIndex;
  #rules: readonly CriticalityRule[] = [];
  #test = criticalityTest([]);
  /** Of the codes of assets that were asked for. */
  #byCode: (Criticality | null)[] = [];
  readonly #askedKeys = new Set<string>();

  constructor(assets: AssetIndex, facts: TextDictionary) {
    this.#assets = assets;
    this.#facts = new AssetFactIndex(facts);
  }

  setRules(rules: readonly CriticalityRule[]): void {
    this.#rules = rules;
    this.#test = criticalityTest(rules);
    this.#forget();
    this.settle();
  }

  #forget(): void {
    this.#byCode = [];
    this.#askedKeys.clear();
  }

  /** To be called after changes. Returns whether the levels of assets that were asked for may be others. */
  settle(): boolean {
    const dependsOnFacts = this.#rules.some(
      ({ subject }) => subject.kind === 'tag' || subject.kind === 'account',
    );
    if (!dependsOnFacts) return false;
    const isStale = [...this.#facts.settle()].some((key) => this.#askedKeys.has(key));
    if (isStale) this.#forget();
    return isStale;
  }

  /** Of an asset by its code; null for what no rule marks. */
  of(code: number): Criticality | null {
    if (this.#rules.length === 0) return null;
    const known = this.#byCode[code];
    if (known !== undefined) return known;
    const { key, name, resourceId } = this.#assets.named(code);
    const level = this.#test({ key, names: [name, ...resourceId], ...this.#facts.of(key) });
    this.#byCode[code] = level;
    this.#askedKeys.add(key);
    return level;
  }

  /** The highest of several assets. */
  highest(codes: Int32Array): Criticality | null {
    if (this.#rules.length === 0) return null;
    let highest: Criticality | null = null;
    for (const code of codes) {
      const level = this.of(code);
      if (level !== null) highest = higher(highest, level);
    }
    return highest;
  }
}
