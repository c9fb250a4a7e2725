// For tests: the outbox with its real client and writer, a faulty service, a mortal process, virtual time.
import { tenantId } from '../../shared/model/tenant.ts';
import type { AnnotationTarget, FieldEdits } from '../../shared/model/annotation.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import { decodeSecurityAlert } from '../../shared/model/arm/decode-security-alert.ts';
import { AlertAddresses } from '../sources/arm-security-alerts/alert-addresses.ts';
import { createArmAlertWriter } from '../sources/arm-security-alerts/arm-alert-writer.ts';
import { createGraphWriter } from '../sources/graph-security/graph-writer.ts';
import { createSentinelWriter } from '../sources/sentinel/sentinel-writer.ts';
import { createServiceClient } from '../sources/service-client.ts';
import type { Writer } from '../sources/writer.ts';
import { faultyAlertPath, faultyWorkspace } from './azure-words.ts';
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
  /** What incidents and alerts are written through; Microsoft Graph when absent. */
  readonly through?: 'graph' | 'azure';
}

/** The service has an incident 7; the process is started. The caller stops the service. */
export async function startOutboxUnderTest(options: UnderTestOptions = {}) {
  const time = createVirtualTime(startAt);
  const random = createRandom(options.seed ?? 1);
  const service = await startFaultyService(time);
  const clientAt = (baseUrl: string) => ({
    baseUrl,
    client: createServiceClient({
      baseUrl,
      clock: time.clock,
      random,
      sleep: time.sleep,
      limits: { budget: [] },
      fetch: (...request) => time.hold(fetchWhole(...request)),
    }),
  });
  const graph = createGraphWriter(clientAt(service.baseUrl));
  const azure = clientAt(service.armBaseUrl);
  const addresses = new AlertAddresses();
  const { syncFailure, writable = graph.writable, through = 'graph' } = options;
  const writers = new Map([
    ['graph', { ...graph, writable }],
    ['arm', createArmAlertWriter({ ...azure, addresses })],
    ['sentinel', createSentinelWriter({ ...azure, workspaces: [faultyWorkspace] })],
  ]);
  const process = createMortalProcess({
    time,
    writers,
    random,
    ...(syncFailure !== undefined && { syncFailure }),
  });
  service.put('incidents/7', { displayName: 'Ransomware', customTags: ['vip'] });
  process.start();

  const tenant = tenantId(service.tenantId);
  const incident = (id: string): AnnotationTarget => ({
    kind: 'incident',
    sourceId: through === 'graph' ? 'graph' : 'sentinel',
    tenantId: tenant,
    id,
  });
  const alert = (id: string, incidentId: string): AnnotationTarget => {
    if (through === 'azure') noteAddress(addresses, id);
    const sourceId = through === 'graph' ? 'graph' : 'arm';
    return { kind: 'alert', sourceId, tenantId: tenant, id, incidentId };
  };
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

/** As the source does when it reads the alert. */
function noteAddress(addresses: AlertAddresses, id: string): void {
  const json = { id: faultyAlertPath(id), name: id.slice(2), properties: {} };
  const decoded = decodeSecurityAlert(json, { tenantId: '' });
  if (decoded.ok) addresses.note(decoded.alert);
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
