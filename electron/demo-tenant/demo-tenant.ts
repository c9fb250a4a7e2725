// A tenant to look at without having one: an HTTP server on loopback that speaks Microsoft Graph security v1.0,
// and Azure Resource Manager for Defender for Cloud and Sentinel, over one scripted world. It asks for no authorization, and listens on 127.0.0.1 only.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { SIGNED_IN_ANALYST, TENANT_ID, TENANT_NAME } from '../../resources/demo-tenant/people.ts';
import { SCENARIO } from '../../resources/demo-tenant/scenario.ts';
import { answerArm, noContent } from './arm-routes.ts';
import { bulkCases } from './bulk-cases.ts';
import type { Edit } from './edits.ts';
import { hideUnknownMembers, wantsUnknownMembers } from './evolvable-enums.ts';
import type { Edition } from './expand-incident.ts';
import { badRequest, errorBody, GraphError, requestIds } from './graph-error.ts';
import { requestBudget } from './request-budget.ts';
import { answer } from './security-routes.ts';
import type { GraphRequest } from './security-routes.ts';
import { SENTINEL_WORKSPACE } from './sentinel-wire.ts';
import { readState, writeState } from './state-file.ts';
import { World } from './world.ts';

export interface DemoTenantOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The moment that the world's times lead up to; overrides what `statePath` says. */
  readonly anchorAt?: number;
  /** Keeps anchor and edits between runs; an anchor older than 12 hours is moved to now and drops the edits. */
  readonly statePath?: string;
  /** Something happens every minute. */
  readonly activity?: boolean;
  readonly latencyMs?: number;
  /** Fills the world up to this many alerts with generated ones. */
  readonly alertsTotal?: number;
  /** 429 above it. */
  readonly requestsPerMinute?: number;
}

export interface DemoTenant {
  /** `http://127.0.0.1:PORT/v1.0`, without a slash at its end. */
  readonly baseUrl: string;
  /** Azure Resource Manager's root, `http://127.0.0.1:PORT`. */
  readonly armBaseUrl: string;
  /** Resource id of the workspace with Sentinel. */
  readonly sentinelWorkspace: string;
  readonly tenantId: string;
  readonly tenantName: string;
  /** The user principal name that the tenant takes every caller for. */
  readonly signedInAs: string;
  /** The moment that the world's times lead up to, UTC epoch milliseconds. */
  readonly anchorAt: number;
  /** Cuts open connections; resolves when nothing of the server is left. */
  readonly stop: () => Promise<void>;
}

const STALE_AFTER_MS = 12 * 3_600_000;
const LONGEST_BODY = 256 * 1024;
const WORTH_COMPRESSING = 1_400;
const DEFAULT_REQUESTS_PER_MINUTE = 600;

/** Resolves when the server listens. */
export async function startDemoTenant(options: DemoTenantOptions): Promise<DemoTenant> {
  const { edition, edits } = await openState(options);
  const world = new World({
    edition,
    scripts: SCENARIO,
    extra: bulkCases(options.alertsTotal ?? 0, SCENARIO, edition),
    isActive: options.activity ?? false,
    signedInAs: SIGNED_IN_ANALYST.userPrincipalName,
  });
  const written: Edit[] = [];
  for (const edit of edits) {
    world.apply(edit);
    written.push(edit);
  }

  let lastSave = Promise.resolve();
  const save = (): Promise<void> => {
    const { statePath } = options;
    if (statePath === undefined) return lastSave;
    const state = { edition, edits: [...written] };
    lastSave = lastSave.then(
      () => writeState(statePath, state),
      () => writeState(statePath, state),
    );
    return lastSave;
  };
  await save();

  const spend = requestBudget(options.requestsPerMinute ?? DEFAULT_REQUESTS_PER_MINUTE);
  const nextRequestId = requestIds();
  const server = createServer((incoming, outgoing) => {
    void serve(incoming, outgoing);
  });

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const requestId = nextRequestId();
    const now = options.now();
    outgoing.setHeader('request-id', requestId);
    outgoing.setHeader('client-request-id', requestId);
    outgoing.setHeader('Date', new Date(now).toUTCString());
    const isOpen = wantsUnknownMembers(incoming.headers['prefer']?.toString());
    if (isOpen) outgoing.setHeader('Preference-Applied', 'include-unknown-enum-members');
    try {
      const { isArm, request } = await readRequest(incoming, hostOf(server.address()));
      if (options.latencyMs !== undefined) await sleep(options.latencyMs);
      if (isArm || request.path[0] === 'security') spend(now);
      world.advance(now);
      const context = {
        world,
        baseUrl: `http://${hostOf(server.address())}/v1.0`,
        now,
        write: async (edit: Edit) => {
          world.apply(edit);
          written.push(edit);
          await save();
        },
      };
      const armBaseUrl = `http://${hostOf(server.address())}`;
      const body = isArm
        ? await answerArm(request, { ...context, armBaseUrl, edition })
        : await answer(request, context);
      if (body === noContent) {
        outgoing.writeHead(204).end();
        return;
      }
      const isWhole = isArm || isOpen;
      await send(
        incoming,
        outgoing,
        JSON.stringify(body, isWhole ? undefined : hideUnknownMembers),
      );
    } catch (error) {
      const known =
        error instanceof GraphError
          ? error
          : new GraphError(500, 'InternalServerError', 'The demo tenant failed.');
      outgoing.statusCode = known.status;
      for (const [name, value] of Object.entries(known.headers)) outgoing.setHeader(name, value);
      await send(incoming, outgoing, JSON.stringify(errorBody(known, requestId, now)));
    }
  };

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    baseUrl: `http://${hostOf(server.address())}/v1.0`,
    armBaseUrl: `http://${hostOf(server.address())}`,
    sentinelWorkspace: SENTINEL_WORKSPACE,
    tenantId: TENANT_ID,
    tenantName: TENANT_NAME,
    signedInAs: SIGNED_IN_ANALYST.userPrincipalName,
    anchorAt: edition.anchorAt,
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await lastSave;
    },
  };
}

