// Why incidents were merged, in the words of the portal.
import type { MergeReason } from '../model/regrouping.ts';

export const mergeReasonWords: Readonly<Record<MergeReason, string>> = {
  sameThreatSource: 'Same threat source',
  similarTtpsOrBehavior: 'Similar TTPs or behavior',
  sameActor: 'Same actor',
  sameCampaign: 'Same campaign',
  sharedIndicators: 'Shared indicators',
  sameAsset: 'Same asset',
  networkProximity: 'Network proximity',
  eventCausalSequence: 'Event causal sequence',
  temporalProximity: 'Temporal proximity',
  lateralMovementPath: 'Lateral movement path',
};
