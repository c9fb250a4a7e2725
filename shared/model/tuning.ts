// What people keep out of the alert queue as the journal has it: their rules, and what they acknowledged.
import type { AlertKey } from './alert.ts';
import type { AcknowledgeEntry, TuningEntry } from './annotation.ts';
import type { AuthoredRule, RuleId } from './tuning-rule.ts';

export type Acknowledgement = Pick<AcknowledgeEntry, 'at' | 'actor' | 'reason' | 'until'>;

export interface Tuning {
  /** In the order in which they were made. */
  readonly ruleById: ReadonlyMap<RuleId, AuthoredRule>;
  /** Those that are over are among them. */
  readonly acknowledged: ReadonlyMap<AlertKey, Acknowledgement>;
  /** Put back by a person: no rule hides them. */
  readonly putBack: ReadonlySet<AlertKey>;
}

export const noTuning: Tuning = {
  ruleById: new Map(),
  acknowledged: new Map(),
  putBack: new Set(),
};

/** A rule keeps its owner and its place when it is changed. */
export function tuned(tuning: Tuning, entry: TuningEntry): Tuning {
  const { at, actor } = entry;
  switch (entry.kind) {
    case 'rule': {
      const { rule } = entry;
      const { owner, createdAt } = tuning.ruleById.get(rule.id) ?? { owner: actor, createdAt: at };
      const authored = { rule, owner, createdAt, changedBy: actor, changedAt: at };
      return { ...tuning, ruleById: new Map([...tuning.ruleById, [rule.id, authored]]) };
    }
    case 'ruleRemoved':
      return { ...tuning, ruleById: without(tuning.ruleById, entry.ruleId) };
    case 'acknowledge': {
      const { alert, reason, until } = entry;
      const acknowledgement = { at, actor, reason, until };
      return {
        ...tuning,
        acknowledged: new Map([...tuning.acknowledged, [alert, acknowledgement]]),
        putBack: lacking(tuning.putBack, alert),
      };
    }
    case 'putBack':
      return {
        ...tuning,
        acknowledged: without(tuning.acknowledged, entry.alert),
        putBack: new Set([...tuning.putBack, entry.alert]),
      };
    case 'leftToRules':
      return {
        ...tuning,
        acknowledged: without(tuning.acknowledged, entry.alert),
        putBack: lacking(tuning.putBack, entry.alert),
      };
    default:
      return entry satisfies never;
  }
}

function without<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> {
  return new Map([...map].filter(([other]) => other !== key));
}

function lacking<Key>(set: ReadonlySet<Key>, key: Key): ReadonlySet<Key> {
  return new Set([...set].filter((other) => other !== key));
}