async function openState(
  options: DemoTenantOptions,
): Promise<{ edition: Edition; edits: readonly Edit[] }> {
  const { anchorAt, statePath } = options;
  const now = options.now();
  const kept = statePath === undefined ? null : await readState(statePath);
  if (kept === null) {
    const start = anchorAt ?? now;
    return { edition: { anchorAt: start, firstAnchorAt: start }, edits: [] };
  }
  const { edition } = kept;
  const wanted = anchorAt ?? (now - edition.anchorAt > STALE_AFTER_MS ? now : edition.anchorAt);
  return wanted === edition.anchorAt
    ? kept
    : { edition: { anchorAt: wanted, firstAnchorAt: edition.firstAnchorAt }, edits: [] };
}

function hostOf(address: string | AddressInfo | null): string {
  if (address === null || typeof address === 'string')
    throw new Error('The demo tenant is not listening');
  return `127.0.0.1:${address.port}`;
}

/** Refuses a foreign Host, so that a web page cannot reach the tenant by rebinding a name of its own. */
async function readRequest(
  incoming: IncomingMessage,
  host: string,
): Promise<{ readonly isArm: boolean; readonly request: GraphRequest }> {
  if (incoming.headers.host !== host)
    throw badRequest('The Host header is not that of the demo tenant.');
  const url = new URL(incoming.url ?? '/', `http://${host}`);
  const [root = '', ...below] = url.pathname.split('/').slice(1);
  const isArm = ARM_ROOTS.has(root.toLowerCase());
  if (!isArm && root !== 'v1.0') throw badRequest(`Invalid version: ${root}`);
  const bodyMethods = new Set(isArm ? ['PUT'] : ['PATCH', 'POST']);
  const parts = isArm ? [root, ...below] : below;
  if (parts.at(-1) === '') parts.pop();
  const request = {
    method: incoming.method ?? 'GET',
    path: parts.map(decodePart),
    query: url.searchParams,
    // What a POST to Azure Resource Manager asks for here is told by the address alone.
    body: bodyMethods.has(incoming.method ?? '') ? await readBody(incoming) : null,
  };
  return { isArm, request };
}

const ARM_ROOTS: ReadonlySet<string> = new Set(['subscriptions', 'tenants']);

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badRequest('The path is not valid.');
  }
}

async function readBody(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY)
      throw new GraphError(413, 'RequestEntityTooLarge', 'The request body is too large.');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    throw badRequest('The request body is not valid JSON.');
  }
}

const compress = promisify(gzip);

async function send(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  json: string,
): Promise<void> {
  outgoing.setHeader(
    'Content-Type',
    'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
  );
  outgoing.setHeader('Vary', 'Accept-Encoding');
  const takesGzip = /\bgzip\b/.test(incoming.headers['accept-encoding']?.toString() ?? '');
  if (!takesGzip || json.length < WORTH_COMPRESSING) {
    outgoing.end(json);
    return;
  }
  const packed = await compress(json, { level: 1 });
  outgoing.setHeader('Content-Encoding', 'gzip');
  outgoing.end(packed);
}
