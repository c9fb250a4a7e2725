// What a person wrote, put into the app and read back by the bridge that its windows use.
import type { Page } from '@playwright/test';
import type { OutboxCalls } from '../../shared/contract/outbox.ts';
import type { ShellBridge, ShellCalls } from '../../shared/contract/shell.ts';
import type { Failure, Result } from '../../shared/failure.ts';
import type { TenantId } from '../../shared/model/tenant.ts';

type Gesture = OutboxCalls['outbox.write']['argument'];

/** Of a tenant that is not connected, so that its entries stay in the outbox while another one syncs. */
const tenantId = '00000000-0000-4000-8000-00000000d15c' as TenantId;

/** Comments and assignments in turn; `number` tells one from another. */
export function authoredEntry(number: number, length = 40): Gesture {
  const id = String(1_000 + number);
  const sourceId = `graph-security@${tenantId}`;
  const target = { kind: 'incident' as const, sourceId, tenantId, id };
  if (number % 2 === 0) {
    return { kind: 'comment', target, text: `Note ${number} `.padEnd(length, '§') };
  }
  const value = `analyst-${number}@example.com`;
  return { kind: 'change', target, edits: { assignedTo: { base: null, value } } };
}

/** Null when main says that it is saved. */
export async function write(window: Page, entry: Gesture): Promise<Failure | null> {
  const result = await callShell(window, 'outbox.write', entry);
  return result.ok ? null : result.failure;
}

/** Everything in the outbox, an entry's id, target and words each. */
export async function readEntries(window: Page): Promise<readonly string[]> {
  const result = await callShell(window, 'outbox.read', null);
  if (!result.ok) throw new Error(result.failure.summary);
  return result.value.items.map(({ id, target, content }) =>
    JSON.stringify([id, target.id, content]),
  );
}

export function callShell<N extends keyof ShellCalls>(
  window: Page,
  name: N,
  argument: ShellCalls[N]['argument'],
): Promise<Result<ShellCalls[N]['result']>> {
  return window.evaluate(
    ([calledName, given]) => {
      const { clearpane } = globalThis as unknown as { clearpane: ShellBridge };
      return clearpane.call(calledName as N, given as ShellCalls[N]['argument']);
    },
    [name, argument] as const,
  ) as Promise<Result<ShellCalls[N]['result']>>;
}
