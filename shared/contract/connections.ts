// Seam between a visible window and main: where the data comes from, and who is signed in there.
import type { Failure } from '../failure.ts';

/** Microsoft's clouds; each has sign-in and service addresses of its own. */
export type Cloud = 'global' | 'usGovernmentL4' | 'usGovernmentL5' | 'china';

export const clouds: readonly Cloud[] = ['global', 'usGovernmentL4', 'usGovernmentL5', 'china'];

/** What is asked for in one consent; each group when something first needs it. */
export type PermissionGroup = 'read' | 'write' | 'hunt' | 'azure';

/** Delegated permissions by their names: Microsoft Graph's, and for Azure those of its Resource Manager. */
export const permissionsByGroup: Readonly<Record<PermissionGroup, readonly string[]>> = {
  // User.Read is the least that tells the tenant's name.
  read: ['SecurityIncident.Read.All', 'SecurityAlert.Read.All', 'User.Read'],
  write: ['SecurityIncident.ReadWrite.All', 'SecurityAlert.ReadWrite.All'],
  hunt: ['ThreatHunting.Read.All'],
  azure: ['user_impersonation'],
};

/** `browser`: the system's browser, back over a loopback address. `deviceCode`: any other device. */
export type SignInMethod = 'browser' | 'deviceCode';

/** What is read of Azure besides what Defender XDR tells; all off at first. */
export interface AzureSources {
  /** Defender for Cloud's alerts of all subscriptions that the account sees. */
  readonly alerts: boolean;
  /** ARM ids of the workspaces whose Sentinel incidents are read. */
  readonly workspaces: readonly string[];
}

export const noAzureSources: AzureSources = { alerts: false, workspaces: [] };

/** A tenant, as one account sees it. */
export interface TenantConnection {
  /** The same for the same account in the same tenant, after a removal too. */
  readonly id: string;
  readonly cloud: Cloud;
  /** GUID in lower case. */
  readonly tenantId: string;
  /** null until the tenant has told it. */
  readonly tenantName: string | null;
  /** Of the app registration that signs in. */
  readonly clientId: string;
  /** Sign-in name, as the tenant knows it. */
  readonly account: string;
  readonly azure: AzureSources;
  /** Permissions by their names. */
  readonly granted: readonly string[];
  /** What something needed and was not granted: the next sign-in asks for it too. */
  readonly wanted: readonly PermissionGroup[];
  /** Why no token to read can be had; null while signed in, or not tried yet. */
  readonly failure: Failure | null;
}

/** How sign-ins outlive the app. */
export type SignInKeeping =
  /** On disk, encrypted with a key of the system's keyring. */
  | 'keyring'
  /** There is no keyring: gone when Clearpane quits. */
  | 'memory'
  /** There is no keyring, and the person chose to keep them on disk all the same. */
  | 'unprotected';

export type SignInStage =
  | { readonly kind: 'starting' }
  /** The browser is open; `url` is for one that did not open. */
  | { readonly kind: 'browser'; readonly url: string }
  | {
      readonly kind: 'deviceCode';
      readonly code: string;
      readonly url: string;
      readonly expiresAt: number;
    };

export interface ConnectionsState {
  readonly demoTenant: boolean;
  readonly tenants: readonly TenantConnection[];
  /** The one sign-in under way. */
  readonly signingIn: SignInStage | null;
  readonly keeping: SignInKeeping;
  /** Address from the command line that takes the place of all sources. */
  readonly replacedBy: string | null;
}

/** One thing that a test asked the service for. */
export interface ConnectionCheck {
  readonly what: 'Tenant' | 'Incidents' | 'Alerts' | 'Azure subscriptions';
  /** What came, in words; or why nothing did. */
  readonly outcome: { readonly found: string } | { readonly failure: Failure };
}

export interface ConnectRequest {
  readonly cloud: Cloud;
  readonly clientId: string;
  /** GUID or domain; null for the tenant of whoever signs in. */
  readonly tenant: string | null;
  readonly method: SignInMethod;
}

type OneConnection = { readonly id: string };

/** Part of ShellCalls. Sign-ins resolve when the person is through; a second one waits for no first: it fails. */
export type ConnectionCalls = {
  readonly 'connections.read': { readonly argument: null; readonly result: ConnectionsState };
  readonly 'connections.connect': { readonly argument: ConnectRequest; readonly result: null };
  readonly 'connections.signIn': {
    readonly argument: OneConnection & { readonly method: SignInMethod };
    readonly result: null;
  };
  /** The sign-in under way fails with `cancelled`. */
  readonly 'connections.cancelSignIn': { readonly argument: null; readonly result: null };
  readonly 'connections.test': {
    readonly argument: OneConnection;
    readonly result: readonly ConnectionCheck[];
  };
  /** Forgets the tokens; the connection stays and asks for a sign-in. */
  readonly 'connections.signOut': { readonly argument: OneConnection; readonly result: null };
  /** Signs out and forgets the connection; what it brought stays. */
  readonly 'connections.remove': { readonly argument: OneConnection; readonly result: null };
  readonly 'connections.setAzure': {
    readonly argument: OneConnection & { readonly azure: AzureSources };
    readonly result: null;
  };
  readonly 'connections.setDemoTenant': {
    readonly argument: { readonly isOn: boolean };
    readonly result: null;
  };
  /** Whether sign-ins are kept on disk where there is no keyring. */
  readonly 'connections.keepUnprotected': {
    readonly argument: { readonly isOn: boolean };
    readonly result: null;
  };
};

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const domain = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}$/i;

export function isClientId(text: string): boolean {
  return guid.test(text);
}

/** A tenant's GUID or one of its domains. */
export function isTenantName(text: string): boolean {
  return guid.test(text) || domain.test(text);
}

const workspace =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/?#]{1,90}\/providers\/Microsoft\.OperationalInsights\/workspaces\/[a-z0-9-]{4,63}$/i;

/** The ARM id of a Log Analytics workspace, as its properties page shows it. */
export function isWorkspaceId(text: string): boolean {
  return workspace.test(text);
}
