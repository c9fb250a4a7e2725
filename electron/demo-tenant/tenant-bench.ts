// What the tests of the demo tenant share: tenants that stop after each test, and a plain client.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoTenant } from './demo-tenant.ts';
import type { DemoTenant, DemoTenantOptions } from './demo-tenant.ts';

/** When the tests take place. */
export const ANCHOR = Date.parse('2026-11-24T09:31:12.345Z');

export const HOUR = 3_600_000;

export const OPEN_ENUMS = { Prefer: 'include-unknown-enum-members' };

export interface Item {
  readonly id: string;
  readonly status: string;
  readonly severity: string;
  readonly incidentId: string;
  readonly assignedTo: string | null;
  readonly createdDateTime: string;
  readonly lastUpdateDateTime: string;
  readonly serviceSource: string;
  readonly comments: readonly { readonly comment: string; readonly createdByDisplayName: string }[];
  readonly alerts?: readonly Item[];
  readonly [member: string]: unknown;
}

export interface ListPage {
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly value: readonly Item[];
}

/** Starts tenants and folders that `clear` takes away again. */
export function tenantBench() {
  const running: DemoTenant[] = [];
  const folders: string[] = [];
  return {
    async start(options: Partial<DemoTenantOptions> = {}): Promise<DemoTenant> {
      const tenant = await startDemoTenant({
        now: () => ANCHOR,
        requestsPerMinute: 10_000,
        ...options,
      });
      running.push(tenant);
      return tenant;
    },

    /** In a folder that is not there yet. */
    async newStatePath(): Promise<string> {
      const folder = await mkdtemp(join(tmpdir(), 'demo-tenant-'));
      folders.push(folder);
      return join(folder, 'state', 'demo.json');
    },

    async clear(): Promise<void> {
      await Promise.all(running.splice(0).map((tenant) => tenant.stop()));
      await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
    },
  };
}

/** Throws unless the answer is 200. */
export async function get<Body>(
  url: string,
  headers: Record<string, string> = OPEN_ENUMS,
): Promise<Body> {
  const reply = await fetch(url, { headers });
  if (reply.status !== 200) throw new Error(`${reply.status} for ${url}: ${await reply.text()}`);
  return (await reply.json()) as Body;
}

export function list(
  tenant: DemoTenant,
  path: string,
  query: Record<string, string> = {},
): Promise<ListPage> {
  return get(`${tenant.baseUrl}/security/${path}?${new URLSearchParams(query).toString()}`);
}

/** Follows every nextLink. */
export async function listAll(
  tenant: DemoTenant,
  path: string,
  query: Record<string, string> = {},
): Promise<{ readonly pages: readonly ListPage[]; readonly items: readonly Item[] }> {
  const pages = [await list(tenant, path, query)];
  for (let next = pages[0]?.['@odata.nextLink']; next !== undefined;) {
    const page: ListPage = await get(next);
    pages.push(page);
    next = page['@odata.nextLink'];
  }
  return { pages, items: pages.flatMap((page) => page.value) };
}

export async function send(
  method: string,
  url: string,
  body: unknown,
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> {
  const reply = await fetch(url, { method, body: JSON.stringify(body), headers: OPEN_ENUMS });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

/** The error of an answer that is one. */
export async function problem(
  url: string,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly code: string; readonly message: string }> {
  const reply = await fetch(url, init);
  const { error } = (await reply.json()) as { error: { code: string; message: string } };
  return { status: reply.status, code: error.code, message: error.message };
}
