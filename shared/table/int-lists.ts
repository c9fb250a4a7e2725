// Lists of numbers that are only ever appended, four bytes a number and four a list.
import { int32s, withRoom } from './growing.ts';

export class IntLists {
  #values = int32s(0);
  /** Where each list ends. */
  #ends = int32s(0);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Lists count from 0 in the order of these calls. */
  push(list: readonly number[]): void {
    const start = this.#startOf(this.#count);
    const end = start + list.length;
    this.#values = withRoom(this.#values, end, int32s);
    this.#values.set(list, start);
    this.#ends = withRoom(this.#ends, this.#count + 1, int32s);
    this.#ends[this.#count++] = end;
  }

  /** A view, valid until the next `push`; empty where there is no such list. */
  list(index: number): Int32Array {
    if (index < 0 || index >= this.#count) return int32s(0);
    return this.#values.subarray(this.#startOf(index), this.#ends[index]);
  }

  #startOf(index: number): number {
    return this.#ends[index - 1] ?? 0;
  }
}
