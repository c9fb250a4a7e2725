// Where Microsoft Graph may be: its clouds, or a stand-in on this machine that never gets a token.

export type GraphCloud = 'global' | 'usGovernmentL4' | 'usGovernmentL5' | 'china';

/** Service roots from Microsoft's page on national cloud deployments; security is said to exist in global and US. */
export const graphBaseByCloud: Readonly<Record<GraphCloud, string>> = {
  global: 'https://graph.microsoft.com/v1.0',
  usGovernmentL4: 'https://graph.microsoft.us/v1.0',
  usGovernmentL5: 'https://dod-graph.microsoft.us/v1.0',
  china: 'https://microsoftgraph.chinacloudapi.cn/v1.0',
};

export interface ServiceBase {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** False for a stand-in on this machine. */
  readonly mayHaveToken: boolean;
}

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** The base as it may be used; null for anything that is neither a known cloud nor on this machine. */
export function allowedServiceBase(url: string): ServiceBase | null {
  if (!URL.canParse(url)) return null;
  const { protocol, origin, hostname, pathname, username, password, search, hash } = new URL(url);
  if (username !== '' || password !== '' || search !== '' || hash !== '') return null;
  const baseUrl = `${origin}${pathname}`.replace(/\/+$/, '');
  if (Object.values(graphBaseByCloud).includes(baseUrl)) return { baseUrl, mayHaveToken: true };
  const isLoopback = loopbackHosts.has(hostname) && ['http:', 'https:'].includes(protocol);
  return isLoopback ? { baseUrl, mayHaveToken: false } : null;
}
