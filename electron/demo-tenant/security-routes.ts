// The endpoints of the demo tenant: from a request to the JSON that answers it.
import { graphSecurity } from '../../resources/graph-security.ts';
import {
  DOMAIN,
  SIGNED_IN_ANALYST,
  TENANT_ID,
  TENANT_NAME,
} from '../../resources/demo-tenant/people.ts';
import type { Collection } from './collection.ts';
import { parseChanges, parseComment } from './edits.ts';
import type { Edit, EditTarget } from './edits.ts';
import { badRequest, GraphError, notFound } from './graph-error.ts';
import { parseFilter } from './odata-filter.ts';
import type { FilterSchema, FilterType } from './odata-filter.ts';
import { nextPageParameters, parseListQuery } from './odata-query.ts';
import type { ListLimits } from './odata-query.ts';
import type { WireAlert, WireIncident } from './wire.ts';
import type { World } from './world.ts';

export interface GraphRequest {
  readonly method: string;
  /** Below `/v1.0`, decoded, without an empty last part. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface RouteContext {
  readonly world: World;
  /** `http://127.0.0.1:PORT/v1.0` */
  readonly baseUrl: string;
  readonly now: number;
  /** Applies an accepted edit; resolves when it is kept. */
  readonly write: (edit: Edit) => Promise<void>;
}

const INCIDENT_FILTERS: FilterSchema = new Map<string, FilterType>([
  ['assignedTo', 'string'],
  ['classification', graphSecurity.enums.alertClassification],
  ['createdDateTime', 'dateTime'],
  ['determination', graphSecurity.enums.alertDetermination],
  ['lastUpdateDateTime', 'dateTime'],
  ['severity', graphSecurity.enums.alertSeverity],
  ['status', graphSecurity.enums.incidentStatus],
]);

const ALERT_FILTERS: FilterSchema = new Map<string, FilterType>([
  ...INCIDENT_FILTERS,
  ['serviceSource', graphSecurity.enums.serviceSource],
  ['status', graphSecurity.enums.alertStatus],
]);

const INCIDENT_LIMITS: ListLimits = { maxTop: 50, defaultTop: 50, canExpandAlerts: true };
const ALERT_LIMITS: ListLimits = { maxTop: 1000, defaultTop: 1000, canExpandAlerts: false };

/** The JSON value that answers a request; throws a `GraphError` for the rest. */
export async function answer(request: GraphRequest, context: RouteContext): Promise<unknown> {
  const [area, set, id, action, ...tooMuch] = request.path;
  if (request.path.length === 1 && area === 'organization')
    return only(request, 'GET', organization(context));
  if (request.path.length === 1 && area === 'me') return only(request, 'GET', me(context));
  if (area !== 'security' || set === undefined || tooMuch.length > 0) throw noSuchPath(request);
  if (set === 'runHuntingQuery' && id === undefined) {
    only(request, 'POST', null);
    throw new GraphError(501, 'NotImplemented', 'The demo tenant does not run hunting queries.');
  }
  if (set !== 'incidents' && set !== 'alerts_v2') throw noSuchPath(request);
  const target: EditTarget = set === 'incidents' ? 'incident' : 'alert';
  if (id === undefined) return only(request, 'GET', () => list(target, request, context));
  if (action === 'comments')
    return only(request, 'POST', () => comment(target, id, request, context));
  if (action !== undefined) throw noSuchPath(request);
  if (request.method === 'PATCH') return patch(target, id, request, context);
  return only(request, 'GET', () => getOne(target, id, request, context));
}

function only<Value>(request: GraphRequest, method: string, reply: Value | (() => Value)): Value {
  if (request.method !== method) {
    throw new GraphError(405, 'MethodNotAllowed', `${request.method} is not allowed here.`, {
      Allow: method,
    });
  }
  return typeof reply === 'function' ? (reply as () => Value)() : reply;
}

function noSuchPath(request: GraphRequest): GraphError {
  return badRequest(`Resource not found for the segment '${request.path.at(-1) ?? ''}'.`);
}

