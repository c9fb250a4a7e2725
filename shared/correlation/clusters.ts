// Clusters of alerts as sets that only grow together, and what is known of each as a whole.
import { int32s, withRoom } from '../table/growing.ts';
import { MAX_VARIETY } from './link-score.ts';
import type { ClusterFacts } from './link-score.ts';

export class Clusters {
  #count = 0;
  #parents = int32s(0);
  #sizes = int32s(0);
  #stages = int32s(0);
  /** `MAX_VARIETY` codes of detectors for each cluster, -1 for none. */
  #detectors = int32s(0);

  get count(): number {
    return this.#count;
  }

  /** A cluster of one; alerts are numbered in the order of these calls. `detector` is its code. */
  add(stage: number, detector: number): number {
    const alert = this.#count++;
    this.#parents = withRoom(this.#parents, this.#count, int32s);
    this.#sizes = withRoom(this.#sizes, this.#count, int32s);
    this.#stages = withRoom(this.#stages, this.#count, int32s);
    this.#detectors = withRoom(this.#detectors, this.#count * MAX_VARIETY, int32s);
    this.#parents[alert] = alert;
    this.#sizes[alert] = 1;
    this.#stages[alert] = stage;
    this.#detectors.fill(-1, alert * MAX_VARIETY, (alert + 1) * MAX_VARIETY);
    this.#detectors[alert * MAX_VARIETY] = detector;
    return alert;
  }

  /** Named by one of its alerts: equal for alerts of one cluster, until it is joined with another. */
  of(alert: number): number {
    const parents = this.#parents;
    let root = alert;
    while (parents[root] !== root) {
      const above = parents[root] ?? root;
      parents[root] = parents[above] ?? above;
      root = parents[root] ?? root;
    }
    return root;
  }

  sizeOf(alert: number): number {
    return this.#sizes[this.of(alert)] ?? 0;
  }

  facts(cluster: number): ClusterFacts {
    let variety = 0;
    for (let place = 0; place < MAX_VARIETY; place++) {
      if ((this.#detectors[cluster * MAX_VARIETY + place] ?? -1) >= 0) variety++;
    }
    return { stage: this.#stages[cluster] ?? 0, variety };
  }

  /** False where they were one already. */
  join(a: number, b: number): boolean {
    const [first, second] = [this.of(a), this.of(b)];
    if (first === second) return false;
    const firstSize = this.#sizes[first] ?? 0;
    const secondSize = this.#sizes[second] ?? 0;
    const isFirstRoot = firstSize > secondSize || (firstSize === secondSize && first < second);
    const [root, child] = isFirstRoot ? [first, second] : [second, first];
    this.#parents[child] = root;
    this.#sizes[root] = firstSize + secondSize;
    this.#stages[root] = Math.max(this.#stages[root] ?? 0, this.#stages[child] ?? 0);
    for (let place = 0; place < MAX_VARIETY; place++) {
      this.#addDetector(root, this.#detectors[child * MAX_VARIETY + place] ?? -1);
    }
    return true;
  }

  #addDetector(cluster: number, detector: number): void {
    if (detector < 0) return;
    for (let place = cluster * MAX_VARIETY; place < (cluster + 1) * MAX_VARIETY; place++) {
      if (this.#detectors[place] === detector) return;
      if (this.#detectors[place] !== -1) continue;
      this.#detectors[place] = detector;
      return;
    }
  }
}
