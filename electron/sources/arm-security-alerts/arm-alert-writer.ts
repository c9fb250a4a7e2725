// Writes the state of security alerts back to Azure Resource Manager, which takes nothing else: each state
// is a POST of its own to the alert at its location, and may be repeated.
import { failureIn } from '../../../shared/failure.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { FieldName } from '../../../shared/model/annotation.ts';
import { decodeSecurityAlert } from '../../../shared/model/arm/decode-security-alert.ts';
import type { ServiceClient, ServiceReply } from '../service-client.ts';
import { writeFinality } from '../write-finality.ts';
import type { FreshTarget, WriteReply, Writer, WriteTarget } from '../writer.ts';
import type { AlertAddresses } from './alert-addresses.ts';

export interface ArmAlertWriterOptions {
  readonly client: ServiceClient;
  /** As the source's. */
  readonly baseUrl: string;
  /** Those that the source fills. */
  readonly addresses: AlertAddresses;
}

const version = 'api-version=2022-01-01';

const writable: Writer['writable'] = {
  incident: { fields: new Set(), comments: false },
  alert: { fields: new Set<FieldName>(['status']), comments: false },
};

/** By the model's status. Nothing in the model says to dismiss rather than to resolve. */
const actions: ReadonlyMap<string, string> = new Map([
  ['new', 'activate'],
  ['inProgress', 'inProgress'],
  ['resolved', 'resolve'],
]);

export function createArmAlertWriter(options: ArmAlertWriterOptions): Writer {
  const { client, baseUrl, addresses } = options;

  async function sent<Value>(
    target: WriteTarget,
    send: (alertUrl: string) => Promise<ServiceReply>,
    read: (json: unknown, alertUrl: string) => WriteReply<Value>,
  ): Promise<WriteReply<Value>> {
    const path = target.kind === 'alert' ? addresses.pathOf(target.id) : null;
    if (path === null) return { kind: 'unclear', failure: notRead };
    const alertUrl = `${baseUrl}${path}`;
    try {
      const reply = await send(alertUrl);
      if (reply.kind === 'answer') return read(reply.json, alertUrl);
      return { kind: writeFinality(reply.status), failure: reply.failure };
    } catch (error) {
      const failure = failureIn(error);
      if (failure === null) throw error;
      return { kind: 'unclear', failure };
    }
  }

  return {
    writable,
    read: (target, signal) =>
      sent(
        target,
        (url) => client.getJson(`${url}?${version}`, signal),
        (json, url) => readAlert(target, json, url),
      ),
    async patch(target, changes, signal) {
      const action = actions.get(changes.status ?? '');
      if (action === undefined) return { kind: 'refused', failure: noSuchState };
      return sent(
        target,
        (url) => client.send({ method: 'POST', url: `${url}/${action}?${version}`, signal }),
        () => ({ kind: 'done', value: null }),
      );
    },
    postComment: async () => ({ kind: 'refused', failure: noComments }),
  };
}

function readAlert({ id }: WriteTarget, json: unknown, url: string): WriteReply<FreshTarget> {
  const decoded = decodeSecurityAlert(json, { tenantId: '' });
  if (!decoded.ok || decoded.alert.id !== id) {
    const summary = `Something other than the alert came from ${new URL(url).host}.`;
    return { kind: 'unclear', failure: { kind: 'rejected', summary, place: url } };
  }
  const { status } = decoded.alert;
  const fields = typeof status === 'string' ? { status } : {};
  const value = { tenantId: null, updatedAt: null, redirectedToId: null, fields, comments: [] };
  return { kind: 'done', value };
}

const notRead: Failure = {
  kind: 'offline',
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
