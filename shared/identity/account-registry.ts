// Which account mentions name the same account of a tenant. Directory ids join, names join what does not
// contradict; accounts that every machine has, and machines' own accounts, identify nobody.
import { isBuiltInAccount } from './account-entities.ts';

/** Of Graph's `userAccount`; "" and null say nothing. */
export interface AccountMention {
  readonly azureAdUserId?: string | null;
  readonly userSid?: string | null;
  readonly userPrincipalName?: string | null;
  readonly accountName?: string | null;
  readonly domainName?: string | null;
}

interface Account {
  parent: number;
  entra: string | null;
  sid: string | null;
}

/** Names that images and services give to their own accounts: the same on machines that share nothing. */
const IMAGE_ACCOUNTS: ReadonlySet<string> = new Set([
  'azureuser',
  'centos',
  'daemon',
  'debian',
  'defaultaccount',
  'ec2-user',
  'guest',
  'iusr',
  'nobody',
  'ubuntu',
  'wdagutilityaccount',
  'www-data',
]);

/** Equal `accountOf` means the same account. */
export class AccountRegistry {
  readonly #accounts: Account[] = [];
  readonly #nodeByName = new Map<string, number>();

  readonly #joined: (kept: number, gone: number) => void;

  /** `joined` is told of each two accounts that turn out to be one: the second is the first from then on. */
  constructor(joined: (kept: number, gone: number) => void = () => undefined) {
    this.#joined = joined;
  }

  /** A node for `accountOf`; null where the mention identifies nobody. */
  resolve(tenant: string, mention: AccountMention): number | null {
    if (isBuiltInAccount(mention as Parameters<typeof isBuiltInAccount>[0])) return null;
    const name = folded(mention.accountName);
    const entra = folded(mention.azureAdUserId);
    const sid = folded(mention.userSid);
    const upn = folded(mention.userPrincipalName);
    if (name !== null && (IMAGE_ACCOUNTS.has(name) || name.endsWith('$'))) return null;
    const keys: string[] = [];
    if (entra !== null) keys.push(`${tenant} entra ${entra}`);
    if (sid !== null) keys.push(`${tenant} sid ${sid}`);
    if (upn !== null) keys.push(`${tenant} upn ${upn}`);
    // NetBIOS and DNS names of one domain have no common form: what contradicts is told by the ids.
    if (name !== null) keys.push(`${tenant} name ${name}`);
    if (keys.length === 0) return null;

    let node: number | null = null;
    for (const key of keys) {
      const known = this.#nodeByName.get(key);
      if (known === undefined) continue;
      if (node === null) {
        if (this.#agrees(known, entra, sid)) node = this.accountOf(known);
      } else node = this.#union(node, known);
    }
    const account = node ?? this.#newAccount();
    const own = this.#accounts[account];
    if (own === undefined) throw new Error('an account without a record');
    own.entra ??= entra;
    own.sid ??= sid;
    for (const key of keys) if (!this.#nodeByName.has(key)) this.#nodeByName.set(key, account);
    return account;
  }

  accountOf(node: number): number {
    let root = node;
    for (;;) {
      const parent = this.#accounts[root]?.parent ?? root;
      if (parent === root) return root;
      root = parent;
    }
  }

  #newAccount(): number {
    this.#accounts.push({ parent: this.#accounts.length, entra: null, sid: null });
    return this.#accounts.length - 1;
  }

  #agrees(node: number, entra: string | null, sid: string | null): boolean {
    const own = this.#accounts[this.accountOf(node)];
    return !contradict(own?.entra ?? null, entra) && !contradict(own?.sid ?? null, sid);
  }

  #union(a: number, b: number): number {
    const first = this.accountOf(a);
    const second = this.accountOf(b);
    const one = this.#accounts[first];
    const other = this.#accounts[second];
    if (first === second || one === undefined || other === undefined) return first;
    if (contradict(one.entra, other.entra) || contradict(one.sid, other.sid)) return first;
    const [root, child] = first < second ? [one, other] : [other, one];
    const [kept, gone] = first < second ? [first, second] : [second, first];
    child.parent = kept;
    root.entra ??= child.entra;
    root.sid ??= child.sid;
    this.#joined(kept, gone);
    return kept;
  }
}

function contradict(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b;
}

function folded(text: string | null | undefined): string | null {
  return text ? text.toLowerCase() : null;
}
