// Writes incidents, alerts and comments back through Microsoft Graph security (v1.0).
import type { FieldSet } from '../../../shared/model/annotation.ts';
import { canonicalDetermination } from '../../../shared/model/determination.ts';
import { decodeAlert, decodeComment, decodeIncident } from '../../../shared/model/graph/decode.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { writableByKind } from '../../../shared/model/writable.ts';
import { freshAlert, freshIncident } from '../fresh-target.ts';
import type { ServiceClient } from '../service-client.ts';
import { writeExchange } from '../write-exchange.ts';
import type { FreshTarget, Writer, WriteTarget } from '../writer.ts';

export interface GraphWriterOptions {
  readonly client: ServiceClient;
  /** As allowedServiceBase gives it. */
  readonly baseUrl: string;
}

const collections = { incident: 'incidents', alert: 'alerts_v2' } as const;

export function createGraphWriter({ client, baseUrl }: GraphWriterOptions): Writer {
  const urlOf = ({ kind, id }: WriteTarget): string =>
    `${baseUrl}/security/${collections[kind]}/${encodeURIComponent(id)}`;

  return {
    writable: writableByKind.graph,
    read: (target, signal) =>
      writeExchange(client, { method: 'GET', url: urlOf(target), signal }, (json) =>
        readTarget(target, json),
      ),
    async patch({ target, fields }, signal) {
      const request = {
        method: 'PATCH',
        url: urlOf(target),
        body: bodyOf(fields),
        signal,
      } as const;
      const reply = await writeExchange(client, request, (json) => ({
        shown: readTarget(target, json),
      }));
      return reply.kind === 'done' ? { kind: 'done', value: reply.value.shown } : reply;
    },
    postComment: (target, text, signal) =>
      writeExchange(
        client,
        {
          method: 'POST',
          url: `${urlOf(target)}/comments`,
          body: { '@odata.type': 'microsoft.graph.security.alertComment', comment: text },
          signal,
        },
        readComments,
      ),
  };
}

/** null for JSON that is no incident or alert. */
function readTarget({ kind, id }: WriteTarget, json: unknown): FreshTarget | null {
  if (kind === 'alert') {
    const decoded = decodeAlert(json);
    return decoded.ok && decoded.alert.id === id ? freshAlert(decoded.alert) : null;
  }
  const decoded = decodeIncident(json);
  if (!decoded.ok) return null;
  const { incident } = decoded;
  const fresh = freshIncident(incident);
  // A service that follows the merge by itself answers with the other incident.
  const otherId = incident.id === id ? null : incident.id;
  return { ...fresh, redirectedToId: fresh.redirectedToId ?? otherId };
}

/** null for JSON that is no list. */
function readComments(json: unknown): readonly string[] | null {
  const items = isJsonObject(json) && Object.hasOwn(json, 'value') ? json['value'] : null;
  if (!Array.isArray(items)) return null;
  return items.flatMap((item) => {
    const decoded = decodeComment(item);
    return (decoded.ok && decoded.comment.comment) || [];
  });
}

function bodyOf(changes: FieldSet): FieldSet {
  const { determination } = changes;
  return typeof determination === 'string'
    ? { ...changes, determination: canonicalDetermination(determination) }
    : changes;
}
