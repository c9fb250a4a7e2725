// Writes the state of security alerts back to Azure Resource Manager, which takes nothing else: each state
// is a POST of its own to the alert at its location, and may be repeated.
import type { Failure } from '../../../shared/failure.ts';
import { decodeSecurityAlert } from '../../../shared/model/arm/decode-security-alert.ts';
import { writableByKind } from '../../../shared/model/writable.ts';
import type { ServiceClient } from '../service-client.ts';
import { writeExchange } from '../write-exchange.ts';
import type { FreshTarget, Writer, WriteTarget } from '../writer.ts';
import type { AlertAddresses } from './alert-addresses.ts';

export interface ArmAlertWriterOptions {
  readonly client: ServiceClient;
  /** As the source's. */
  readonly baseUrl: string;
  /** Those that the source fills. */
  readonly addresses: AlertAddresses;
}

const version = 'api-version=2022-01-01';

/** By the model's status. Nothing in the model says to dismiss rather than to resolve. */
const actions: ReadonlyMap<string, string> = new Map([
  ['new', 'activate'],
  ['inProgress', 'inProgress'],
  ['resolved', 'resolve'],
]);

export function createArmAlertWriter(options: ArmAlertWriterOptions): Writer {
  const { client, baseUrl, addresses } = options;

  /** null for one that is not known. */
  function urlOf({ kind, id }: WriteTarget): string | null {
    const path = kind === 'alert' ? addresses.pathOf(id) : null;
    return path === null ? null : `${baseUrl}${path}`;
  }

  return {
    writable: writableByKind.arm,
    async read(target, signal) {
      const url = urlOf(target);
      if (url === null) return { kind: 'unclear', failure: notRead };
      const request = { method: 'GET', url: `${url}?${version}`, signal } as const;
      return writeExchange(client, request, (json) => readAlert(target, json));
    },
    async patch({ target, fields }, signal) {
      const url = urlOf(target);
      if (url === null) return { kind: 'unclear', failure: notRead };
      const action = actions.get(fields.status ?? '');
      if (action === undefined) return { kind: 'refused', failure: noSuchState };
      const request = { method: 'POST', url: `${url}/${action}?${version}`, signal } as const;
      const reply = await writeExchange(client, request, () => true);
      return reply.kind === 'done' ? { kind: 'done', value: null } : reply;
    },
    postComment: async () => ({ kind: 'refused', failure: noComments }),
  };
}

/** null for anything but the alert. */
function readAlert({ id }: WriteTarget, json: unknown): FreshTarget | null {
  const decoded = decodeSecurityAlert(json, { tenantId: '' });
  if (!decoded.ok || decoded.alert.id !== id) return null;
  const { status } = decoded.alert;
  const fields = typeof status === 'string' ? { status } : {};
  return { tenantId: null, updatedAt: null, redirectedToId: null, fields, comments: [] };
}

/** Of the one alert only: it must not hold back the others. */
const notRead: Failure = {
  kind: 'rejected',
  summary: 'The alert was not read from Azure since the start.',
  action: 'Leave Clearpane running: the change is sent when the alert has been read.',
};
const noSuchState: Failure = {
  kind: 'unsupported',
  summary: 'Azure takes only new, in progress and resolved as the status of an alert.',
};
const noComments: Failure = {
  kind: 'unsupported',
  summary: 'Azure takes no comments on alerts.',
};
