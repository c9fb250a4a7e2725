// IP addresses in one spelling each, and whether they mean the same host everywhere.

export interface IpAddress {
  /** Dotted IPv4, or eight lower-case IPv6 groups without leading zeros; a mapped IPv4 is an IPv4. */
  readonly canonical: string;
  /** False for private, link-local, carrier-grade and loopback addresses: these name hosts per network. */
  readonly isGlobal: boolean;
}

/** Null for what is no address. A zone (`%eth0`) is dropped. */
export function parseIpAddress(text: string): IpAddress | null {
  const bare = text.trim().replace(/%.*$/s, '');
  const octets = parseIpv4(bare);
  if (octets !== null) return ipv4(octets);
  const groups = parseIpv6(bare);
  if (groups === null) return null;
  const [first = 0, , , , , sixth = 0, seventh = 0, eighth = 0] = groups;
  const leading = groups.slice(0, 5).every((group) => group === 0);
  if (leading && sixth === 0xffff) {
    return ipv4([seventh >> 8, seventh & 255, eighth >> 8, eighth & 255]);
  }
  const isLoopback = leading && sixth === 0 && seventh === 0 && eighth <= 1;
  return {
    canonical: groups.map((group) => group.toString(16)).join(':'),
    isGlobal: !isLoopback && (first & 0xfe00) !== 0xfc00 && (first & 0xffc0) !== 0xfe80,
  };
}

function ipv4(octets: readonly number[]): IpAddress {
  const [a = 0, b = 0] = octets;
  const isLocal =
    a === 0 ||
    a === 10 ||
    a === 127 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168);
  return { canonical: octets.join('.'), isGlobal: !isLocal };
}

function parseIpv4(text: string): readonly number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part))) return null;
  const octets = parts.map(Number);
  return octets.every((octet) => octet <= 255) ? octets : null;
}

function parseIpv6(text: string): readonly number[] | null {
  const halves = text.split('::');
  if (!text.includes(':') || halves.length > 2) return null;
  const [head, tail] = halves.map(parseGroups);
  if (head === null || head === undefined || tail === null) return null;
  if (tail === undefined) return head.length === 8 ? head : null;
  const missing = 8 - head.length - tail.length;
  return missing < 1 ? null : [...head, ...Array<number>(missing).fill(0), ...tail];
}

function parseGroups(text: string): readonly number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    const octets = index === parts.length - 1 ? parseIpv4(part) : null;
    if (octets !== null) {
      const [a = 0, b = 0, c = 0, d = 0] = octets;
      groups.push(a * 256 + b, c * 256 + d);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return null;
    }
  }
  return groups;
}
