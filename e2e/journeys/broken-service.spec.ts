// A service that answers nonsense: nothing of it is stored, the queue stays, and the person is told.
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { expect } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

interface Answer {
  readonly name: string;
  readonly says: RegExp;
  send(response: ServerResponse): void;
}

const answers: readonly Answer[] = [
  {
    name: 'a web page',
    says: /web page/i,
    send: (response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>Hotel Wi-Fi</title><p>Please sign in');
    },
  },
  {
    name: 'an empty body',
    says: /empty|nothing/i,
    send: (response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end();
    },
  },
  {
    name: 'truncated JSON',
    says: /JSON|cut|broken|complete/i,
    send: (response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end('{"value":[{"id":"1","displayName":"never sho');
    },
  },
];

test('a broken service loses nothing and is named', async ({ launch }) => {
  const tenant = await startDemoTenant({ now: Date.now });
  const { port } = new URL(tenant.baseUrl);
  const { window, close } = await launch({ args: [`--graph-url=${tenant.baseUrl}`] });
  const workstation = new Workstation(window);
  await expect(workstation.syncState).toHaveAccessibleName(/^Sync: Live/, { timeout: 30_000 });
  const before = { rowIds: await workstation.rowIds(), totals: await workstation.totals() };
  await tenant.stop();

  let current = answers[0];
  const broken = createServer((_request, response) => current?.send(response));
  await new Promise<void>((resolve) => broken.listen(Number(port), '127.0.0.1', resolve));
  for (const answer of answers) {
    current = answer;
    await workstation.syncNow();
    await expect(workstation.syncState, answer.name).toHaveAccessibleName(answer.says, {
      timeout: 20_000,
    });
    expect(await workstation.rowIds()).toEqual(before.rowIds);
  }
  await workstation.search('pivot');
  await expect.poll(() => workstation.rows.count()).toBe(1);
  expect(before.totals).toMatch(/\d+ of \d+ stored/);
  broken.closeAllConnections();
  await new Promise((resolve) => broken.close(resolve));
  await close();
});
