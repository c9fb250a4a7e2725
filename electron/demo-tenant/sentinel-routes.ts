// The endpoints of Microsoft Sentinel in the demo tenant: one workspace that is connected to Defender XDR, so
// that its incidents are those of Graph, with their alerts, entities and comments.
import type { ArmContext } from './arm-routes.ts';
import type { Position, SortProperty } from './collection.ts';
import { badRequest, GraphError, notFound } from './graph-error.ts';
import { parseFilter } from './odata-filter.ts';
import type { FilterSchema } from './odata-filter.ts';
import type { GraphRequest } from './security-routes.ts';
import { commentMessage, incidentChanges } from './sentinel-edits.ts';
import {
  alertJson,
  commentJson,
  entitiesReply,
  incidentIdOf,
  incidentJson,
  INSIGHTS,
} from './sentinel-wire.ts';
import { COMMENT_NAME } from './wire.ts';
import type { WireIncident } from './wire.ts';

const MAX_TOP = 1_000;
const DEFAULT_TOP = 50;

const PROPERTIES: ReadonlyMap<string, SortProperty> = new Map([
  ['properties/lastModifiedTimeUtc', 'lastUpdateDateTime'],
  ['properties/createdTimeUtc', 'createdDateTime'],
]);

const FILTERS: FilterSchema = new Map<string, 'dateTime' | 'string'>([
  ...[...PROPERTIES.keys()].map((name) => [name, 'dateTime'] as const),
  ['properties/providerIncidentId', 'string'],
]);

/** The JSON value that answers a request; throws a `GraphError` for the rest. */
export async function answerSentinel(request: GraphRequest, context: ArmContext): Promise<unknown> {
  const path = `/${request.path.join('/')}`;
  const list = `${INSIGHTS}/incidents`.toLowerCase();
  if (!path.toLowerCase().startsWith(list)) throw notFound('There is no such resource.');
  const [name, part, commentName, ...tooMuch] = path.slice(list.length + 1).split('/');
  if (!name) return listIncidents(request, context);
  const incident = incidentNamed(name, context);
  if (incident === undefined || tooMuch.length > 0) throw notFound(`There is no incident ${name}.`);
  if (commentName !== undefined && part !== 'comments') throw notFound(`There is no ${part}.`);
  const alerts = context.world.alertsOf(incident.id);
  switch (part) {
    case undefined:
      return request.method === 'PUT'
        ? putIncident(incident, request, context)
        : incidentJson(incident, alerts);
    case 'alerts':
      requirePost(request);
      return { value: alerts.map(alertJson) };
    case 'entities':
      requirePost(request);
      return entitiesReply(alerts);
    case 'comments':
      if (commentName !== undefined) return putComment(incident, commentName, request, context);
      return { value: incident.comments.map((_, index) => commentJson(incident, index)) };
    default:
      throw notFound(`There is no ${part} of an incident.`);
  }
}

async function putIncident(
  { id }: WireIncident,
  { body }: GraphRequest,
  { world, now, write }: ArmContext,
): Promise<unknown> {
  const changes = incidentChanges(found(world, id), body);
  if (changes !== null) await write({ at: now, target: 'incident', id, kind: 'patch', changes });
  return incidentJson(found(world, id), world.alertsOf(id));
}

async function putComment(
  { id }: WireIncident,
  name: string,
  { method, body }: GraphRequest,
  { world, now, write }: ArmContext,
): Promise<unknown> {
  if (method !== 'PUT') throw notFound('Comments are listed, and put by their name.');
  const text = commentMessage(body);
  await write({ at: now, target: 'incident', id, kind: 'comment', text, name });
  const incident = found(world, id);
  const index = incident.comments.findIndex((comment) => comment[COMMENT_NAME] === name);
  return commentJson(incident, index);
}

function found(world: ArmContext['world'], id: string): WireIncident {
  const incident = world.incidents.get(id)?.read();
  if (incident === undefined) throw notFound(`There is no incident ${id}.`);
  return incident;
}

function requirePost({ method }: GraphRequest): void {
  if (method !== 'POST') {
    throw new GraphError(405, 'MethodNotAllowed', 'Only POST is allowed here.', { Allow: 'POST' });
  }
}

function listIncidents({ query, path }: GraphRequest, { world, armBaseUrl }: ArmContext): unknown {
  const filter = query.get('$filter');
  const isWanted = filter === null ? () => true : parseFilter(filter, FILTERS);
  const page = world.incidents.page({
    // A merged incident is closed in Sentinel by another way, and left out here.
    matches: (row) => {
      const times = [...PROPERTIES].map(
        ([name, property]) => [name, row[property] ?? null] as const,
      );
      const id = { 'properties/providerIncidentId': row['id'] ?? null };
      return row['status'] !== 'redirected' && isWanted({ ...Object.fromEntries(times), ...id });
    },
    order: orderOf(query.get('$orderby')),
    after: positionOf(query.get('$skipToken')),
    skip: 0,
    top: topOf(query.get('$top')),
  });
  const next = new URLSearchParams(query);
  if (page.next !== null) {
    const token = JSON.stringify([page.next.key, page.next.id]);
    next.set('$skipToken', Buffer.from(token).toString('base64url'));
  }
  return {
    value: page.items.map((incident) => incidentJson(incident, world.alertsOf(incident.id))),
    ...(page.next !== null && { nextLink: `${armBaseUrl}/${path.join('/')}?${next.toString()}` }),
  };
}

function orderOf(text: string | null): { property: SortProperty; descending: boolean } {
  if (text === null) return { property: 'createdDateTime', descending: true };
  const [name = '', direction = 'asc'] = text.trim().split(/ +/);
  const property = PROPERTIES.get(name);
  if (property === undefined) throw badRequest(`Sorting by '${name}' is not supported.`);
  return { property, descending: direction === 'desc' };
}

function topOf(text: string | null): number {
  if (text === null) return DEFAULT_TOP;
  if (!/^[1-9]\d{0,3}$/.test(text)) throw badRequest(`Invalid value '${text}' for $top.`);
  return Math.min(Number(text), MAX_TOP);
}

function positionOf(token: string | null): Position | null {
  if (token === null) return null;
  try {
    const [key, id] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown[];
    if (typeof key === 'string' && typeof id === 'string') return { key, id };
  } catch {
    // Answered below, like any other token that is not ours.
  }
  throw badRequest('The skip token is not valid.');
}

function incidentNamed(name: string, { world }: ArmContext): WireIncident | undefined {
  const incident = world.incidents.get(incidentIdOf(name) ?? '')?.read();
  return incident?.status === 'redirected' ? undefined : incident;
}
