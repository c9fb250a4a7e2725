import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { failureIn } from '../../shared/failure.ts';
import { createFilterSetHandlers } from './filter-set-calls.ts';

const sets = [{ name: 'High', link: 'clearpane://incidents?v=1&severity=high' }];

function inFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'clearpane-sets-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'sets.json');
  const handlers = createFilterSetHandlers({
    saveText: async (_name, text) => {
      writeFileSync(path, text);
      return path;
    },
    choosePaths: async () => [path],
  });
  return { path, handlers };
}

it('writes sets to the file that was named, and reads them from it', async () => {
  const { path, handlers } = inFolder();
  expect(await handlers['filterSets.save']({ sets })).toBe(path);
  expect(readFileSync(path, 'utf8')).toContain('"name": "High"');
  expect(await handlers['filterSets.choose'](null)).toEqual({ ok: true, sets, leftOut: 0 });
});

it('says what is wrong with a file', async () => {
  const { path, handlers } = inFolder();
  writeFileSync(path, Buffer.alloc(6_000_000, 'x'));
  expect(await handlers['filterSets.choose'](null)).toMatchObject({ ok: false });
  rmSync(path);
  const error: unknown = await handlers['filterSets.choose'](null).catch(
    (thrown: unknown) => thrown,
  );
  expect(failureIn(error)).toMatchObject({ kind: 'storage', place: path });
});
