// The whole way back: the journal on a real disk, the outbox, the connector's writer, the demo tenant.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { OutboxState } from '../../shared/contract/outbox.ts';
import type { AnnotationTarget } from '../../shared/model/annotation.ts';
import { decodeAnnotation } from '../../shared/model/decode-annotation.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { startDemoTenant } from '../demo-tenant/demo-tenant.ts';
import { everyEntry } from '../journal/journal-contents.ts';
import { nodeFiles } from '../journal/journal-files.ts';
import type { JournalFiles } from '../journal/journal-files.ts';
import { testKeyStore } from '../journal/journal-under-test.ts';
import { openJournal } from '../journal/open-journal.ts';
import { createGraphWriter } from '../sources/graph-security/graph-writer.ts';
import { createServiceClient } from '../sources/service-client.ts';
import { startOutbox } from './outbox.ts';

const clock = { now: Date.now };
const actor = 'me@contoso.com';

/** One run of the app, from the journal's opening to its closing. */
async function startRun(folder: string, baseUrl: string, files: JournalFiles = nodeFiles) {
  const journal = await openJournal({
    folder,
    contents: everyEntry(decodeAnnotation),
    keyStore: testKeyStore(),
    clock,
    files,
    onTrouble: (failure) => expect.fail(failure.summary),
  });
  const client = createServiceClient({ baseUrl, clock, random: Math.random });
  let inform: (state: OutboxState) => void = () => undefined;
  const outbox = startOutbox({
    journal: { entries: journal.state(), append: (entry) => journal.append(entry) },
    writers: new Map([['graph-security', createGraphWriter({ client, baseUrl })]]),
    clock,
    random: Math.random,
    onChange: (state) => inform(state),
    onBug: (bug) => expect.fail(String(bug)),
  });
  return {
    outbox,
    until: (holds: (state: OutboxState) => boolean): Promise<void> =>
      new Promise((resolve) => {
        inform = (state) => holds(state) && resolve();
        inform(outbox.state());
      }),
    async stop() {
      await outbox.stop();
      await journal.close();
    },
  };
}

// Deriving the journal's keys takes a second of work on a busy machine.
it(
  'what was written offline is delivered by the next run, and by no run after it',
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clearpane-outbox-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const tenant = await startDemoTenant({ now: Date.now });
    onTestFinished(() => tenant.stop());
    const url = `${tenant.baseUrl}/security/incidents/4194`;
    const read = async () => (await (await fetch(url)).json()) as Record<string, unknown>;
    const before = await read();

    const target: AnnotationTarget = {
      kind: 'incident',
      sourceId: 'graph-security',
      tenantId: tenantId(tenant.tenantId),
      id: '4194',
    };
    const offline = await startRun(folder, 'http://127.0.0.1:1/v1.0');
    await offline.outbox.write({
      kind: 'change',
      target,
      actor,
      edits: { displayName: { base: String(before['displayName']), value: 'Contained' } },
    });
    await offline.outbox.write({ kind: 'comment', target, actor, text: 'Contained at 14:02.' });
    await offline.until(({ holds }) => holds.length > 0);
    await offline.stop();

    const online = await startRun(folder, tenant.baseUrl);
    expect(online.outbox.state().pending).toBe(2);
    await online.until(({ pending }) => pending === 0);
    await online.stop();
    const after = await read();
    expect(after).toMatchObject({
      displayName: 'Contained',
      comments: [
        ...(before['comments'] as readonly unknown[]),
        { comment: expect.stringMatching(/^Contained at 14:02\.\n\n\[ref \w{8}\]$/) },
      ],
    });

    const again = await startRun(folder, tenant.baseUrl);
    expect(again.outbox.state()).toMatchObject({ items: [], pending: 0, parked: 0, conflicts: 0 });
    await again.stop();
    expect(await read()).toEqual(after);
  },
);

it(
  'a thousand changes are entries of their own and share one sync',
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clearpane-outbox-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    let syncs = 0;
    const files: JournalFiles = {
      ...nodeFiles,
      async open(path, mode) {
        const file = await nodeFiles.open(path, mode);
        return {
          write: (bytes, position) => file.write(bytes, position),
          truncate: (length) => file.truncate(length),
          close: () => file.close(),
          sync: () => {
            syncs += 1;
            return file.sync();
          },
        };
      },
    };
    const run = await startRun(folder, 'http://127.0.0.1:1/v1.0', files);
    const targets = Array.from({ length: 1_000 }, (_, index): AnnotationTarget => ({
      kind: 'incident',
      // Nothing delivers it.
      sourceId: 'files@none',
      tenantId: tenantId('00000000-0000-0000-0000-000000000001'),
      id: String(index),
    }));
    const status = { base: 'active', value: 'resolved' };
    const before = syncs;
    const [replies] = await Promise.all([
      run.outbox.writeAll(
        targets.map((target) => ({ kind: 'change', target, actor, edits: { status } })),
      ),
      run.outbox.write({
        kind: 'change',
        target: targets[999] as AnnotationTarget,
        actor,
        edits: { status: { base: 'resolved', value: 'inProgress' } },
      }),
    ]);
    // What was written meanwhile came after all of them, with a sync of its own.
    expect(syncs - before).toBe(2);
    expect(replies.every(({ ok }) => ok)).toBe(true);
    expect(run.outbox.state()).toMatchObject({ pending: 0, kept: 1_000 });
    const told = run.outbox.state().items;
    await run.stop();

    const again = await startRun(folder, 'http://127.0.0.1:1/v1.0');
    expect(again.outbox.state().items).toEqual(told);
    expect(told.at(-1)).toMatchObject({ content: { edits: { status: { value: 'inProgress' } } } });
    await again.stop();
  },
);
