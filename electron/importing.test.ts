import { appendFile, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportReport, ImportsState } from '../shared/contract/imports.ts';
import type { CommitOutcome, IngestPage } from '../shared/contract/store-ingest.ts';
import { FailureError } from '../shared/failure.ts';
import { zipFile } from './sources/files/zip-file.ts';
import { openImporting, type Importing, type ImportingParts } from './importing.ts';

let folder: string;
let importing: Importing | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearpane-importing-'));
});

afterEach(async () => {
  importing?.stop();
  importing = null;
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A store that counts each id once, as the data worker does, and may be slow or fail. */
class CountingStore {
  readonly ids = new Set<string>();
  commits = 0;
  beforeCommit: () => Promise<void> = async () => undefined;

  readonly call = async (name: string, argument: unknown): Promise<never> => {
    if (name === 'tenants.read') return [] as never;
    await this.beforeCommit();
    return this.#commit(argument as IngestPage) as never;
  };

  #commit(page: IngestPage): CommitOutcome {
    this.commits += 1;
    const ids = [...page.alerts, ...page.incidents].map(({ id }) => id);
    const fresh = ids.filter((id) => !this.ids.has(id));
    for (const id of fresh) this.ids.add(id);
    return { inserted: fresh.length, updated: 0, unchanged: ids.length - fresh.length };
  }
}

interface Opened {
  readonly importing: Importing;
  readonly store: CountingStore;
  /** Resolves with the first state that is as told. */
  until(isSo: (state: ImportsState) => boolean): Promise<ImportsState>;
}

async function open(parts: Partial<ImportingParts> = {}): Promise<Opened> {
  let state: ImportsState | null = null;
  const waiting = new Set<() => void>();
  const opened = await openImporting({
    profileFolder: join(folder, 'profile'),
    clock: { now: Date.now },
    keepsInformational: () => false,
    choosePaths: async () => [],
    saveText: async () => null,
    onState: (next) => {
      state = next;
      for (const look of waiting) look();
    },
    onBug: (error) => {
      throw error;
    },
    watchPace: { lookEveryMs: 10, stableAfterMs: 40 },
    ...parts,
  });
  importing = opened;
  const store = new CountingStore();
  opened.attachStore(store);
  return {
    importing: opened,
    store,
    until: (isSo) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (state === null || !isSo(state)) return;
          waiting.delete(look);
          resolve(state);
        };
        waiting.add(look);
        look();
      }),
  };
}

const alertLine = (id: string, more: object = {}): string =>
  JSON.stringify({ id, title: `Alert ${id}`, severity: 'high', evidence: [], ...more });

async function fileOf(name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, lines.join('\n'));
  return path;
}

const isRecognised = ({ job }: ImportsState): boolean => job?.stage.kind === 'recognised';
const hasReports =
  (count: number) =>
  ({ job, reports }: ImportsState): boolean =>
    job === null && reports.length === count;

async function importAll({ importing: desk, until }: Opened): Promise<ImportReport> {
  const { job, reports } = await until(isRecognised);
  await desk.handlers['imports.start']({ id: job?.id ?? '', tenantId: null });
  await until(hasReports(reports.length + 1));
  return desk.handlers['imports.report']({ id: job?.id ?? '' });
}

