// The person's settings, kept in the profile; values of another version fall back one by one.
import { join } from 'node:path';
import { defaultSettings } from '../../shared/contract/shell.ts';
import type { Settings } from '../../shared/contract/shell.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const allowed = {
  theme: ['system', 'light', 'dark', 'contrast'],
  density: ['compact', 'standard', 'comfortable'],
  timeZone: ['local', 'utc'],
  queueDays: [1, 3, 7, 30, 180],
  requestShare: [100, 50, 25, 10],
  keepsInformational: [false, true],
} as const satisfies { readonly [K in keyof Settings]: readonly Settings[K][] };

export function isSettings(value: unknown): value is Settings {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(allowed).every(([name, values]) =>
    (values as readonly unknown[]).includes((value as Record<string, unknown>)[name]),
  );
}

/** Every setting that is valid in `value`, the default for every other. */
export function settingsFrom(value: unknown): Settings {
  const found = typeof value === 'object' && value !== null ? value : {};
  const kept = Object.entries(allowed).filter(([name, values]) =>
    (values as readonly unknown[]).includes((found as Record<string, unknown>)[name]),
  );
  return {
    ...defaultSettings,
    ...Object.fromEntries(kept.map(([name]) => [name, (found as Record<string, unknown>)[name]])),
  };
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
      lastWrite = lastWrite.then(() => writeJsonFile(path, settings));
      return lastWrite;
    },
  };
}
