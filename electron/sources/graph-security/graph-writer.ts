// Writes incidents, alerts and comments back through Microsoft Graph security (v1.0).
import { failureIn } from '../../../shared/failure.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { FieldName, FieldSet } from '../../../shared/model/annotation.ts';
import { canonicalDetermination } from '../../../shared/model/determination.ts';
import { decodeAlert, decodeComment, decodeIncident } from '../../../shared/model/graph/decode.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { ServiceRequest } from '../http-exchange.ts';
import type { ServiceClient } from '../service-client.ts';
import { writeFinality } from '../write-finality.ts';
import type { FreshTarget, WriteReply, Writer, WriteTarget } from '../writer.ts';

export interface GraphWriterOptions {
  readonly client: ServiceClient;
  /** As allowedServiceBase gives it. */
  readonly baseUrl: string;
}

const shared: readonly FieldName[] = ['status', 'assignedTo', 'classification', 'determination'];

/** The metadata calls an incident's displayName and severity settable; the pages do not list them. */
const writable: Writer['writable'] = {
  incident: {
    fields: new Set<FieldName>([...shared, 'customTags', 'displayName', 'severity']),
    comments: true,
  },
  alert: { fields: new Set(shared), comments: true },
};

const collections = { incident: 'incidents', alert: 'alerts_v2' } as const;

export function createGraphWriter({ client, baseUrl }: GraphWriterOptions): Writer {
  const urlOf = ({ kind, id }: WriteTarget): string =>
    `${baseUrl}/security/${collections[kind]}/${encodeURIComponent(id)}`;

  async function exchange<Value>(
    request: ServiceRequest,
    decode: (json: unknown) => Value | null,
  ): Promise<WriteReply<Value>> {
    try {
      const reply = await client.send(request);
      if (reply.kind === 'refusal')
        return { kind: writeFinality(reply.status), failure: reply.failure };
      const value = decode(reply.json);
      return value === null ? unreadable(request.url) : { kind: 'done', value };
    } catch (error) {
      const failure = failureIn(error);
      if (failure === null) throw error;
      return { kind: 'unclear', failure };
    }
  }

  return {
    writable,
    read: (target, signal) =>
      exchange({ method: 'GET', url: urlOf(target), signal }, (json) => readTarget(target, json)),
    async patch(target, changes, signal) {
      const request = {
        method: 'PATCH',
        url: urlOf(target),
        body: bodyOf(changes),
        signal,
      } as const;
      const reply = await exchange(request, (json) => ({ shown: readTarget(target, json) }));
      return reply.kind === 'done' ? { kind: 'done', value: reply.value.shown } : reply;
    },
    postComment: (target, text, signal) =>
      exchange(
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

function unreadable(url: string): { readonly kind: 'unclear'; readonly failure: Failure } {
  const { host, origin, pathname } = new URL(url);
  const summary = `Something other than what was asked for came from ${host}.`;
  return { kind: 'unclear', failure: { kind: 'rejected', summary, place: `${origin}${pathname}` } };
}

/** null for JSON that is no incident or alert. */
function readTarget({ kind, id }: WriteTarget, json: unknown): FreshTarget | null {
  if (kind === 'alert') {
    const decoded = decodeAlert(json);
    return decoded.ok && decoded.alert.id === id
      ? { ...shownBy(decoded.alert), redirectedToId: null }
      : null;
  }
  const decoded = decodeIncident(json);
  if (!decoded.ok) return null;
  const { incident } = decoded;
  const { displayName, severity } = incident;
  const shown = shownBy(incident);
  return {
    ...shown,
    // A service that follows the merge by itself answers with the other incident.
    redirectedToId: incident.redirectIncidentId || (incident.id === id ? null : incident.id),
    fields: {
      ...shown.fields,
      customTags: incident.customTags,
      ...(typeof displayName === 'string' && { displayName }),
      ...(typeof severity === 'string' && { severity }),
    },
  };
}

type Shown =
  | Extract<ReturnType<typeof decodeAlert>, { ok: true }>['alert']
  | Extract<ReturnType<typeof decodeIncident>, { ok: true }>['incident'];

function shownBy(object: Shown): Omit<FreshTarget, 'redirectedToId'> {
  const { status, assignedTo = null, classification = null, determination = null } = object;
  return {
    tenantId: object.tenantId ? tenantId(object.tenantId) : null,
    updatedAt: object.lastUpdateDateTime ?? null,
    fields: {
      ...(typeof status === 'string' && { status }),
      assignedTo,
      classification,
      determination,
    },
    comments: object.comments.flatMap(({ comment }) => comment ?? []),
  };
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
