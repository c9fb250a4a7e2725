// Writes incidents and their comments back to Microsoft Sentinel. An incident is sent whole with its etag, so
// that nobody's change is overwritten unseen; a comment has a name of ours, so that it cannot be there twice.
import { createHash } from 'node:crypto';
import type { Failure } from '../../../shared/failure.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../shared/model/json.ts';
import { LooseObject } from '../../../shared/model/loose-object.ts';
import { decodeSentinelIncident } from '../../../shared/model/sentinel/decode-incident.ts';
import { encodeIncidentChanges } from '../../../shared/model/sentinel/encode-changes.ts';
import { writableByKind } from '../../../shared/model/writable.ts';
import { readArmList, readArmPage } from '../arm-page.ts';
import { freshIncident } from '../fresh-target.ts';
import type { ServiceClient } from '../service-client.ts';
import { settled, writeExchange } from '../write-exchange.ts';
import type { FreshTarget, WriteReply, Writer, WriteTarget } from '../writer.ts';
import { incidentsUrl, sentinelVersion } from './incident-addresses.ts';

export interface SentinelWriterOptions {
  readonly client: ServiceClient;
  /** As the source's. */
  readonly baseUrl: string;
  /** Resource ids of the tenant's workspaces: an incident's id does not tell in which it is. */
  readonly workspaces: readonly string[];
}

/** An incident and where it is. */
interface Found {
  readonly url: string;
  readonly resource: JsonObject;
}

export function createSentinelWriter(options: SentinelWriterOptions): Writer {
  const { client, baseUrl } = options;
  const lists = options.workspaces.map((workspace) => incidentsUrl(baseUrl, workspace));
  const urlById = new Map<string, string>();

  async function find({ id }: WriteTarget, signal: AbortSignal): Promise<WriteReply<Found>> {
    const known = urlById.get(id);
    if (known !== undefined) return readAt(known, id, signal);
    let reply: WriteReply<Found> = { kind: 'gone', failure: notFound };
    for (const list of lists) {
      const isOfDefender = /^\d+$/.test(id);
      const found = isOfDefender
        ? await lookUp(list, id, signal)
        : await readAt(`${list}/${encodeURIComponent(id)}`, id, signal);
      if (found.kind === 'done') {
        urlById.set(id, found.value.url);
        return found;
      }
      // Of a workspace that does not answer, nobody knows whether it has the incident.
      if (found.kind !== 'gone') reply = found;
    }
    return reply;
  }

  function readAt(url: string, id: string, signal: AbortSignal): Promise<WriteReply<Found>> {
    const request = { method: 'GET', url: `${url}?${sentinelVersion}`, signal } as const;
    return writeExchange(client, request, (json) =>
      isJsonObject(json) && idOf(json) === id ? { url, resource: json } : null,
    );
  }

  /** Defender's own incidents have another name in Sentinel. */
  async function lookUp(list: string, id: string, signal: AbortSignal): Promise<WriteReply<Found>> {
    const filter = encodeURIComponent(`properties/providerIncidentId eq '${id}'`);
    const url = `${list}?$filter=${filter}&${sentinelVersion}`;
    const request = { method: 'GET', url, signal } as const;
    const listed = await writeExchange(client, request, (json) => readArmPage(json, url).items);
    if (listed.kind !== 'done') return listed;
    for (const item of listed.value) {
      const name = isJsonObject(item) ? new LooseObject(item).text('name') : null;
      if (!isJsonObject(item) || name === null || idOf(item) !== id) continue;
      return {
        kind: 'done',
        value: { url: `${list}/${encodeURIComponent(name)}`, resource: item },
      };
    }
    return { kind: 'gone', failure: notFound };
  }

  return {
    writable: writableByKind.sentinel,
    read: (target, signal) =>
      settled(async () => {
        const found = await find(target, signal);
        if (found.kind !== 'done') return found;
        const { url, resource } = found.value;
        const comments = await readArmList(client, `${url}/comments?${sentinelVersion}`, signal);
        const fresh = freshOf(resource, comments as readonly Json[]);
        return fresh === null
          ? { kind: 'unclear', failure: unlike }
          : { kind: 'done', value: fresh };
      }),
    async patch({ target, fields, fresh }, signal) {
      const url = urlById.get(target.id);
      if (url === undefined || fresh.resource === undefined) {
        return { kind: 'unclear', failure: notFound };
      }
      const body = encodeIncidentChanges(fresh.resource, fields);
      if (body === null) return { kind: 'refused', failure: noSuchWord };
      const request = { method: 'PUT', url: `${url}?${sentinelVersion}`, body, signal } as const;
      const reply = await writeExchange(client, request, (json) => ({ shown: freshOf(json, []) }));
      if (reply.kind !== 'done') return reply;
      const { shown } = reply.value;
      return { kind: 'done', value: shown && { ...shown, comments: fresh.comments } };
    },
    async postComment(target, text, signal) {
      const found = await find(target, signal);
      if (found.kind !== 'done') return found;
      const name = commentName(target, text);
      const request = {
        method: 'PUT',
        url: `${found.value.url}/comments/${name}?${sentinelVersion}`,
        body: { properties: { message: text } },
        signal,
      } as const;
      return writeExchange(client, request, messageOf);
    },
  };
}

/** As the source gives it to the incident; null for JSON that is no incident. */
function idOf(resource: JsonObject): string | null {
  const decoded = decodeSentinelIncident(resource, { tenantId: '' });
  return decoded.ok ? decoded.incident.id : null;
}

function freshOf(json: unknown, comments: readonly Json[]): FreshTarget | null {
  const decoded = decodeSentinelIncident(json, { tenantId: '', comments });
  if (!decoded.ok || !isJsonObject(json)) return null;
  return { ...freshIncident(decoded.incident), resource: json };
}

/** A GUID, the same for the same text: it carries the comment's ref, so that no two texts are equal. */
function commentName({ id }: WriteTarget, text: string): string {
  const digits = createHash('sha256').update(`${id}\n${text}`).digest('hex');
  const parts = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 15)];
  return `${parts[0]}-${parts[1]}-8${parts[2]}-a${digits.slice(15, 18)}-${digits.slice(18, 30)}`;
}

function messageOf(json: unknown): readonly string[] | null {
  const comment = isJsonObject(json) ? new LooseObject(json).object('properties') : null;
  const message = comment?.text('message') ?? null;
  return message === null ? null : [message];
}

const notFound: Failure = {
  kind: 'rejected',
  summary: 'None of the connected Microsoft Sentinel workspaces has this incident.',
};
const unlike: Failure = {
  kind: 'rejected',
  summary: 'Something other than the incident came from Microsoft Sentinel.',
};
const noSuchWord: Failure = {
  kind: 'unsupported',
  summary: 'Microsoft Sentinel has no such status or classification.',
};
