// The distinct lists of small integers of a column, each known by a number; list 0 is the empty one.
// All items lie in one array: a million lists as objects of their own would take 230 MB.
import { int32s, uint32s, withRoom } from './growing.ts';

export interface ListBlock {
  readonly kind: 'lists';
  /** Where each list ends in `items`. */
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly items: Int32Array<ArrayBuffer>;
}

export class DistinctLists {
  #items = int32s(0);
  #ends = uint32s(64);
  #count = 1;
  /** Open addressing by hash; a slot holds a list's number, 0 is free. Rebuilt when needed. */
  #slots = int32s(0);

  get count(): number {
    return this.#count;
  }

  list(number: number): Int32Array {
    if (number < 0 || number >= this.#count)
      throw new RangeError(`no list has the number ${number}`);
    return this.#items.subarray(this.#start(number), this.#ends[number]);
  }

  /** All lists at once, list n ending at `ends[n]` in `items`. Valid until the next write. */
  layout(): { readonly ends: Uint32Array; readonly items: Int32Array } {
    return { ends: this.#ends, items: this.#items };
  }

  intern(list: Int32Array): number {
    if (list.length === 0) return 0;
    if (this.#count * 2 > this.#slots.length) this.#makeSlots(this.#count * 4);
    const mask = this.#slots.length - 1;
    let slot = hash(list) & mask;
    for (let number = this.#slots[slot] ?? 0; number !== 0; number = this.#slots[slot] ?? 0) {
      if (this.#equals(number, list)) return number;
      slot = (slot + 1) & mask;
    }
    const number = this.#append(list);
    this.#slots[slot] = number;
    return number;
  }

  /** The lists from this number up to the other. */
  pack(first: number, end = this.#count): ListBlock {
    const base = this.#start(first);
    return {
      kind: 'lists',
      ends: this.#ends.slice(first, end).map((place) => place - base),
      items: this.#items.slice(base, this.#ends[end - 1]),
    };
  }

  /** Takes lists that were packed, as the next numbers. */
  adopt({ ends, items }: ListBlock): void {
    const base = this.#ends[this.#count - 1] ?? 0;
    this.#items = withRoom(this.#items, base + items.length, int32s);
    this.#items.set(items, base);
    this.#ends = withRoom(this.#ends, this.#count + ends.length, uint32s);
    this.#ends.set(
      ends.map((end) => end + base),
      this.#count,
    );
    this.#count += ends.length;
    this.#slots = int32s(0);
  }

  #start(number: number): number {
    return number === 0 ? 0 : (this.#ends[number - 1] ?? 0);
  }

  #append(list: Int32Array): number {
    const number = this.#count++;
    const start = this.#start(number);
    this.#items = withRoom(this.#items, start + list.length, int32s);
    this.#items.set(list, start);
    this.#ends = withRoom(this.#ends, number + 1, uint32s);
    this.#ends[number] = start + list.length;
    return number;
  }

  #equals(number: number, list: Int32Array): boolean {
    const start = this.#start(number);
    if ((this.#ends[number] ?? 0) - start !== list.length) return false;
    for (let index = 0; index < list.length; index++) {
      if (this.#items[start + index] !== list[index]) return false;
    }
    return true;
  }

  #makeSlots(wanted: number): void {
    const slots = int32s(2 ** Math.ceil(Math.log2(Math.max(wanted, 64))));
    const mask = slots.length - 1;
    for (let number = 1; number < this.#count; number++) {
      let slot = hash(this.list(number)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.#slots = slots;
  }
}

function hash(list: Int32Array): number {
  let state = list.length;
  for (let index = 0; index < list.length; index++) {
    state = Math.imul(state ^ (list[index] ?? 0), 0x9e3779b1);
    state ^= state >>> 15;
  }
  return state;
}
