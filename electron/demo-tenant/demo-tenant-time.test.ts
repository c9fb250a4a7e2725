// The demo tenant over time: the same bytes again, something every minute, and restarts.
import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { DemoTenant } from './demo-tenant.ts';
import { sortableTime } from './graph-time.ts';
import { ANCHOR, HOUR, list, listAll, send, tenantBench } from './tenant-bench.ts';
import type { Item } from './tenant-bench.ts';

const bench = tenantBench();
const { start, newStatePath } = bench;

afterEach(() => bench.clear());

describe('time', () => {
  const pageOf = async (tenant: DemoTenant) => {
    const { pages } = await listAll(tenant, 'incidents', { $expand: 'alerts' });
    return JSON.stringify(pages).replaceAll(tenant.baseUrl, '');
  };

  it('gives two servers with one anchor the same bytes', async () => {
    const options = {
      anchorAt: ANCHOR,
      now: () => ANCHOR + 3 * HOUR,
      activity: true,
      alertsTotal: 1_500,
    };
    expect(await pageOf(await start(options))).toBe(await pageOf(await start(options)));
  });

  it('brings something every minute, and nothing from the future', async () => {
    let now = ANCHOR;
    const tenant = await start({ now: () => now, activity: true });
    const quiet = await start();
    for (let minute = 1; minute <= 180; minute += 1) {
      const since = new Date(now).toISOString();
      now += 60_000;
      const moved = await list(tenant, 'incidents', { $filter: `lastUpdateDateTime ge ${since}` });
      expect([minute, moved.value.length > 0]).toEqual([minute, true]);
    }
    const { items } = await listAll(tenant, 'alerts_v2');
    const limit = sortableTime(new Date(now).toISOString()) ?? '';
    const times = items.flatMap((item) => [item.createdDateTime, item.lastUpdateDateTime]);
    expect(times.filter((time) => (sortableTime(time) ?? '') > limit)).toEqual([]);
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
    expect(items.length).toBeGreaterThan((await listAll(quiet, 'alerts_v2')).items.length + 60);
  });

  it('leaves alone what a caller has written to', async () => {
    let now = ANCHOR;
    const tenant = await start({ now: () => now, activity: true });
    const { items } = await listAll(tenant, 'incidents', { $filter: "status eq 'active'" });
    const mine = { status: 'active', assignedTo: tenant.signedInAs };
    for (const { id } of items) {
      await send('PATCH', `${tenant.baseUrl}/security/incidents/${id}`, mine);
    }
    now += 12 * HOUR;
    const after = await listAll(tenant, 'incidents');
    const ids = new Set(items.map(({ id }) => id));
    const found = after.items.filter(({ id }) => ids.has(id));
    expect(found.map(({ status, assignedTo }) => ({ status, assignedTo }))).toEqual(
      items.map(() => mine),
    );
    expect(
      after.items.filter(({ id, status }) => !ids.has(id) && status === 'resolved').length,
    ).toBeGreaterThan(33);
  });

  it('keeps edits and activity over a restart', async () => {
    const statePath = await newStatePath();
    let now = ANCHOR;
    const first = await start({ statePath, now: () => now, activity: true });
    now += HOUR;
    await send('PATCH', `${first.baseUrl}/security/incidents/4190`, {
      status: 'inProgress',
      assignedTo: first.signedInAs,
    });
    now += HOUR;
    await send('POST', `${first.baseUrl}/security/incidents/4190/comments`, { comment: 'Kept.' });
    const before = await pageOf(first);
    await first.stop();
    expect(await pageOf(await start({ statePath, now: () => now, activity: true }))).toBe(before);
  });

  it('moves a stale world to now: same ids, later times, no edits', async () => {
    const statePath = await newStatePath();
    const first = await start({ statePath });
    const before = await listAll(first, 'incidents', { $expand: 'alerts' });
    await send('PATCH', `${first.baseUrl}/security/incidents/4190`, { displayName: 'Renamed' });
    await first.stop();
    const second = await start({ statePath, now: () => ANCHOR + 13 * HOUR });
    const after = await listAll(second, 'incidents', { $expand: 'alerts' });
    const ids = (items: readonly Item[]) =>
      items.flatMap((item) => [item.id, ...(item.alerts ?? []).map((alert) => alert.id)]).sort();
    expect(ids(after.items)).toEqual(ids(before.items));
    const name = (items: readonly Item[]) =>
      items.find((item) => item.id === '4190')?.['displayName'];
    expect(name(after.items)).toBe(name(before.items));
    const created = (items: readonly Item[]) =>
      Date.parse(items.find((item) => item.id === '4190')?.createdDateTime ?? '');
    expect(created(after.items) - created(before.items)).toBe(13 * HOUR);
  });

  it('begins anew on a state file that it cannot read', async () => {
    const statePath = await newStatePath();
    await (await start({ statePath })).stop();
    await writeFile(statePath, '{"version":1,');
    const tenant = await start({ statePath });
    expect((await list(tenant, 'incidents')).value.length).toBe(50);
    expect(JSON.parse(await readFile(statePath, 'utf8'))).toEqual({
      version: 1,
      edition: { anchorAt: ANCHOR, firstAnchorAt: ANCHOR },
      edits: [],
    });
  });
});