describe('what a person drops', { timeout: 30_000 }, () => {
  it('is looked at, imported on their word, and reported, also after a restart', async () => {
    const opened = await open();
    await mkdir(join(folder, 'exports', 'deep'), { recursive: true });
    await fileOf('exports/.hidden', [alertLine('hidden-1')]);
    await fileOf('exports/deep/b.ndjson', [alertLine('b1'), '{"id": "b2", ', alertLine('b3')]);
    await fileOf('exports/a.csv', ['Colour,Size', 'red,2']);
    opened.importing.offer([join(folder, 'exports')]);
    const { job } = await opened.until(isRecognised);
    expect(job).toMatchObject({
      name: 'exports',
      files: 2,
      stage: {
        filesOmitted: 0,
        texts: [
          { name: 'a.csv', refused: expect.stringContaining('no table of alerts or incidents') },
          { name: 'b.ndjson', formats: ['Microsoft Graph alerts'], alerts: 2, quarantined: 1 },
        ],
      },
    });
    expect(opened.store.commits).toBe(0);

    const report = await importAll(opened);
    expect(report).toMatchObject({
      name: 'exports',
      end: { kind: 'done' },
      sums: { texts: 2, refused: 1, alerts: 2, quarantined: 1 },
      stored: { inserted: 2, updated: 0, unchanged: 0 },
    });
    expect(report.texts[1]?.failures.map(({ line }) => line)).toEqual([2]);
    expect([...opened.store.ids]).toEqual(['b1', 'b3']);

    opened.importing.stop();
    const again = await open();
    const { reports } = await again.importing.handlers['imports.read'](null);
    expect(reports.map(({ id }) => id)).toEqual([report.id]);
    expect(await again.importing.handlers['imports.report']({ id: report.id })).toEqual(report);
  });

  it('may be cancelled: what is stored until then stays, and the report says so', async () => {
    const opened = await open();
    const lines = Array.from({ length: 2_000 }, (_, index) => alertLine(`alert-${index}`));
    opened.importing.offer([await fileOf('many.ndjson', lines)]);
    const { job } = await opened.until(isRecognised);
    const id = job?.id ?? '';
    const { handlers } = opened.importing;
    opened.store.beforeCommit = async () => {
      if (opened.store.commits === 1) await handlers['imports.cancel']({ id });
    };
    await handlers['imports.start']({ id, tenantId: null });
    await opened.until(hasReports(1));
    const report = await handlers['imports.report']({ id });
    expect(report.end).toEqual({ kind: 'cancelled' });
    expect(report.stored.inserted).toBe(opened.store.ids.size);
    expect(opened.store.ids.size).toBeGreaterThan(0);
    expect(opened.store.ids.size).toBeLessThan(2_000);
  });

  it('gives way to what is dropped next, but not while it is imported', async () => {
    const opened = await open();
    opened.importing.offer([await fileOf('a.ndjson', [alertLine('a')])]);
    await opened.until(isRecognised);
    opened.importing.offer([await fileOf('b.ndjson', [alertLine('b')])]);
    const { job } = await opened.until(
      (state) => isRecognised(state) && state.job?.name === 'b.ndjson',
    );
    opened.store.beforeCommit = async () => opened.importing.offer([join(folder, 'a.ndjson')]);
    const { handlers } = opened.importing;
    await handlers['imports.start']({ id: job?.id ?? '', tenantId: null });
    const { refusal } = await opened.until((state) => state.refusal !== null);
    expect(refusal?.failure.summary).toBe('An import is under way.');
    await opened.until(hasReports(1));
    expect([...opened.store.ids]).toEqual(['b']);
  });

  it('is told apart from what was made to break a reader, in preview and report alike', async () => {
    const opened = await open();
    const deep = `{"value":[${alertLine('ok-1')},{"id":"x","evidence":${'['.repeat(100_000)}`;
    const blanks = Buffer.alloc(34 * 2 ** 20, ' ');
    blanks.write('[');
    const bad = join(folder, 'bad');
    await mkdir(bad);
    const files: readonly (readonly [name: string, content: Buffer | string])[] = [
      ['a-deep.json', deep],
      ['b-bomb.zip', zipFile([{ name: 'blanks.json', content: blanks }])],
      ['c-utf16.ndjson', Buffer.from(`\uFEFF${alertLine('ok-2')}`, 'utf16le')],
      ['d-mixed.ndjson', Buffer.concat([Buffer.from(alertLine('ok-3')), Buffer.from([10, 0xff])])],
      ['e-other.csv', 'Colour,Size\nred,2'],
    ];
    for (const [name, content] of files) await writeFile(join(bad, name), content);
    opened.importing.offer([bad]);
    const { job } = await opened.until(isRecognised);
    const previewed = job?.stage.kind === 'recognised' ? job.stage.texts : [];
    const report = await importAll(opened);
    for (const texts of [previewed, report.texts]) {
      expect(
        texts.map(({ name, encoding, alerts, refused, failures }) => [
          name,
          encoding,
          alerts,
          refused,
          failures,
        ]),
      ).toEqual([
        ['a-deep.json', 'UTF-8', 1, null, [{ line: 1, reason: 'nested deeper than 512 levels' }]],
        [
          'b-bomb.zip:blanks.json',
          'UTF-8',
          0,
          expect.stringMatching(/^It unpacks to more than 200 times its size/),
          [],
        ],
        ['c-utf16.ndjson', 'UTF-16LE', 1, null, []],
        ['d-mixed.ndjson', 'UTF-8', 1, null, [{ line: 2, reason: 'not JSON' }]],
        ['e-other.csv', 'UTF-8', 0, expect.stringMatching(/^line 1: .* "Colour", "Size"$/), []],
      ]);
    }
    expect([...opened.store.ids]).toEqual(['ok-1', 'ok-2', 'ok-3']);
  });

  it('names a folder without files', async () => {
    const opened = await open();
    await mkdir(join(folder, 'empty'));
    opened.importing.offer([join(folder, 'empty')]);
    const { refusal, job } = await opened.until((state) => state.refusal !== null);
    expect([refusal?.failure.summary, job]).toEqual(['There is no file in it.', null]);
  });

  it('goes on with the next data worker where one dies, and twice is once', async () => {
    const opened = await open();
    const next = new CountingStore();
    opened.store.beforeCommit = async () => {
      setTimeout(() => opened.importing.attachStore(next), 20);
      throw new FailureError({ kind: 'storage', summary: 'The data process stopped.' });
    };
    opened.importing.offer([await fileOf('a.ndjson', [alertLine('a')])]);
    const report = await importAll(opened);
    expect(report.end).toEqual({ kind: 'done' });
    expect([...next.ids]).toEqual(['a']);
  });

  it('is exported as JSON and as a table', async () => {
    const saved: [string, string][] = [];
    const opened = await open({
      saveText: async (name, text) => {
        saved.push([name, text]);
        return name;
      },
    });
    const path = await fileOf('a.ndjson', [alertLine('=a1()', { description: 'x' }), '{']);
    opened.importing.offer([path]);
    const report = await importAll(opened);
    const { handlers } = opened.importing;
    await handlers['imports.saveReport']({ id: report.id, format: 'json' });
    await handlers['imports.saveReport']({ id: report.id, format: 'csv' });
    expect(saved.map(([name]) => name)).toEqual(['import-report.json', 'import-report.csv']);
    expect(JSON.parse(saved[0]?.[1] ?? '')).toEqual(report);
    const lines = (saved[1]?.[1] ?? '').split('\r\n');
    expect(lines[0]).toBe('\uFEFFKind,File,Line,ID,Title,What,Alerts,Incidents,Skipped');
    expect(lines[1]).toBe(`file,${path},,,,"Microsoft Graph alerts",1,0,0`);
    expect(lines[2]).toMatch(new RegExp(`^"failed line",${path},2,,,`));
    expect(lines[3]).toMatch(
      new RegExp(`^lacks,${path},,'=a1\\(\\),"Alert =a1\\(\\)","no status; `),
    );
  });
});

