// What a person writes offline survives a crash, and arrives once when the network is back.
import { mkdtemp, readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';
import type { OutboxCalls, OutboxState } from '../../shared/contract/outbox.ts';
import type { ShellBridge } from '../../shared/contract/shell.ts';
import type { TenantId } from '../../shared/model/tenant.ts';
import { test } from '../journey.ts';
import { Workstation } from '../workstation.ts';

const incidentId = '4194';
const comment = 'Priya confirms: not her. =1+1 <b>& "quotes"</b>';

interface ServedIncident {
  readonly assignedTo: string | null;
  readonly comments: readonly { readonly comment: string }[];
}

test('a comment and an assignment written offline arrive once', async ({ launch }) => {
  const anchorAt = Date.now();
  const first = await startDemoTenant({ now: Date.now, anchorAt });
  const port = Number(new URL(first.baseUrl).port);
  const args = [`--graph-url=${first.baseUrl}`];
  const profileDir = await mkdtemp(join(tmpdir(), 'clearpane-e2e-'));
  const online = await launch({ profileDir, args });
  await expect(new Workstation(online.window).syncState).toHaveAccessibleName(/^Sync: Live/, {
    timeout: 30_000,
  });
  await first.stop();

  const target = {
    kind: 'incident' as const,
    sourceId: `graph-security@${first.tenantId}`,
    tenantId: first.tenantId as TenantId,
    id: incidentId,
  };
  await write(online.window, {
    kind: 'change',
    target,
    edits: { assignedTo: { base: null, value: 'robin.vos@northwindharbor.example' } },
  });
  await write(online.window, { kind: 'comment', target, text: comment });
  await online.kill();

  for (const name of await readdir(join(profileDir, 'journal'))) {
    const bytes = await readFile(join(profileDir, 'journal', name), 'latin1');
    expect(bytes, name).not.toContain('Priya');
  }

  const second = await startDemoTenant({ now: Date.now, anchorAt, port });
  const again = await launch({ profileDir, args });
  const served = async (): Promise<ServedIncident> => {
    const response = await fetch(`${second.baseUrl}/security/incidents/${incidentId}`);
    return (await response.json()) as ServedIncident;
  };
  // Until the journal is open, the outbox has nothing to tell: the service is asked first.
  await expect
    .poll(async () => (await served()).assignedTo, { timeout: 30_000 })
    .toBe('robin.vos@northwindharbor.example');
  await expect.poll(async () => (await outbox(again.window)).pending, { timeout: 30_000 }).toBe(0);
  expect(await outbox(again.window)).toMatchObject({ parked: 0, conflicts: 0, duplicated: 0 });
  await again.close();

  const incident = await served();
  const copies = incident.comments.filter((one) => one.comment.startsWith(comment));
  expect(copies).toHaveLength(1);
  expect(copies[0]?.comment).toMatch(/\[ref [0-9A-Z]{8}\]$/);
  await second.stop();
});

/** Resolves when main says that it is saved. */
async function write(window: Page, gesture: OutboxCalls['outbox.write']['argument']) {
  const result = await window.evaluate(
    (written) =>
      (globalThis as unknown as { clearpane: ShellBridge }).clearpane.call('outbox.write', written),
    gesture,
  );
  expect(result).toMatchObject({ ok: true });
}

async function outbox(window: Page): Promise<OutboxState> {
  const result = await window.evaluate(() =>
    (globalThis as unknown as { clearpane: ShellBridge }).clearpane.call('outbox.read', null),
  );
  if (!result.ok) throw new Error(result.failure.summary);
  return result.value;
}
