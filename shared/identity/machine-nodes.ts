// Machines as sets of nodes that only grow together, and the ids that name them. What has different ids
// for life is never joined.
import { isLifelong, partsOf } from './instance-id.ts';
import type { InstanceId, InstanceIdKind } from './instance-id.ts';

export class MachineNodes {
  readonly #parents: number[] = [];
  /** Of roots: the lifelong ids, by kind. */
  readonly #ids: (Partial<Record<InstanceIdKind, string>> | null)[] = [];
  readonly #nodeByInstanceId = new Map<string, number>();
  readonly #joined: (kept: number, gone: number) => void;

  /** `joined` is told of each two machines that turn out to be one: the second is the first from then on. */
  constructor(joined: (kept: number, gone: number) => void) {
    this.#joined = joined;
  }

  /** A machine of its own. */
  add(): number {
    const node = this.#parents.length;
    this.#parents.push(node);
    this.#ids.push(null);
    return node;
  }

  /** Equal numbers mean the same machine. */
  machineOf(node: number): number {
    let root = node;
    while (this.#parents[root] !== root) root = this.#parents[root] ?? root;
    let step = node;
    while (step !== root) {
      const next = this.#parents[step] ?? root;
      this.#parents[step] = root;
      step = next;
    }
    return root;
  }

  /** The machine that all of these ids name, joined if they name several; null if none is known. */
  named(tenant: string, ids: readonly InstanceId[]): number | null {
    let node: number | null = null;
    for (const id of ids) {
      const known = this.#nodeByInstanceId.get(`${tenant} ${id}`);
      if (known === undefined) continue;
      if (node === null) {
        if (this.agrees(known, ids)) node = this.machineOf(known);
      } else node = this.union(node, known);
    }
    return node;
  }

  /** Has no id for life that one of these contradicts. */
  agrees(node: number, ids: readonly InstanceId[]): boolean {
    const own = this.#ids[this.machineOf(node)] ?? {};
    return ids.every((id) => {
      const { kind, value } = partsOf(id);
      return !isLifelong(kind) || own[kind] === undefined || own[kind] === value;
    });
  }

  /** Remembers that these ids name it, where they name nothing yet. Returns its machine. */
  name(tenant: string, node: number, ids: readonly InstanceId[]): number {
    const root = this.machineOf(node);
    for (const id of ids) {
      const { kind, value } = partsOf(id);
      const own = this.#ids[root] ?? {};
      if (isLifelong(kind) && own[kind] === undefined) {
        this.#ids[root] = { ...own, [kind]: value };
      }
      const key = `${tenant} ${id}`;
      if (!this.#nodeByInstanceId.has(key)) this.#nodeByInstanceId.set(key, root);
    }
    return root;
  }

  /** Returns the machine of both, or of the first where their ids contradict. */
  union(a: number, b: number): number {
    const first = this.machineOf(a);
    const second = this.machineOf(b);
    if (first === second) return first;
    const ids = { ...this.#ids[first] };
    const others = Object.entries(this.#ids[second] ?? {}) as [InstanceIdKind, string][];
    for (const [kind, other] of others) {
      if (ids[kind] !== undefined && ids[kind] !== other) return first;
      ids[kind] = other;
    }
    const root = Math.min(first, second);
    const gone = Math.max(first, second);
    this.#parents[gone] = root;
    this.#ids[root] = ids;
    this.#joined(root, gone);
    return root;
  }
}
