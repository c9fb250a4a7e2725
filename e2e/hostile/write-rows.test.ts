// Row by row through the table of hostile behaviours, its writing half: the real outbox and writer against a
// service that has each fault once, what was carried out, and what the person is shown of it.
import { expect, it, onTestFinished } from 'vitest';
import { createMortalProcess } from '../../electron/outbox/mortal-process.ts';
import { createVirtualTime } from '../../electron/outbox/virtual-time.ts';
import { createGraphWriter } from '../../electron/sources/graph-security/graph-writer.ts';
import { createServiceClient } from '../../electron/sources/service-client.ts';
import { randomFor } from '../../resources/demo-tenant/random.ts';
import { countCopies } from '../../shared/model/annotation-id.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { startHostileService } from './hostile-service.ts';
import { hostileTenantId, incidentId } from './hostile-items.ts';
import { itemFaultNames, itemFaults, writeFaultNames, writeFaults } from './write-faults.ts';
import type { ItemFaultName, WriteFaultName } from './write-faults.ts';

const actor = 'mia@hostile.example';
const startAt = Date.UTC(2026, 10, 24, 12);
const minute = 60_000;
const number = 3;

/** How it ends without anyone's help: what the service has of it, and what it waits for. */
interface Ending {
  /** Requests that were carried out. */
  readonly carriedOut: number;
  /** Null where the item is done with. */
  readonly shown: string | null;
}

const delivered: Ending = { carriedOut: 1, shown: null };
const refused: Ending = { carriedOut: 0, shown: 'parked: refused' };

const writeEndings: Readonly<
  Record<WriteFaultName, { readonly change: Ending | null; readonly comment: Ending | null }>
> = {
  throttled: { change: delivered, comment: delivered },
  throttledAfterApplying: { change: delivered, comment: delivered },
  lostAfterApplying: { change: delivered, comment: delivered },
  serverError: { change: delivered, comment: delivered },
  serverErrorAfterApplying: { change: delivered, comment: delivered },
  lost: { change: delivered, comment: delivered },
  webPage: { change: delivered, comment: delivered },
  truncatedAfterApplying: { change: delivered, comment: delivered },
  answeredLate: { change: delivered, comment: delivered },
  unauthorized: { change: delivered, comment: delivered },
  forbidden: { change: refused, comment: refused },
  gone: {
    change: { carriedOut: 0, shown: 'parked: gone' },
    comment: { carriedOut: 0, shown: 'parked: gone' },
  },
  tooLarge: { change: refused, comment: refused },
  conflict: { change: delivered, comment: delivered },
  preconditionFailed: { change: delivered, comment: delivered },
  ignored: { change: { carriedOut: 0, shown: 'parked: notApplied' }, comment: delivered },
  appliedInPart: { change: { carriedOut: 2, shown: null }, comment: null },
  answeredWithOld: { change: delivered, comment: delivered },
  appliedLate: { change: null, comment: delivered },
  alteredComment: { change: null, comment: delivered },
};

const itemEndings: Readonly<Record<ItemFaultName, Ending>> = {
  throttled: delivered,
  serverError: delivered,
  lost: delivered,
  foreignTenant: refused,
  gone: { carriedOut: 0, shown: 'parked: gone' },
  redirected: { carriedOut: 0, shown: 'parked: redirected' },
  changedMeanwhile: { carriedOut: 0, shown: 'conflict: assignedTo' },
};

