// Which alerts a tuning rule can be about, told from the columns in memory: documents of all others need
// not be read. Never false for one that the rule is about.
import type { FieldCondition, RuleField } from '../../../shared/model/tuning-rule.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';
import type { TextListColumn } from '../../../shared/table/text-list-column.ts';
import { textTest } from '../../../shared/tuning/rule-match.ts';
import type { RuleScope } from '../../../shared/tuning/rule-match.ts';
import { wildcardTest } from '../../../shared/tuning/text-pattern.ts';
import type { TextTest } from '../../../shared/tuning/text-pattern.ts';
import type { StoreMemory } from './store-memory.ts';

type Columns = StoreMemory['sightings']['table']['columns'];
type RowTest = (row: number) => boolean;

/** Fields whose texts are all in one column, which may have more of them. */
const columnByField = {
  title: 'title',
  severity: 'severity',
  category: 'categories',
  technique: 'techniques',
  serviceSource: 'serviceSource',
  detectionSource: 'detectionSource',
} as const satisfies Partial<Record<RuleField, keyof Columns>>;

/** A test takes rows that lead their alerts. */
export function ruleReach({ sightings }: StoreMemory, rule: RuleScope): RowTest {
  const { alertType, serviceSources, condition } = rule;
  const { columns } = sightings.table;
  const sources = new Set(serviceSources);
  // One member holds where all are to, and any where there is only one.
  const isNeeded = condition.kind === 'all' || condition.of.length === 1;
  const needed = isNeeded ? condition.of : [];
  const tests: readonly RowTest[] = [
    ...(sources.size === 0
      ? []
      : [cellTest(columns.serviceSource, (text) => sources.has(text ?? 'unknown'))]),
    ...(alertType === null ? [] : [typeTest(columns, wildcardTest(alertType))]),
    ...needed.flatMap((one) => (one.kind === 'field' ? fieldTests(columns, one) : [])),
  ];
  return (row) => tests.every((holds) => holds(row));
}

function fieldTests(columns: Columns, condition: FieldCondition): readonly RowTest[] {
  const { field, operator } = condition;
  if (operator === 'isNot' || !hasColumn(field)) return [];
  const column = columns[columnByField[field]];
  const isNamed = textTest(condition);
  return column.kind === 'texts'
    ? [listTest(column, (texts) => texts.some(isNamed))]
    : [cellTest(column, (text) => text !== null && isNamed(text))];
}

function hasColumn(field: RuleField): field is keyof typeof columnByField {
  return Object.hasOwn(columnByField, field);
}

/** By the provider's name of the detection, and by the title where there is none. */
function typeTest({ alertTypes, title }: Columns, isType: TextTest): RowTest {
  const isUntyped = listTest(alertTypes, (types) => types.length === 0);
  const isOfType = listTest(alertTypes, (types) => types.some(isType));
  const isTitled = cellTest(title, (text) => isType(text ?? ''));
  return (row) => (isUntyped(row) ? isTitled(row) : isOfType(row));
}

/** Each text is tested once, however many alerts have it. */
function cellTest(column: StringColumn<'text'>, test: (text: string | null) => boolean): RowTest {
  return remembered(
    (row) => column.code(row),
    (row) => test(column.value(row)),
  );
}

/** The same for lists, which recur as well. */
function listTest(column: TextListColumn, test: (texts: readonly string[]) => boolean): RowTest {
  return remembered(
    (row) => column.cells.at(row) ?? -1,
    (row) => test(column.value(row)),
  );
}

function remembered(cellOf: (row: number) => number, test: RowTest): RowTest {
  const known = new Map<number, boolean>();
  return (row) => {
    const cell = cellOf(row);
    const before = known.get(cell);
    if (before !== undefined) return before;
    const holds = test(row);
    known.set(cell, holds);
    return holds;
  };
}
