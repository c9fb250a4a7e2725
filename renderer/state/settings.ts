// The person's settings as main keeps them; a change shows at once and is taken back if it cannot be kept.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Settings, ShellBridge } from '../../shared/contract/shell.ts';
import type { Failure } from '../../shared/failure.ts';

export interface SettingsState {
  readonly settings: Settings;
  /** Why the last change could not be kept. */
  readonly failure: Failure | null;
  change(change: Partial<Settings>): Promise<void>;
}

export type SettingsStore = StoreApi<SettingsState>;

export function createSettings(bridge: ShellBridge, initial: Settings): SettingsStore {
  const store = createStore<SettingsState>()((set, get) => ({
    settings: initial,
    failure: null,
    change: async (change) => {
      const before = get().settings;
      const settings = { ...before, ...change };
      set({ settings, failure: null });
      const result = await bridge.call('settings.write', settings);
      if (!result.ok) set({ settings: before, failure: result.failure });
    },
  }));
  bridge.on('settings.changed', (settings) => store.setState({ settings }));
  return store;
}
