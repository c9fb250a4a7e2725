// Which alerts a tuning rule can be about, told from the columns in memory: documents of all others need
// not be read. Never false for one that the rule is about.
import type { RuleScope } from '../../../shared/tuning/rule-match.ts';
import { wildcardTest } from '../../../shared/tuning/text-pattern.ts';
import type { StoreMemory } from './store-memory.ts';

/** `row` leads its alert. Each text is tested once, however many alerts have it. */
export function ruleReach(
  { sightings }: StoreMemory,
  { alertType, serviceSources }: Pick<RuleScope, 'alertType' | 'serviceSources'>,
): (row: number) => boolean {
  const { alertTypes, title, serviceSource } = sightings.table.columns;
  const sources = new Set(serviceSources);
  const isOfSource = remembered((code) => sources.has(serviceSource.dictionary.text(code)));
  const isFromSource = (row: number): boolean => {
    const code = serviceSource.code(row);
    return sources.size === 0 || (code < 0 ? sources.has('unknown') : isOfSource(code));
  };
  if (alertType === null) return isFromSource;
  const isType = wildcardTest(alertType);
  /** By the list of types; null where an alert has none. */
  const knownLists = new Map<number, boolean | null>();
  const isListed = (row: number): boolean | null => {
    const list = alertTypes.cells.at(row) ?? -1;
    const before = knownLists.get(list);
    if (before !== undefined) return before;
    const types = alertTypes.value(row);
    const holds = types.length === 0 ? null : types.some(isType);
    knownLists.set(list, holds);
    return holds;
  };
  const isTitled = remembered((code) => isType(title.dictionary.text(code)));
  return (row) => {
    if (!isFromSource(row)) return false;
    const code = title.code(row);
    return isListed(row) ?? (code < 0 ? isType('') : isTitled(code));
  };
}

function remembered(test: (code: number) => boolean): (code: number) => boolean {
  const known = new Map<number, boolean>();
  return (code) => {
    const before = known.get(code);
    if (before !== undefined) return before;
    const holds = test(code);
    known.set(code, holds);
    return holds;
  };
}
