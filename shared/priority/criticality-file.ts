// The criticality of assets as a file that a team can share.
import { fail, succeed } from '../failure.ts';
import type { Result } from '../failure.ts';
import { isCriticalityRules, MOST_CRITICALITY_RULES, withCriticality } from './criticality-rule.ts';
import type { CriticalityRule } from './criticality-rule.ts';

/** Five times what the most rules take. */
export const MOST_FILE_CHARACTERS = 20_000_000;
const FORMAT = 'clearpane.asset-criticality';
const VERSION = 1;

export function criticalityFile(rules: readonly CriticalityRule[]): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, rules }, null, 2)}\n`;
}

/** Fails with `unsupported` for what `criticalityFile` did not write, and says why. */
export function readCriticalityFile(text: string): Result<readonly CriticalityRule[]> {
  if (text.length > MOST_FILE_CHARACTERS) return refuse('it is too large');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return refuse('it is no JSON');
  }
  const { format, version, rules } = (content ?? {}) as Readonly<Record<string, unknown>>;
  if (format !== FORMAT) return refuse('it is of another format');
  if (version !== VERSION) return refuse('a newer version of Clearpane wrote it');
  if (Array.isArray(rules) && rules.length > MOST_CRITICALITY_RULES) {
    return refuse(`it has more than ${MOST_CRITICALITY_RULES} rules`);
  }
  return isCriticalityRules(rules) ? succeed(rules) : refuse('one of its rules cannot be read');
}

/** What is read wins over what is there about the same subject. */
export function mergedRules(
  rules: readonly CriticalityRule[],
  read: readonly CriticalityRule[],
): readonly CriticalityRule[] {
  return read.reduce(
    (all, { subject, criticality }) => withCriticality(all, subject, criticality),
    rules,
  );
}

function refuse(why: string): Result<never> {
  return fail({
    kind: 'unsupported',
    summary: `The file holds no criticality of assets: ${why}.`,
    action: 'Choose a file that was exported here.',
  });
}
