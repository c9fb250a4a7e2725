// Addresses, names and links that the stories meet. Public addresses are of the ranges kept for documentation.
import { minutes } from './script.ts';
import type { EvidenceFacts } from './script.ts';

interface Place {
  readonly code: string;
  readonly country: string;
  readonly state: string;
  readonly city: string;
  readonly latitude: number;
  readonly longitude: number;
}

const place = (
  code: string,
  country: string,
  state: string,
  city: string,
  [latitude, longitude]: readonly [number, number],
): Place => ({
  code,
  country,
  state,
  city,
  latitude,
  longitude,
});

const PLACES = {
  bucharest: place('RO', 'Romania', 'Bucuresti', 'Bucharest', [44.43, 26.1]),
  lagos: place('NG', 'Nigeria', 'Lagos', 'Lagos', [6.45, 3.39]),
  saoPaulo: place('BR', 'Brazil', 'Sao Paulo', 'São Paulo', [-23.55, -46.63]),
  hanoi: place('VN', 'Vietnam', 'Ha Noi', 'Hanoi', [21.03, 105.85]),
  frankfurt: place('DE', 'Germany', 'Hessen', 'Frankfurt am Main', [50.11, 8.68]),
  amsterdam: place('NL', 'Netherlands', 'Noord-Holland', 'Amsterdam', [52.37, 4.9]),
  singapore: place('SG', 'Singapore', 'Central Singapore', 'Singapore', [1.29, 103.85]),
  rotterdam: place('NL', 'Netherlands', 'Zuid-Holland', 'Rotterdam', [51.92, 4.48]),
} as const;

/** Public addresses by the part they play, with where they are said to be. */
const ADDRESSES: ReadonlyMap<string, Place> = new Map([
  ['203.0.113.77', PLACES.bucharest],
  ['203.0.113.18', PLACES.frankfurt],
  ['203.0.113.201', PLACES.hanoi],
  ['203.0.113.144', PLACES.singapore],
  ['192.0.2.41', PLACES.lagos],
  ['192.0.2.88', PLACES.saoPaulo],
  ['192.0.2.163', PLACES.amsterdam],
  ['192.0.2.209', PLACES.bucharest],
  ['198.51.100.24', PLACES.rotterdam],
  ['198.51.100.190', PLACES.amsterdam],
  ['198.51.100.233', PLACES.hanoi],
]);

export function ip(address: string): EvidenceFacts {
  const where = ADDRESSES.get(address);
  return {
    '@odata.type': '#microsoft.graph.security.ipEvidence',
    countryLetterCode: where?.code ?? null,
    ipAddress: address,
    location:
      where === undefined
        ? null
        : {
            city: where.city,
            countryName: where.country,
            latitude: where.latitude,
            longitude: where.longitude,
            state: where.state,
          },
    stream: null,
  };
}

export function url(address: string): EvidenceFacts {
  return { '@odata.type': '#microsoft.graph.security.urlEvidence', url: address };
}

export function dns(
  domainName: string,
  host: string,
  answers: readonly string[],
  server = '10.10.0.10',
): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.dnsEvidence',
    dnsServerIp: ip(server),
    domainName,
    hostIpAddress: ip(host),
    ipAddresses: answers.map(ip),
  };
}

export function connection(
  source: readonly [address: string, port: number],
  destination: readonly [address: string, port: number],
  protocol: 'tcp' | 'udp' = 'tcp',
): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.networkConnectionEvidence',
    destinationAddress: ip(destination[0]),
    destinationPort: destination[1],
    protocol,
    sourceAddress: ip(source[0]),
    sourcePort: source[1],
  };
}

/** A sign-in session in the cloud. */
export function cloudSession(
  who: EvidenceFacts,
  sessionId: string,
  userAgent: string,
): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.cloudLogonSessionEvidence',
    account: who,
    browser: 'Chrome 131',
    deviceName: null,
    operatingSystem: 'Windows 10',
    previousLogonDateTime: minutes(-1503),
    protocol: 'OAuth2',
    sessionId,
    startUtcDateTime: minutes(-2),
    userAgent,
  };
}

export function cloudRequest(requestId: string): EvidenceFacts {
  return { '@odata.type': '#microsoft.graph.security.cloudLogonRequestEvidence', requestId };
}
