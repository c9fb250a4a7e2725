// Cuts text into lines without ever holding one that is too long.
import { rawMax, recordMax } from './file-record.ts';

export interface Line {
  readonly number: number;
  /** Without its LF; of a line that is too long, its start only. */
  readonly text: string;
  readonly isTooLong: boolean;
}

/** Lines end with LF; a CR before it is left to the reader. Any split of the text gives the same lines. */
export class LineReader {
  #held: string[] = [];
  #heldLength = 0;
  #number = 1;

  push(text: string): readonly Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
      this.#hold(text.slice(from, to));
      lines.push(this.#take());
      from = to + 1;
    }
    this.#hold(text.slice(from));
    return lines;
  }

  end(): readonly Line[] {
    return this.#heldLength === 0 ? [] : [this.#take()];
  }

  #hold(piece: string): void {
    if (piece === '') return;
    this.#heldLength += piece.length;
    if (this.#heldLength <= recordMax) this.#held.push(piece);
    else if (this.#held.length > 1) this.#held = [this.#held.join('').slice(0, rawMax)];
  }

  #take(): Line {
    const isTooLong = this.#heldLength > recordMax;
    const text = this.#held.join('');
    const line = {
      number: this.#number,
      text: isTooLong ? text.slice(0, rawMax) : text,
      isTooLong,
    };
    this.#held = [];
    this.#heldLength = 0;
    this.#number += 1;
    return line;
  }
}
