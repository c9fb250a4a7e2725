import { mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../shared/contract/shell.ts';
import { isSettings, openSettings, settingsFrom } from './settings.ts';

it('keeps each valid setting and falls back for each other one', () => {
  expect(settingsFrom({ theme: 'dark', density: 'huge', queueDays: 30, unknown: 1 })).toEqual({
    ...defaultSettings,
    theme: 'dark',
    queueDays: 30,
  });
  expect(settingsFrom('text')).toEqual(defaultSettings);
  expect(isSettings({ ...defaultSettings, theme: 'neon' })).toBe(false);
  expect(isSettings(defaultSettings)).toBe(true);
});

it('keeps filter sets over a restart, with what another version says in them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearpane-settings-'));
  const filterSets = [{ name: 'Newer', link: 'clearpane://incidents?v=1&owningTeam=SOC' }];
  await (await openSettings(folder)).write({ ...defaultSettings, filterSets });
  expect((await openSettings(folder)).read()).toEqual({ ...defaultSettings, filterSets });
  rmSync(folder, { recursive: true });
});

it('keeps the order of columns, with those of another version', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearpane-settings-'));
  const columns = { incidents: [{ id: 'dueOn', isShown: false, width: 120 }], alerts: [] };
  await (await openSettings(folder)).write({ ...defaultSettings, columns });
  expect((await openSettings(folder)).read()).toEqual({ ...defaultSettings, columns });
  rmSync(folder, { recursive: true });
});

it('survives a restart, and a file that is not JSON', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearpane-settings-'));
  const settings = await openSettings(folder);
  const changes = [settings.write({ ...defaultSettings, theme: 'light' })];
  changes.push(settings.write({ ...defaultSettings, theme: 'dark' }));
  await Promise.all(changes);
  expect((await openSettings(folder)).read()).toEqual({ ...defaultSettings, theme: 'dark' });
  writeFileSync(join(folder, 'settings.json'), '{');
  expect((await openSettings(folder)).read()).toEqual(defaultSettings);
  rmSync(folder, { recursive: true });
});

it('writes again after the disk has refused it once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clearpane-settings-'));
  const settings = await openSettings(folder);
  // A folder of that name is in the way.
  mkdirSync(join(folder, 'settings.json.new'));
  await expect(settings.write({ ...defaultSettings, theme: 'light' })).rejects.toThrow('EISDIR');
  rmdirSync(join(folder, 'settings.json.new'));
  await settings.write({ ...defaultSettings, theme: 'dark' });
  expect((await openSettings(folder)).read()).toEqual({ ...defaultSettings, theme: 'dark' });
  rmSync(folder, { recursive: true });
});
