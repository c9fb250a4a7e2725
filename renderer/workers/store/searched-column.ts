// What a search box looks through. Texts are laid out for searching when they are first searched.
import type { Condition } from '../../../shared/table/condition.ts';
import { rowsWithAnyItem, rowsWithCode } from '../../../shared/table/select.ts';
import type { StringColumn } from '../../../shared/table/string-column.ts';
import type { TextListColumn } from '../../../shared/table/text-list-column.ts';
import { foldCase } from '../../../shared/table/text-match.ts';
import { TextSearch } from '../../../shared/table/text-search.ts';
import type { AssetIndex } from './asset-mention.ts';

export class SearchedColumn {
  readonly #column: StringColumn;
  readonly #search: TextSearch;

  constructor(column: StringColumn) {
    this.#column = column;
    this.#search = new TextSearch(column.dictionary);
  }

  /** Lays out the texts before they are searched. */
  warmUp(): Generator<void> {
    return this.#search.growing();
  }

  /** `needle` is in lower case. */
  contains(needle: string): Condition {
    const column = this.#column;
    return {
      rows: () => rowsWithCode(column, this.#search.search(needle, 'contains'), false),
      holds: (row) => foldCase(column.value(row) ?? '').includes(needle),
    };
  }
}

/** An asset's name or an id of it; `needle` is in lower case and not empty. */
export function assetContains(
  column: TextListColumn,
  assets: AssetIndex,
  needle: string,
): Condition {
  return {
    rows: () => rowsWithAnyItem(column, assets.search(needle)),
    holds: (row) => column.itemCodes(row).some((code) => assets.contains(code, needle)),
  };
}