/** `lateMs` is how late comments take effect that do. */
async function startBench(lateMs = 20_000) {
  const time = createVirtualTime(startAt);
  const service = await startHostileService({
    seed: 'write rows',
    alerts: 60,
    incidents: 12,
    now: time.clock.now,
    lateMs: [lateMs, lateMs],
    sleep: time.sleep,
  });
  onTestFinished(() => service.stop());
  // Two entries of one moment need ids of their own.
  const random = randomFor('write rows').next;
  const client = createServiceClient({
    baseUrl: service.baseUrl,
    clock: time.clock,
    random,
    sleep: time.sleep,
    limits: { budget: [] },
    fetch: (...request) => time.hold(fetchWhole(...request)),
  });
  const writer = createGraphWriter({ client, baseUrl: service.baseUrl });
  const process = createMortalProcess({ time, writers: new Map([['graph', writer]]), random });
  process.start();
  const target = {
    kind: 'incident',
    sourceId: 'graph',
    tenantId: tenantId(hostileTenantId),
    id: incidentId(number),
  } as const;

  return {
    service,
    async change(): Promise<void> {
      const edits = {
        assignedTo: { base: null, value: actor },
        status: { base: 'active', value: 'resolved' },
      };
      await process.outbox().write({ kind: 'change', target, actor, edits });
    },
    async comment(): Promise<void> {
      await process.outbox().write({ kind: 'comment', target, actor, text: 'Seen.' });
    },
    async ending(): Promise<Ending> {
      for (let minutes = 0; minutes < 30; minutes += 1) await time.pass(minute);
      expect(service.items.lateLeft()).toBe(0);
      expect(process.bugs).toEqual([]);
      const [item, ...others] = process.state().items;
      expect(others).toEqual([]);
      const carriedOut = service.items.applied.filter(({ by }) => by === 'client').length;
      return { carriedOut, shown: item === undefined ? null : wordsOf(item.status) };
    },
    /** What people made of the incident. */
    written: () => service.world.written('incidents', number),
    refs: () =>
      [...process.outbox().annotations().itemById.values()].flatMap((item) =>
        item.kind === 'comment' ? [item.ref] : [],
      ),
  };
}

function wordsOf(status: { readonly kind: string }): string {
  if ('reason' in status) return `parked: ${(status.reason as { readonly kind: string }).kind}`;
  if ('fields' in status) return `conflict: ${Object.keys(status.fields as object).join()}`;
  return 'copies' in status ? `duplicated: ${String(status.copies)}` : status.kind;
}

/** Resolves when all of the answer is there, so that time can stand still until then. */
async function fetchWhole(...request: Parameters<typeof fetch>): Promise<Response> {
  const { status, headers, ...response } = await fetch(...request).then(async (answer) => ({
    status: answer.status,
    headers: answer.headers,
    body: await answer.arrayBuffer(),
  }));
  return new Response(response.body, { status, headers });
}

it.each(
  writeFaultNames.flatMap((fault) =>
    (['change', 'comment'] as const).flatMap((kind) => {
      const ending = writeEndings[fault][kind];
      return ending === null ? [] : [{ row: writeFaults[fault].row, fault, kind, ending }];
    }),
  ),
)('row $row, a $kind, $fault', async ({ fault, kind, ending }) => {
  const bench = await startBench();
  bench.service.items.injectWrite(fault);
  await bench[kind]();
  expect(await bench.ending()).toEqual(ending);
  const { fields, comments } = bench.written();
  const isDone = ending.carriedOut > 0;
  expect(fields).toEqual(
    isDone && kind === 'change' ? { assignedTo: actor, status: 'resolved' } : {},
  );
  const copies = bench.refs().map((ref) => countCopies(comments, ref));
  expect(copies).toEqual(kind === 'comment' ? [ending.carriedOut] : []);
});

it.each(itemFaultNames.map((fault) => ({ fault, row: itemFaults[fault].row })))(
  'row $row, the look before a change, $fault',
  async ({ fault }) => {
    const bench = await startBench();
    bench.service.items.injectItem(fault);
    await bench.change();
    expect(await bench.ending()).toEqual(itemEndings[fault]);
  },
);

it('row 23, a comment that takes effect after it was sent again is flagged', async () => {
  const bench = await startBench(minute);
  bench.service.items.injectWrite('appliedLate');
  await bench.comment();
  expect(await bench.ending()).toEqual({ carriedOut: 2, shown: 'duplicated: 2' });
});
