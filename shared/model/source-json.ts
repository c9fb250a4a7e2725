// What another service than Graph said, kept whole beside the alert or incident that was made of it.
import type { WithResidue } from './graph/residue.ts';
import { residualMember } from './graph/residue.ts';
import type { Json } from './json.ts';

/** OData leaves names with an @ to whoever annotates; Graph sends none of this namespace. */
export const SOURCE_JSON = '@clearpane.source';

/** The other service's own JSON; null for what came from Graph. */
export function sourceJson(object: WithResidue): Json | null {
  return residualMember(object, SOURCE_JSON) ?? null;
}
