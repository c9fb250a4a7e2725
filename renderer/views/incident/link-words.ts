// Why two alerts belong together, in words.
import type { GroundedLink, NamedReason } from '../../../shared/contract/store-queries.ts';
import type { TieKind } from '../../../shared/correlation/tie.ts';
import { shortEntityName } from '../marks/short-names.ts';

const SHARED: Readonly<Record<TieKind, string>> = {
  machine: 'Same machine',
  account: 'Same account',
  source: 'Came from its machine',
  address: 'Same address',
  network: 'Same domain, URL or sender',
  file: 'Same file',
  cloud: 'Same cloud resource',
};

/** "Same machine web-01, 2 min apart", by what weighs the most; what keeps coming back shares nothing. */
export function linkWords({ ties }: Pick<GroundedLink, 'ties'>): string {
  const [strongest, ...others] = ties;
  if (strongest === undefined) return 'One of a series of the same';
  const more = others.length === 0 ? '' : ` +${String(others.length)}`;
  return `${tieWords(strongest)}${more}`;
}

export function tieWords({ shared, name, secondsApart }: NamedReason): string {
  const isHost = shared === 'machine' || shared === 'source';
  const what =
    name === null
      ? SHARED[shared]
      : `${SHARED[shared]} ${isHost ? shortEntityName({ kind: 'device', name }) : name}`;
  return `${what}, ${apartWords(secondsApart)}`;
}

/** Everything that a link stands on, a line each, its weights included. */
export function linkDetails({ title, ties, reasons, score }: GroundedLink): string {
  return [
    `Linked to “${title}”`,
    ...ties.map((tie) => `${tieWords(tie)} (weight ${tie.weight.toFixed(2)})`),
    ...(reasons.includes('eventSequence') ? ['A later stage of an attack'] : []),
    ...(ties.length === 0 ? ['The same detection keeps coming back'] : []),
    ...(ties.length === 0 ? [] : [`Log-odds that they belong together: ${score.toFixed(2)}`]),
  ].join('\n');
}

function apartWords(seconds: number): string {
  if (seconds < 1) return 'at the same time';
  if (seconds < 120) return `${String(Math.round(seconds))} s apart`;
  if (seconds < 7_200) return `${String(Math.round(seconds / 60))} min apart`;
  if (seconds < 172_800) return `${String(Math.round(seconds / 3_600))} h apart`;
  return `${String(Math.round(seconds / 86_400))} d apart`;
}
