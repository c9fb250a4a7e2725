// Evidence also names things that are no evidence of their own, such as the virtual machine behind a
// device. How such a thing hangs together with the evidence's own is told by the two kinds.
import type { Entity } from '../model/entity.ts';
import type { EdgeEnds } from './edge-set.ts';
import type { StoryEdgeKind } from './incident-story.ts';

/** Read as "<owner> <kind> <other>", or the other way round where reversed. */
interface Rule {
  readonly kind: StoryEdgeKind;
  readonly reversed?: true;
}

const RUNS_ON: Rule = { kind: 'runsOn' };
const OWNED: Rule = { kind: 'ownerOf', reversed: true };
const CONTAINED: Rule = { kind: 'contains', reversed: true };

/** By kind of the evidence's own thing, then of the other. */
const rules: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  device: { cloudResource: RUNS_ON, user: { kind: 'canLogOn', reversed: true } },
  process: {
    device: RUNS_ON,
    user: OWNED,
    file: { kind: 'isRunning' },
    process: { kind: 'createdFrom' },
  },
  file: { device: CONTAINED },
  registryValue: { device: CONTAINED, registryKey: CONTAINED },
  mailbox: { user: OWNED },
  mailboxConfiguration: { mailbox: CONTAINED, user: OWNED },
  mailMessage: { mailbox: { kind: 'movesDataTo' }, user: { kind: 'movesDataTo' } },
  logonSession: { user: OWNED, device: RUNS_ON },
  kubernetesCluster: { cloudResource: RUNS_ON },
  servicePrincipal: { oauthApplication: { kind: 'application' } },
  sasToken: { cloudResource: { kind: 'hasPermission' } },
  aiAgent: { cloudResource: RUNS_ON },
};

/** Null where nothing is known of the pair; the alert then ties them together. */
export function relationToByProduct(own: Entity, other: Entity): EdgeEnds | null {
  const rulesOfOwn = Object.hasOwn(rules, own.kind) ? rules[own.kind] : undefined;
  const rule =
    rulesOfOwn && Object.hasOwn(rulesOfOwn, other.kind) ? rulesOfOwn[other.kind] : undefined;
  if (!rule) return null;
  return rule.reversed
    ? { source: other.key, kind: rule.kind, target: own.key }
    : { source: own.key, kind: rule.kind, target: other.key };
}
