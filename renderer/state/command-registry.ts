// Which commands can be carried out now: what is on screen offers its own, and what came last is asked.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { CommandId } from './commands.ts';

export interface CommandRegistry {
  /** The newest offer of each command is its last. */
  readonly offers: ReadonlyMap<CommandId, readonly (() => void)[]>;
  /** Returns how to take the offer back. */
  offer(id: CommandId, run: () => void): () => void;
  /** Whether anybody carried it out. */
  run(id: CommandId): boolean;
}

export type CommandRegistryStore = StoreApi<CommandRegistry>;

export function createCommandRegistry(): CommandRegistryStore {
  return createStore<CommandRegistry>()((set, get) => ({
    offers: new Map(),
    offer(id, run) {
      const others = (): readonly (() => void)[] => get().offers.get(id) ?? [];
      set({ offers: new Map(get().offers).set(id, [...others(), run]) });
      return () => {
        const left = others().filter((one) => one !== run);
        const offers = new Map(get().offers);
        if (left.length === 0) offers.delete(id);
        else offers.set(id, left);
        set({ offers });
      };
    },
    run(id) {
      const run = get().offers.get(id)?.at(-1);
      run?.();
      return run !== undefined;
    },
  }));
}
