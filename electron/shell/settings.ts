// The person's settings, kept in the profile; values of another version fall back one by one.
import { join } from 'node:path';
import { defaultSettings } from '../../shared/contract/shell.ts';
import type { Settings } from '../../shared/contract/shell.ts';
import { isMergeRules } from '../../shared/grouping/merge-vetoes.ts';
import { isColumnLayouts } from '../../shared/queue/column-layout.ts';
import { isCriticalityRules } from '../../shared/priority/criticality-rule.ts';
import { isFilterSets } from '../../shared/queue/filter-set.ts';
import { isKeyBindings } from '../../shared/key-bindings.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

type Check = (value: unknown) => boolean;

const checks: { readonly [K in keyof Settings]: Check } = {
  theme: oneOf('system', 'light', 'dark', 'contrast'),
  density: oneOf('compact', 'standard', 'comfortable'),
  timeZone: oneOf('local', 'utc'),
  queueDays: oneOf(1, 3, 7, 30, 180),
  requestShare: oneOf(100, 50, 25, 10),
  keepsInformational: oneOf(false, true),
  defenderForCloudOffSince: (value) => value === null || Number.isSafeInteger(value),
  filterSets: isFilterSets,
  columns: isColumnLayouts,
  keyBindings: isKeyBindings,
  assetCriticality: isCriticalityRules,
  showsHistogram: oneOf(false, true),
  mergeRules: isMergeRules,
};

export function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && validEntries(value).length === names.length;
}

/** Every setting that is valid in `value`, the default for every other. */
export function settingsFrom(value: unknown): Settings {
  const found = typeof value === 'object' && value !== null ? value : {};
  return { ...defaultSettings, ...Object.fromEntries(validEntries(found)) };
}

function oneOf<T extends Settings[keyof Settings]>(...values: readonly T[]): Check {
  return (value) => (values as readonly unknown[]).includes(value);
}

const names = Object.keys(checks) as (keyof Settings)[];

function validEntries(found: object): readonly (readonly [string, unknown])[] {
  return names
    .map((name) => [name, (found as Record<string, unknown>)[name]] as const)
    .filter(([name, value]) => checks[name](value));
}

/** Sources read other alerts than before. */
export function areOtherAlertsWanted(before: Settings, after: Settings): boolean {
  return (
    before.keepsInformational !== after.keepsInformational ||
    before.defenderForCloudOffSince !== after.defenderForCloudOffSince
  );
}

export interface SettingsStore {
  read(): Settings;
  /** Resolves when the file is on disk. */
  write(settings: Settings): Promise<void>;
}

export async function openSettings(profileFolder: string): Promise<SettingsStore> {
  const path = join(profileFolder, 'settings.json');
  let current = settingsFrom(await readJsonFile(path).catch(() => null));
  let lastWrite = Promise.resolve();
  return {
    read: () => current,
    write(settings) {
      current = settings;
      const write = lastWrite.then(() => writeJsonFile(path, settings));
      // One that the disk refused does not keep those after it from being written.
      lastWrite = write.catch(() => undefined);
      return write;
    },
  };
}
