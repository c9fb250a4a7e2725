// For tests: a faulty service that speaks Azure Resource Manager, of a Sentinel workspace's incidents and of
// Defender for Cloud's alerts.
import { refOf } from '../../shared/model/annotation-id.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import { LooseObject } from '../../shared/model/loose-object.ts';
import { decodeSentinelIncident } from '../../shared/model/sentinel/decode-incident.ts';
import { sentinelStatus } from '../../shared/model/sentinel/incident-words.ts';
import type { Asked, ServedItem, ServiceWords } from './service-words.ts';

export const faultyWorkspace = '/subscriptions/s/workspaces/w';

/** Where the alert of this id is. */
export function faultyAlertPath(id: string): string {
  return `/subscriptions/s/providers/Microsoft.Security/locations/l/alerts/${id.slice(2)}`;
}

export const azureWords: ServiceWords = {
  read({ method, url, body, item }) {
    const [path = ''] = url.split('?');
    const ofAlert = /\/alerts\/([^/]+)(?:\/(\w+))?$/.exec(path);
    if (ofAlert !== null) return alertRequest(ofAlert[1] ?? '', ofAlert[2]);
    const [, id = '', part, name = ''] =
      /\/incidents\/([^/]+)(?:\/(comments)(?:\/(.+))?)?$/.exec(path) ?? [];
    const incidentPath = `incidents/${id}`;
    if (method === 'GET') {
      const show = part === undefined ? shownIncident : shownComments;
      return { path: incidentPath, write: null, show, hide: show };
    }
    const json = JSON.parse(body) as JsonObject;
    if (part !== undefined) {
      const comment = new LooseObject(json).object('properties')?.text('message') ?? '';
      const show = (shown: ServedItem | undefined): unknown => {
        const message = shown?.comments.find((text) => refOf(text) === refOf(comment));
        return { name, properties: message === undefined ? {} : { message } };
      };
      return { path: incidentPath, write: { comment, name }, show, hide: () => ({}) };
    }
    const before = item(incidentPath);
    const isOfThisVersion = before !== undefined && json['etag'] === etagOf(before);
    const write = isOfThisVersion ? { patch: changesOf(before, json) } : null;
    return { path: incidentPath, write, show: shownIncident, hide: shownIncident };
  },
};

const actions: Readonly<Record<string, string>> = {
  activate: 'new',
  inProgress: 'inProgress',
  resolve: 'resolved',
};

function alertRequest(name: string, action: string | undefined): Asked {
  const path = `alerts_v2/dc${name}`;
  if (action === undefined) return { path, write: null, show: shownAlert, hide: shownAlert };
  const nothing = (): null => null;
  return { path, write: { patch: { status: actions[action] } }, show: nothing, hide: nothing };
}

const states: Readonly<Record<string, string>> = {
  new: 'Active',
  inProgress: 'InProgress',
  resolved: 'Resolved',
};

function shownAlert(item: ServedItem | undefined): unknown {
  return { name: item?.id.slice(2), properties: { status: states[String(item?.['status'])] } };
}

interface ServedIncident extends ServedItem {
  readonly status: string;
  readonly assignedTo: string | null;
  readonly customTags: readonly string[];
}

function shownIncident(item: ServedItem | undefined): JsonObject {
  if (item === undefined) return {};
  const { status, assignedTo, customTags } = item as ServedIncident;
  return {
    name: item.id,
    etag: etagOf(item),
    properties: {
      title: 'Ransomware',
      severity: 'High',
      status: sentinelStatus(status),
      owner: { userPrincipalName: assignedTo },
      labels: customTags.map((labelName) => ({ labelName })),
      lastModifiedTimeUtc: String(item['lastUpdateDateTime']),
    },
  };
}

function shownComments(item: ServedItem | undefined): unknown {
  return { value: (item?.comments ?? []).map((message) => ({ properties: { message } })) };
}

/** Comments do not change the incident itself. */
function etagOf({ comments: _comments, lastUpdateDateTime: _at, ...item }: ServedItem): string {
  return JSON.stringify(item);
}

/** What a whole incident says other than the present one. */
function changesOf(item: ServedItem, json: JsonObject): object {
  const [before, after] = [shownIncident(item), { ...json, name: item.id }].map((incident) => {
    const decoded = decodeSentinelIncident(incident, { tenantId: '' });
    if (!decoded.ok) throw new Error(decoded.reason);
    const { status, assignedTo = null, customTags } = decoded.incident;
    return { status, assignedTo, customTags };
  });
  return Object.fromEntries(
    Object.entries(after ?? {}).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(before?.[name as keyof typeof before]),
    ),
  );
}
