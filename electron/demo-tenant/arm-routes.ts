// The endpoints of Azure Resource Manager in the demo tenant: its tenant, subscriptions and security alerts.
// What is set here is set in the world, so that Graph shows it too.
import { SUBSCRIPTIONS } from '../../resources/demo-tenant/clouds.ts';
import { DOMAIN, TENANT_ID, TENANT_NAME } from '../../resources/demo-tenant/people.ts';
import { armAlert, armName, informationalAlerts, isInArm } from './arm-alert.ts';
import type { ArmAlert, ArmState } from './arm-alert.ts';
import { armPage } from './arm-list.ts';
import type { Edition } from './expand-incident.ts';
import { badRequest, GraphError, notFound } from './graph-error.ts';
import type { GraphRequest, RouteContext } from './security-routes.ts';
import { answerSentinel } from './sentinel-routes.ts';

export interface ArmContext extends RouteContext {
  /** `http://127.0.0.1:PORT` */
  readonly armBaseUrl: string;
  readonly edition: Edition;
}

/** Reply to a request without content. */
export const noContent = Symbol('204');

const ALERTS_PER_PAGE = 100;

/** Whose alerts Defender for Cloud lists. */
const PRODUCTS: ReadonlySet<string> = new Set([
  'microsoftDefenderForCloud',
  'microsoftDefenderForEndpoint',
]);

const ACTIONS: ReadonlyMap<string, { readonly state: ArmState; readonly status: string }> = new Map(
  [
    ['dismiss', { state: 'Dismissed', status: 'resolved' }],
    ['resolve', { state: 'Resolved', status: 'resolved' }],
    ['activate', { state: 'Active', status: 'new' }],
    ['inprogress', { state: 'InProgress', status: 'inProgress' }],
  ],
);

/** The JSON value that answers a request, or `noContent`; throws a `GraphError` for the rest. */
export async function answerArm(request: GraphRequest, context: ArmContext): Promise<unknown> {
  if (!request.query.has('api-version')) {
    throw new GraphError(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  const [root = '', subscriptionId, ...rest] = request.path.map((part) => part.toLowerCase());
  if (root === 'tenants' && subscriptionId === undefined) return { value: [tenant()] };
  if (root !== 'subscriptions') throw noSuchPath(request);
  if (subscriptionId === undefined) return { value: subscriptions() };
  if (!Object.values<string>(SUBSCRIPTIONS).includes(subscriptionId)) {
    throw new GraphError(404, 'SubscriptionNotFound', `There is no ${subscriptionId}.`);
  }
  const path = rest.join('/');
  if (path === 'providers/microsoft.security/alerts') {
    return listAlerts(subscriptionId, request, context);
  }
  const one =
    /^providers\/microsoft\.security\/locations\/([^/]+)\/alerts\/([^/]+)(?:\/([^/]+))?$/.exec(
      path,
    );
  if (one !== null) {
    const [, location, name, action] = one;
    const alert = alertsOf(subscriptionId, context).find(
      (found) => found.name === name && found.location === location,
    );
    if (alert === undefined) throw notFound('The alert was not found at this location.');
    return action === undefined ? alert.json : setState(alert, action, request, context);
  }
  return answerSentinel(request, context);
}

function tenant(): unknown {
  return {
    id: `/tenants/${TENANT_ID}`,
    tenantId: TENANT_ID,
    displayName: TENANT_NAME,
    defaultDomain: DOMAIN,
    tenantCategory: 'Home',
  };
}

function subscriptions(): readonly unknown[] {
  return Object.entries(SUBSCRIPTIONS).map(([name, subscriptionId]) => ({
    id: `/subscriptions/${subscriptionId}`,
    subscriptionId,
    tenantId: TENANT_ID,
    displayName: `nwh-${name}`,
    state: 'Enabled',
  }));
}

function listAlerts(subscriptionId: string, request: GraphRequest, context: ArmContext): unknown {
  const items = alertsOf(subscriptionId, context).map(({ name, json }) => ({ key: name, json }));
  return armPage(items, {
    url: `${context.armBaseUrl}/${request.path.join('/')}`,
    query: request.query,
    top: ALERTS_PER_PAGE,
  });
}

/** By name, which is newest first. */
function alertsOf(subscriptionId: string, context: ArmContext): readonly ArmAlert[] {
  const { world, edition } = context;
  const { armStates } = world;
  const candidates = world.alerts.page({
    matches: (row) => PRODUCTS.has(row['serviceSource'] ?? ''),
    order: { property: 'createdDateTime', descending: true },
    after: null,
    skip: 0,
    top: Number.MAX_SAFE_INTEGER,
  }).items;
  return [
    ...candidates.filter(isInArm).map((alert) => armAlert(alert, armStates.get(armName(alert)))),
    ...informationalAlerts(edition, (name) => armStates.get(name)),
  ]
    .filter((alert) => alert.subscriptionId === subscriptionId)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function setState(
  alert: ArmAlert,
  action: string,
  request: GraphRequest,
  context: ArmContext,
): Promise<unknown> {
  const wanted = ACTIONS.get(action);
  if (wanted === undefined) throw noSuchPath(request);
  if (request.method !== 'POST') {
    throw new GraphError(405, 'MethodNotAllowed', 'Only POST is allowed here.', { Allow: 'POST' });
  }
  const { now, world, write } = context;
  const { state, status } = wanted;
  await write({ at: now, target: 'alert', id: alert.name, kind: 'armState', state });
  // Only its own alerts have this id in Graph: to those of other products nothing is passed on.
  const id = `dc${alert.name}`;
  if (world.alerts.get(id) !== undefined) {
    await write({ at: now, target: 'alert', id, kind: 'patch', changes: { status } });
  }
  return noContent;
}

function noSuchPath(request: GraphRequest): GraphError {
  return badRequest(`There is nothing at ${request.path.join('/')}.`);
}
