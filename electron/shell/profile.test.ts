import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openProfile } from './profile.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'clearpane-profile-'));

it('stamps a new folder and opens it again', () => {
  const made = join(folder(), 'deep', 'profile');
  expect(openProfile(made, '0.1.0')).toBeNull();
  expect(openProfile(made, '0.2.0')).toBeNull();
  expect(readdirSync(made)).toEqual(['clearpane-profile.json']);
});

it('refuses a profile of a newer version and leaves every byte of it', () => {
  const made = folder();
  const stamp = '{"format":99,"appVersion":"9.0.0","future":true}';
  writeFileSync(join(made, 'clearpane-profile.json'), stamp);
  expect(openProfile(made, '0.1.0')).toEqual({
    kind: 'storage',
    summary: 'This profile was made by a newer Clearpane (9.0.0) and was left untouched.',
    action: 'Update Clearpane to 9.0.0 or newer, or start with another profile folder (--profile).',
    place: made,
  });
  expect(readFileSync(join(made, 'clearpane-profile.json'), 'utf8')).toBe(stamp);
  expect(readdirSync(made)).toEqual(['clearpane-profile.json']);
});

it('stamps again after a crash in the middle of stamping', () => {
  const made = folder();
  writeFileSync(join(made, 'clearpane-profile.json'), '{"form');
  expect(openProfile(made, '0.1.0')).toBeNull();
  expect(JSON.parse(readFileSync(join(made, 'clearpane-profile.json'), 'utf8'))).toEqual({
    format: 1,
    appVersion: '0.1.0',
  });
});
