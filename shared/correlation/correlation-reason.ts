// Why alerts were linked, in the words of Graph (microsoft.graph.security.correlationReason), and with
// what they share, how far apart they were and what it weighed.
import { tieScore } from './link-score.ts';
import type { SharedTie } from './link-score.ts';
import type { Link } from './correlator.ts';
import type { TieKind } from './tie.ts';

/** The members of Graph's enumeration that this engine has grounds for. */
export type CorrelationReason =
  | 'eventSequence'
  | 'lateralMovementPath'
  | 'repeatedAlertOccurrence'
  | 'sameAsset'
  | 'sameTargetedAsset'
  | 'sameThreatSource'
  | 'sharedIndicators'
  | 'similarArtifacts'
  | 'timeFrame';

export interface SharedReason {
  readonly reason: CorrelationReason;
  readonly shared: TieKind;
  /** What is shared, as the index keys it. */
  readonly key: string;
  readonly secondsApart: number;
  /** Log-odds, to two decimals. */
  readonly weight: number;
}

export interface LinkReason {
  /** The alert on the other end of the link. */
  readonly alert: number;
  readonly reasons: readonly CorrelationReason[];
  readonly ties: readonly SharedReason[];
  /** Log-odds that the alert belongs there, to two decimals. */
  readonly score: number;
}

const REASON_OF_TIE: Readonly<Record<TieKind, CorrelationReason>> = {
  account: 'sameTargetedAsset',
  address: 'sameThreatSource',
  cloud: 'sameTargetedAsset',
  file: 'similarArtifacts',
  machine: 'sameAsset',
  network: 'sharedIndicators',
  source: 'lateralMovementPath',
};

/** What happens within it is taken to be one go. */
const TIME_FRAME_MS = 3_600_000;

/** `isLater`: the alert is of a later stage of an attack than the one that it was linked to. */
export function reasonOf(link: Link, isLater: boolean): LinkReason {
  const ties = link.ties.map(sharedReason);
  const reasons = new Set(ties.map(({ reason }) => reason));
  if (isLater) reasons.add('eventSequence');
  if (link.ties.some(({ gapMs }) => gapMs <= TIME_FRAME_MS)) reasons.add('timeFrame');
  return { alert: link.to, reasons: [...reasons], ties, score: rounded(link.score) };
}

/** Why one tie links. */
export function sharedReason(tie: SharedTie): SharedReason {
  return {
    reason: REASON_OF_TIE[tie.kind],
    shared: tie.kind,
    key: tie.key,
    secondsApart: Math.round(tie.gapMs / 1_000),
    weight: rounded(tieScore(tie)),
  };
}

function rounded(score: number): number {
  return Math.round(score * 100) / 100;
}