describe('a watched folder', { timeout: 30_000 }, () => {
  async function watch(): Promise<Opened & { readonly path: string }> {
    const path = join(folder, 'watched');
    await mkdir(path, { recursive: true });
    const opened = await open({ choosePaths: async () => [path] });
    await opened.importing.handlers['imports.watch'](null);
    return { ...opened, path };
  }

  const isIdle = ({ folders: [watched] }: ImportsState): boolean =>
    watched?.filesWaiting === 0 && !watched.isImporting;

  it('imports each file once it is whole, and leaves it where it is', async () => {
    const { importing: desk, store, until, path } = await watch();
    await fileOf('watched/a.ndjson', [alertLine('a1'), '']);
    for (let id = 2; id <= 6; id += 1) {
      await new Promise((resolve) => setTimeout(resolve, 15));
      await appendFile(join(path, 'a.ndjson'), `${alertLine(`a${id}`)}\n`);
      expect(store.ids.size).toBe(0);
    }
    await until((state) => isIdle(state) && state.folders[0]?.filesDone === 1);
    expect(store.ids.size).toBe(6);
    const { commits } = store;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(store.commits).toBe(commits);

    await utimes(join(path, 'a.ndjson'), new Date(), new Date(Date.now() + 5_000));
    await until((state) => isIdle(state) && state.reports.length === 2);
    expect(store.ids.size).toBe(6);

    desk.stop();
    const again = await open();
    await fileOf('watched/b.ndjson', [alertLine('b1')]);
    const { reports } = await again.until((state) => state.reports.length === 3);
    expect(reports[0]).toMatchObject({ name: 'b.ndjson', watchedFolder: path });
    expect([...again.store.ids]).toEqual(['b1']);
    expect(await readdir(path)).toEqual(['a.ndjson', 'b.ndjson']);
  });

  it('rests while paused, and is forgotten when removed', async () => {
    const { importing: desk, store, until } = await watch();
    const { handlers } = desk;
    const id = (await handlers['imports.read'](null)).folders[0]?.id ?? '';
    await handlers['imports.pause']({ id, isPaused: true });
    await fileOf('watched/a.ndjson', [alertLine('a1')]);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(store.ids.size).toBe(0);
    await handlers['imports.pause']({ id, isPaused: false });
    await until((state) => state.reports.length === 1);
    await handlers['imports.unwatch']({ id });
    expect((await handlers['imports.read'](null)).folders).toEqual([]);
  });

  it('says that it is gone, and goes on when it is back', async () => {
    const { until, path, store } = await watch();
    await rm(path, { recursive: true });
    const { folders } = await until((state) => state.folders[0]?.failure !== null);
    expect(folders[0]?.failure?.summary).toBe('The folder cannot be read: no such file.');
    await mkdir(path);
    await fileOf('watched/a.ndjson', [alertLine('a1')]);
    await until((state) => state.reports.length === 1);
    expect([...store.ids]).toEqual(['a1']);
  });

  it('is watched once, also from around it', async () => {
    const { importing: desk } = await watch();
    await expect(desk.handlers['imports.watch'](null)).rejects.toThrow('watched already');
  });
});
