// For tests: the outbox with its real client and writer, a faulty service, a mortal process, virtual time.
import { tenantId } from '../../shared/model/tenant.ts';
import type { AnnotationTarget, FieldEdits } from '../../shared/model/annotation.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import { createGraphWriter } from '../sources/graph-security/graph-writer.ts';
import { createServiceClient } from '../sources/service-client.ts';
import type { Writer } from '../sources/writer.ts';
import { startFaultyService } from './faulty-service.ts';
import { createMortalProcess } from './mortal-process.ts';
import { createVirtualTime } from './virtual-time.ts';

export const actor = 'me@contoso.com';
export const startAt = Date.UTC(2026, 10, 24, 12, 0, 0);
export const minute = 60_000;

export interface UnderTestOptions {
  readonly seed?: number;
  readonly syncFailure?: () => Error | null;
  /** In place of what the Graph writer takes. */
  readonly writable?: Writer['writable'];
}

/** The service has an incident 7; the process is started. The caller stops the service. */
export async function startOutboxUnderTest(options: UnderTestOptions = {}) {
  const time = createVirtualTime(startAt);
  const random = createRandom(options.seed ?? 1);
  const service = await startFaultyService(time);
  const client = createServiceClient({
    baseUrl: service.baseUrl,
    clock: time.clock,
    random,
    sleep: time.sleep,
    limits: { budget: [] },
    fetch: (...request) => time.hold(fetchWhole(...request)),
  });
  const graph = createGraphWriter({ client, baseUrl: service.baseUrl });
  const { syncFailure, writable = graph.writable } = options;
  const writers = new Map([['graph', { ...graph, writable }]]);
  const process = createMortalProcess({
    time,
    writers,
    random,
    ...(syncFailure !== undefined && { syncFailure }),
  });
  service.put('incidents/7', { displayName: 'Ransomware', customTags: ['vip'] });
  process.start();

  const source = { sourceId: 'graph', tenantId: tenantId(service.tenantId) };
  const incident = (id: string): AnnotationTarget => ({ ...source, kind: 'incident', id });
  const alert = (id: string, incidentId: string): AnnotationTarget => ({
    ...source,
    kind: 'alert',
    id,
    incidentId,
  });
  return {
    time,
    service,
    process,
    random,
    incident,
    alert,
    change: (edits: FieldEdits, target = incident('7')): Promise<EntryId> =>
      process.outbox().write({ kind: 'change', target, actor, edits }),
    comment: (text: string, target = incident('7')): Promise<EntryId> =>
      process.outbox().write({ kind: 'comment', target, actor, text }),
    /** The comments of an incident without their refs. */
    texts: (id = '7') =>
      service.item(`incidents/${id}`)?.comments.map((text) => text.replace(/\s*\[ref.*\]/, '')),
  };
}

/** Resolves when all of the answer is there, so that it can be held until then. */
async function fetchWhole(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  const { status, headers } = response;
  const body = await response.arrayBuffer();
  return new Response(body.byteLength === 0 ? null : body, { status, headers });
}

/** 0 (included) to 1 (excluded), the same for the same seed (Park and Miller). */
function createRandom(seed: number): () => number {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
