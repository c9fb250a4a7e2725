// What an alert has in common with others: the machine, the account, the address and so on that it is
// about, as keys that are equal where they mean the same thing.
import type { ClueKind } from './evidence-clues.ts';

/**
 * Kinds of ties, by what they are worth. `source`: the machine that acted on another one, told by its
 * private address. `network`: domains, URLs, senders and messages, which attackers make for one attack.
 * `cloud`: clusters, pods, containers, images and cloud resources.
 */
export const TIE_KINDS = [
  'machine',
  'account',
  'source',
  'address',
  'network',
  'file',
  'cloud',
] as const;

export type TieKind = (typeof TIE_KINDS)[number];

export interface Tie {
  readonly kind: TieKind;
  /** Equal in two alerts where they share it. Sources bear the keys of machines. */
  readonly key: string;
}

/** Clues that tie. Commodity things (process images, applications, API calls) tie nothing. */
const KIND_OF_CLUE: Partial<Readonly<Record<ClueKind, TieKind>>> = {
  address: 'address',
  cluster: 'cloud',
  container: 'cloud',
  domain: 'network',
  file: 'file',
  image: 'cloud',
  message: 'network',
  pod: 'cloud',
  resource: 'cloud',
  sender: 'network',
  url: 'network',
};

export function tieKindOf(clue: ClueKind): TieKind | null {
  return KIND_OF_CLUE[clue] ?? null;
}
