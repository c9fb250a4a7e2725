// Exports of queues into real files, from a worker that hands out lines.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ExportState, QueueExportRequest } from '../shared/contract/queue-export.ts';
import type { StoreIngest } from '../shared/contract/store-ingest.ts';
import { FailureError } from '../shared/failure.ts';
import { connect, serve } from '../shared/rpc.ts';
import type { CallHandlers, MessageEndpoint, RpcClient } from '../shared/rpc.ts';
import { createExporting } from './exporting.ts';
import type { Exporting } from './exporting.ts';

const request: QueueExportRequest = {
  queue: 'alerts',
  filter: { range: { kind: 'days', days: 7 }, conditions: [] },
  sort: { column: 'createdAt', descending: true },
  columns: ['title'],
  zone: 'utc',
};

let folder: string;
let path: string | null;
let states: ExportState[];
let closed: number[];
let exporting: Exporting;
/** Called before each piece with the number of rows read so far. */
let beforePiece: (rowsSoFar: number) => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearpane-exporting-'));
  path = join(folder, 'alerts.csv');
  states = [];
  closed = [];
  beforePiece = () => undefined;
  exporting = createExporting({
    clock: { now: () => Date.parse('2026-11-25T12:00:00Z') },
    choosePath: async () => path,
    onState: (state) => states.push(state),
    onBug: (error) => {
      throw error;
    },
  });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function storeOf(total: number): RpcClient<StoreIngest> {
  let read = 0;
  const calls = {
    'export.open': () => ({ id: 7, total, header: 'Alert\r\n' }),
    'export.read': ({ limit }: { readonly limit: number }) => {
      beforePiece(read);
      const rows = Math.min(limit, total - read);
      const text = Array.from({ length: rows }, (_, row) => `alert ${read + row}\r\n`).join('');
      read += rows;
      return { text, rows };
    },
    'export.close': ({ id }: { readonly id: number }) => {
      closed.push(id);
      return null;
    },
  };
  const { port1, port2 } = new MessageChannel();
  const handlers = calls as Partial<CallHandlers<StoreIngest>> as CallHandlers<StoreIngest>;
  const streams = { 'tuning.due': () => () => undefined };
  serve<StoreIngest>(port1 as unknown as MessageEndpoint, handlers, streams, (error) => {
    throw error;
  });
  return connect<StoreIngest>(port2 as unknown as MessageEndpoint);
}

async function ended(): Promise<ExportState> {
  for (;;) {
    const last = states.at(-1);
    if (last !== undefined && last.phase.kind !== 'writing') return last;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const start = (hasByteOrderMark = false) =>
  exporting.handlers['exports.start']({ request, hasByteOrderMark });

it('writes every row, and says how far it is', async () => {
  exporting.attachStore(storeOf(12_000));
  const first = await start(true);
  expect(first).toMatchObject({ path, total: 12_000, written: 0, phase: { kind: 'writing' } });
  expect(await ended()).toMatchObject({ written: 12_000, phase: { kind: 'done' } });
  const text = await readFile(join(folder, 'alerts.csv'), 'utf8');
  expect(text.startsWith('\uFEFFAlert\r\nalert 0\r\n')).toBe(true);
  const lines = text.split('\r\n');
  expect(lines).toHaveLength(12_002);
  expect(lines.at(-2)).toBe('alert 11999');
  expect(await readdir(folder)).toEqual(['alerts.csv']);
  expect(states.length).toBeGreaterThan(3);
  await expect.poll(() => closed).toEqual([7]);
});

it('leaves nothing of what was cancelled, and the file of that name as it was', async () => {
  await writeFile(join(folder, 'alerts.csv'), 'of yesterday');
  exporting.attachStore(storeOf(1_000_000));
  const first = await start();
  beforePiece = (rows) => {
    if (rows >= 6_000) void exporting.handlers['exports.cancel']({ id: first?.id ?? '' });
  };
  expect((await ended()).phase).toEqual({ kind: 'cancelled' });
  expect(await readdir(folder)).toEqual(['alerts.csv']);
  expect(await readFile(join(folder, 'alerts.csv'), 'utf8')).toBe('of yesterday');
});

it('leaves nothing where the worker dies half way', async () => {
  exporting.attachStore(storeOf(1_000_000));
  beforePiece = (rows) => {
    if (rows >= 4_000) throw new FailureError({ kind: 'storage', summary: 'It stopped.' });
  };
  await start();
  const failure = { kind: 'storage', summary: 'It stopped.' };
  expect((await ended()).phase).toEqual({ kind: 'failed', failure });
  expect(await readdir(folder)).toEqual([]);
});

it('says that the file cannot be written', async () => {
  path = join(folder, 'missing', 'alerts.csv');
  exporting.attachStore(storeOf(10));
  await start();
  expect((await ended()).phase).toMatchObject({ kind: 'failed', failure: { place: path } });
  // Where a folder has the name.
  states = [];
  await mkdir(join(folder, 'alerts.csv'));
  path = join(folder, 'alerts.csv');
  exporting.attachStore(storeOf(10));
  await start();
  expect((await ended()).phase.kind).toBe('failed');
  expect(await readdir(folder)).toEqual(['alerts.csv']);
});

it('writes one file at a time, and none where the person gave up', async () => {
  exporting.attachStore(storeOf(100_000));
  const first = await start();
  await expect(start()).rejects.toMatchObject({ failure: { kind: 'conflict' } });
  await exporting.handlers['exports.cancel']({ id: first?.id ?? '' });
  await ended();
  path = null;
  await expect.poll(() => start()).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

it('leaves nothing behind where the app quits meanwhile', async () => {
  exporting.attachStore(storeOf(1_000_000));
  await start();
  await expect.poll(() => states.length).toBeGreaterThan(1);
  exporting.stop();
  expect(await readdir(folder)).toEqual([]);
  await ended();
  expect(await readdir(folder)).toEqual([]);
});
