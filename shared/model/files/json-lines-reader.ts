// Reads JSON values one a line. A broken line costs itself and no other.
import { tooLong, type FileRecord, type RecordReader } from './file-record.ts';
import { JsonReader } from './json-reader.ts';
import { LineReader, type Line } from './line-reader.ts';

export class JsonLinesReader implements RecordReader {
  readonly #lines = new LineReader();

  push(text: string): readonly FileRecord[] {
    return this.#lines.push(text).flatMap(recordsIn);
  }

  end(): readonly FileRecord[] {
    return this.#lines.end().flatMap(recordsIn);
  }
}

/** A line may be a list or a page. */
function recordsIn({ number, text, isTooLong }: Line): readonly FileRecord[] {
  if (isTooLong) return [tooLong(number, text)];
  const reader = new JsonReader(number);
  return [...reader.push(text), ...reader.end()];
}
