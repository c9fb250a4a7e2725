// Tuning rules out of a file that a person chose, and what of it is not taken.
import { mostGestures } from '../../shared/contract/outbox.ts';
import { ruleId } from '../../shared/model/tuning-rule.ts';
import type { RuleId, TuningRule } from '../../shared/model/tuning-rule.ts';
import { importSuppressionRules } from '../../shared/tuning/suppression-json.ts';
import type { LeftOutRule } from '../../shared/tuning/suppression-json.ts';

export type RuleFile =
  | {
      readonly kind: 'rules';
      readonly rules: readonly TuningRule[];
      readonly leftOut: readonly LeftOutRule[];
    }
  /** A sentence that says why nothing of it can be read. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** Characters of a file that is read at all: thousands of rules. */
export const longestRuleFile = 5_000_000;

/** `present` are the rules that are there already; those that say the same are not taken twice. */
export function readRuleFile(
  text: string,
  present: readonly TuningRule[],
  newId: () => RuleId = () => ruleId(crypto.randomUUID()),
): RuleFile {
  if (text.length > longestRuleFile) {
    return { kind: 'unreadable', why: 'It is larger than 5 MB, which no list of rules is.' };
  }
  const json = parsed(text);
  if (json === undefined) return { kind: 'unreadable', why: 'It is not JSON.' };
  const read = importSuppressionRules(json, newId);
  if (read === null || read.rules.length + read.leftOut.length === 0) {
    return { kind: 'unreadable', why: 'It holds no suppression rules of Defender for Cloud.' };
  }
  const known = new Set(present.map(sense));
  const rules: TuningRule[] = [];
  const leftOut = [...read.leftOut];
  for (const rule of read.rules) {
    if (known.has(sense(rule))) leftOut.push({ name: rule.name, why: 'It is here already.' });
    else if (rules.length === mostGestures) {
      const why = `Only ${mostGestures.toLocaleString('en-US')} rules are taken at once.`;
      leftOut.push({ name: rule.name, why });
    } else rules.push(rule);
    known.add(sense(rule));
  }
  return { kind: 'rules', rules, leftOut };
}

/** Equal for rules that do the same under the same name. */
function sense({ id: _id, ...rest }: TuningRule): string {
  return JSON.stringify(Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
