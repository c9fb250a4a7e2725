import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SeenProjection } from '../../shared/contract/store-ingest.ts';
import { incidentKey } from '../../shared/model/incident.ts';
import { seenIncident } from '../../shared/model/seen-incident.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { openSeenIncidents } from './seen-incidents.ts';

const looked = (id: string, alerts: number, status = 'active') =>
  seenIncident(incidentKey('t', id), alerts, (field) => (field === 'status' ? status : null));

let folder: string;
let path: string;
const troubles: unknown[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearpane-seen-'));
  path = join(folder, 'seen-incidents.jsonl');
  troubles.length = 0;
});
afterEach(() => rm(folder, { recursive: true }));

const open = async () => {
  const seen = await openSeenIncidents(path, (error) => troubles.push(error));
  const told: SeenProjection[] = [];
  const attach = (): void =>
    seen.attach({
      call: (_name: string, projection: SeenProjection) => {
        told.push(projection);
        return Promise.resolve(null);
      },
    } as never);
  return { ...seen, told, attach };
};

it('remembers looks over a restart, the last one of each incident', async () => {
  const first = await open();
  await first.handlers['seen.mark']({ seen: [looked('1', 1), looked('2', 2)] });
  await first.handlers['seen.mark']({ seen: [looked('1', 5)] });
  await first.handlers['seen.unmark']({ keys: [incidentKey('t', '2'), incidentKey('t', '9')] });
  const second = await open();
  second.attach();
  expect(second.told).toEqual([{ isWhole: true, seen: [looked('1', 5)], unseen: [] }]);
  expect(troubles).toEqual([]);
});

it('tells the store of looks as they come, and of none twice', async () => {
  const seen = await open();
  seen.attach();
  await seen.handlers['seen.mark']({ seen: [looked('1', 1)] });
  await seen.handlers['seen.mark']({ seen: [looked('1', 1)] });
  expect(seen.told).toEqual([{ isWhole: false, seen: [looked('1', 1)], unseen: [] }]);
  expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(2);
});

it('takes what a person changes for seen, where they have looked before', async () => {
  const seen = await open();
  seen.attach();
  await seen.handlers['seen.mark']({ seen: [looked('1', 1)] });
  const target = (id: string) =>
    ({ kind: 'incident', sourceId: 's', tenantId: tenantId('t'), id }) as const;
  const edits = { status: { base: 'active', value: 'resolved' } };
  seen.changedByPerson(target('1'), edits);
  seen.changedByPerson(target('7'), edits);
  await seen.settled();
  expect(seen.told.at(-1)?.seen).toEqual([looked('1', 1, 'resolved')]);
  expect(seen.told).toHaveLength(2);
});

it('reads past a line that was cut, and writes the file anew once most of it is waste', async () => {
  await appendFile(path, `${JSON.stringify(looked('1', 1))}\n{"key":"t/2","al\n`);
  const waste = `${JSON.stringify(looked('3', 3))}\n`.repeat(6_000);
  await appendFile(path, waste);
  const seen = await open();
  seen.attach();
  expect(seen.told[0]?.seen).toEqual([looked('1', 1), looked('3', 3)]);
  expect((await readFile(path, 'utf8')).length).toBeLessThan(1_000);
});
