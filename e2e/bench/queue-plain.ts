// The plain alternatives of the queue benchmark, over the same alerts in the same run: Dexie, DuckDB with
// one thread, and MiniSearch. DuckDB's totals must be those of the app.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';
import MiniSearch from 'minisearch';
import { resolveElectron } from '../../.ci/electron/resolve.mjs';
import { askDexie } from './plain-dexie.ts';
import { sqlWhere } from './queue-questions.ts';
import type { FlatCondition } from './queue-questions.ts';
import { median, percentile95 } from './statistics.ts';

/** What the app answered. */
export interface AnsweredQuestion {
  readonly flat: readonly FlatCondition[];
  readonly total: number;
}

export interface PlainQuestions {
  readonly folder: string;
  readonly csvPath: string;
  readonly filters: readonly AnsweredQuestion[];
  /** Texts of a search box. */
  readonly searches: readonly string[];
}

const NAMES =
  'id title severity status category assignedTo serviceSource cloud host user incidentId'.split(
    ' ',
  );

export async function askAlternatives(questions: PlainQuestions): Promise<void> {
  await askDuckDb(questions);
  await askMiniSearch(questions);
  const { executable } = await resolveElectron();
  const dexie = await askDexie(executable, `${questions.folder}/dexie`, questions.csvPath);
  console.log(
    `Dexie, rows with six indexes, filled in ${(dexie.fillMs / 1_000).toFixed(0)} s: median (p95)`,
  );
  printPlain(`filter by two columns, newest 60 of ${dexie.total}`, dexie.filter);
  printPlain('facet severity under it', dexie.facet);
  printPlain('the filter sorted by title', dexie.sort);
  printPlain('page of the newest first, anywhere', dexie.scroll);
}

async function askDuckDb({ csvPath, filters }: PlainQuestions): Promise<void> {
  const duck = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const texts = NAMES.map((name) => `'${name}': 'VARCHAR'`).join(', ');
  await duck.run(
    `CREATE TABLE alerts AS SELECT * REPLACE (coalesce("cloud", '') AS "cloud") FROM read_csv('${csvPath}', header = false, columns = {${texts}, 'createdAt': 'DOUBLE'})`,
  );
  const time = async (ask: (question: AnsweredQuestion) => Promise<void>): Promise<number[]> => {
    const times: number[] = [];
    for (const question of filters) {
      const startedAt = performance.now();
      await ask(question);
      times.push(performance.now() - startedAt);
    }
    return times;
  };
  const read = async (sql: string) => (await duck.runAndReadAll(sql)).getRows();
  console.log('DuckDB, native, one thread: median (p95)');
  const newest = 'ORDER BY "createdAt" DESC, "id" LIMIT 60';
  const filterTimes = await time(async ({ flat, total }) => {
    const where = sqlWhere(flat);
    const [counted] = await read(`SELECT count(*) FROM alerts WHERE ${where}`);
    if (Number(counted?.[0]) !== total) {
      throw new Error(`${where}: ${total} in the app, ${Number(counted?.[0])} in DuckDB`);
    }
    await read(`SELECT * FROM alerts WHERE ${where} ${newest}`);
  });
  printPlain('filter change: total and newest 60', filterTimes);
  for (const column of ['severity', 'assignedTo', 'host']) {
    const facet = (flat: readonly FlatCondition[]) =>
      `SELECT "${column}", count(*) FROM alerts WHERE ${sqlWhere(flat)} GROUP BY 1 ORDER BY 2 DESC LIMIT 200`;
    printPlain(`facet ${column}`, await time(async ({ flat }) => void (await read(facet(flat)))));
  }
  for (const column of ['title', 'id']) {
    const sorted = (flat: readonly FlatCondition[]) =>
      `SELECT * FROM alerts WHERE ${sqlWhere(flat)} ORDER BY "${column}" LIMIT 60`;
    printPlain(
      `sort by ${column}`,
      await time(async ({ flat }) => void (await read(sorted(flat)))),
    );
  }
  duck.closeSync();
}

async function askMiniSearch({ csvPath, searches }: PlainQuestions): Promise<void> {
  const index = new MiniSearch({ fields: ['id', 'title', 'host', 'user'] });
  const startedAt = performance.now();
  for await (const line of createInterface({ input: createReadStream(csvPath) })) {
    const cells = line.split(',');
    index.add(Object.fromEntries(NAMES.map((name, place) => [name, cells[place]])));
  }
  const madeIn = ((performance.now() - startedAt) / 1_000).toFixed(0);
  const times = searches.map((text) => {
    const searchedAt = performance.now();
    index.search(text, { prefix: true, combineWith: 'AND' });
    return performance.now() - searchedAt;
  });
  console.log(`MiniSearch over id, title, host and user, made in ${madeIn} s: median (p95)`);
  printPlain('search by the beginnings of words, each keystroke', times);
}

function printPlain(name: string, times: readonly number[]): void {
  const [middle, high] = [median(times), percentile95(times)].map((time) =>
    time.toFixed(1).padStart(8),
  );
  console.log(`  ${name.padEnd(52)} ${middle} (${high})`);
}
