// The store's memory as the disk keeps it: columns under names of their own, and what is no column.
import { Bits } from '../../../shared/table/bits.ts';
import type { HiddenTexts, SaveMark, StoredColumns } from '../../../shared/table/stored-table.ts';
import type { StoredFolds } from './alert-folds.ts';

/** What of a memory is no column. Plain data for a structured clone. */
export interface MemoryHeader {
  /** Columns whose dictionaries give equal texts several codes. */
  readonly plain: readonly string[];
  readonly sightings: TableHeader;
  readonly incidents: TableHeader;
  readonly folds: StoredFolds;
  /** The last record of where correlation put alerts that it has; absent before there were any. */
  readonly placedTo?: number;
}

interface TableHeader {
  readonly rowCount: number;
  readonly checksum: number;
}

export interface CapturedMemory {
  readonly header: MemoryHeader;
  /** They stay as they are, whatever is written, until they are released. */
  readonly columns: StoredColumns;
  /** Texts that no document has: people wrote them, and the disk must not show them in clear. */
  readonly hidden: HiddenTexts;
  readonly mark: SaveMark;
  release(): void;
}

/** Columns over which what people wrote can lie. */
export const WRITTEN_COLUMNS: readonly string[] = [
  ...['status', 'assignedTo', 'classification', 'determination', 'severity'].flatMap((name) => [
    `alerts.${name}`,
    `incidents.${name}`,
  ]),
  ...['name', 'tags', 'redirectIncidentId'].map((name) => `incidents.${name}`),
];

/** One set of columns, each under the name of its table and its own. */
export function partsOfMemory(tables: Readonly<Record<string, StoredColumns>>): StoredColumns {
  const parts = Object.entries(tables).flatMap(([table, columns]) =>
    Array.from(columns, ([name, column]) => [`${table}.${name}`, column] as const),
  );
  return new Map(parts);
}

/** The codes of texts that no cell of the column has. */
export function unusedTexts(columns: StoredColumns, names: readonly string[]): HiddenTexts {
  return new Map(names.map((name) => [name, unusedCodes(columns, name)]));
}

function unusedCodes(columns: StoredColumns, name: string): ReadonlySet<number> {
  const { layers, texts, lists } = columns.get(name) ?? {};
  const cells = layers?.['cells'];
  if (texts === undefined || cells === undefined) throw new TypeError(`no texts in ${name}`);
  const used = new Bits(Math.max(texts.size, lists?.count ?? 0));
  for (let number = 0; number < cells.chunkCount; number++) {
    for (const code of cells.chunk(number) ?? []) if (code >= 0) used.add(Number(code));
  }
  const usedTexts = lists === undefined ? used : itemsOf(lists, used, texts.size);
  const unused = new Set<number>();
  for (let code = 0; code < texts.size; code++) if (!usedTexts.has(code)) unused.add(code);
  return unused;
}

function itemsOf(lists: { list(number: number): Int32Array }, used: Bits, textCount: number): Bits {
  const items = new Bits(textCount);
  used.forEach((number) => {
    for (const code of lists.list(number)) items.add(code);
  });
  return items;
}