function list(
  target: EditTarget,
  request: GraphRequest,
  { world, baseUrl }: RouteContext,
): unknown {
  const isIncident = target === 'incident';
  const query = parseListQuery(request.query, isIncident ? INCIDENT_LIMITS : ALERT_LIMITS);
  const matches =
    query.filter === null
      ? () => true
      : parseFilter(query.filter, isIncident ? INCIDENT_FILTERS : ALERT_FILTERS);
  const items: Collection<WireIncident> | Collection<WireAlert> = isIncident
    ? world.incidents
    : world.alerts;
  const page = items.page({ ...query, matches });
  const path = isIncident ? 'security/incidents' : 'security/alerts_v2';
  return {
    '@odata.context': `${baseUrl}/$metadata#${path}${query.expandsAlerts ? '(alerts())' : ''}`,
    ...(query.wantsCount ? { '@odata.count': items.count(matches) } : {}),
    ...(page.next === null
      ? {}
      : {
          '@odata.nextLink': `${baseUrl}/${path}?${nextPageParameters(request.query, page.next).toString()}`,
        }),
    value: query.expandsAlerts
      ? page.items.map((item) => ({ ...item, alerts: world.alertsOf(item.id) }))
      : page.items,
  };
}

function getOne(
  target: EditTarget,
  id: string,
  request: GraphRequest,
  context: RouteContext,
): unknown {
  const { world, baseUrl } = context;
  const item = find(target, id, world);
  const { expandsAlerts } = parseListQuery(
    request.query,
    target === 'incident' ? INCIDENT_LIMITS : ALERT_LIMITS,
  );
  const set = target === 'incident' ? 'incidents' : 'alerts_v2';
  return {
    '@odata.context': `${baseUrl}/$metadata#security/${set}${expandsAlerts ? '(alerts())' : ''}/$entity`,
    ...item,
    ...(expandsAlerts ? { alerts: world.alertsOf(id) } : {}),
  };
}

async function patch(
  target: EditTarget,
  id: string,
  request: GraphRequest,
  context: RouteContext,
): Promise<unknown> {
  const item = find(target, id, context.world);
  if (item.status === 'redirected') {
    throw badRequest(
      `Incident ${id} was merged into incident ${String(item['redirectIncidentId'])}.`,
    );
  }
  const changes = parseChanges(target, request.body);
  await context.write({ at: context.now, target, id, kind: 'patch', changes });
  return getOne(target, id, { ...request, query: new URLSearchParams() }, context);
}

async function comment(
  target: EditTarget,
  id: string,
  request: GraphRequest,
  context: RouteContext,
): Promise<unknown> {
  find(target, id, context.world);
  const text = parseComment(request.body);
  await context.write({ at: context.now, target, id, kind: 'comment', text });
  const set = target === 'incident' ? 'incidents' : 'alerts_v2';
  return {
    '@odata.context': `${context.baseUrl}/$metadata#security/${set}('${encodeURIComponent(id)}')/comments`,
    value: find(target, id, context.world).comments,
  };
}

function find(target: EditTarget, id: string, world: World): WireIncident | WireAlert {
  const entry = target === 'incident' ? world.incidents.get(id) : world.alerts.get(id);
  if (entry === undefined)
    throw notFound(`${target === 'incident' ? 'Incident' : 'Alert'} ${id} was not found.`);
  return entry.read();
}

function organization({ baseUrl }: RouteContext): unknown {
  return {
    '@odata.context': `${baseUrl}/$metadata#organization`,
    value: [
      {
        id: TENANT_ID,
        displayName: TENANT_NAME,
        tenantType: 'AAD',
        countryLetterCode: 'NL',
        verifiedDomains: [{ name: DOMAIN, isDefault: true, isInitial: false, type: 'Managed' }],
      },
    ],
  };
}

function me({ baseUrl }: RouteContext): unknown {
  return { '@odata.context': `${baseUrl}/$metadata#users/$entity`, ...SIGNED_IN_ANALYST };
}
