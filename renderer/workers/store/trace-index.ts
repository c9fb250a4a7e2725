// The traces behind the codes of a dictionary of texts that `traceText` made: searched all at once, and
// told for the rows on screen.
import { traceIn, traceValue } from '../../../shared/identity/alert-traces.ts';
import type { Trace } from '../../../shared/identity/alert-traces.ts';
import type { Condition } from '../../../shared/table/condition.ts';
import { rowsWithAnyItem } from '../../../shared/table/select.ts';
import type { TextDictionary } from '../../../shared/table/text-dictionary.ts';
import type { TextListColumn } from '../../../shared/table/text-list-column.ts';
import { foldCase } from '../../../shared/table/text-match.ts';
import { TextSearch } from '../../../shared/table/text-search.ts';

export interface FoundTrace extends Trace {
  readonly code: number;
}

export class TraceIndex {
  readonly #texts: TextDictionary;
  readonly #search: TextSearch;

  constructor(texts: TextDictionary) {
    this.#texts = texts;
    this.#search = new TextSearch({
      get size() {
        return texts.size;
      },
      text: (code) => traceValue(texts.text(code)),
    });
  }

  /** Lays out the texts before they are searched. */
  warmUp(): Generator<void> {
    return this.#search.growing();
  }

  /** Rows of which a trace contains `needle`, which is in lower case and not empty. */
  contains(column: TextListColumn, needle: string): Condition {
    return {
      rows: () => rowsWithAnyItem(column, this.#search.search(needle, 'contains')),
      holds: (row) => column.itemCodes(row).some((code) => this.#folded(code).includes(needle)),
    };
  }

  /** The trace of these codes that fits best, the first among equals; null where none contains a needle. */
  find(codes: Int32Array, needles: readonly string[]): FoundTrace | null {
    let best: { readonly code: number; readonly fit: number } | null = null;
    for (const code of codes) {
      const fit = bestFit(this.#folded(code), needles);
      if (fit !== null && (best === null || fit < best.fit)) best = { code, fit };
      if (fit === 0) break;
    }
    return best === null ? null : { code: best.code, ...traceIn(this.#texts.text(best.code)) };
  }

  #folded(code: number): string {
    return foldCase(traceValue(this.#texts.text(code)));
  }
}

/** 0 for the whole value, 1 for its beginning, 2 for a place inside; null where it holds no needle. */
function bestFit(value: string, needles: readonly string[]): number | null {
  const places = needles.map((needle) => value.indexOf(needle)).filter((place) => place >= 0);
  if (places.length === 0) return null;
  if (needles.includes(value)) return 0;
  return places.includes(0) ? 1 : 2;
}
