// A file of lines that is there whole or not at all, written without holding all of it in memory.
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

const CHUNK_CHARACTERS = 1 << 20;

export class LineFile {
  readonly #descriptor: number;
  #lines: string[] = [];
  #characters = 0;

  private constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** Throws what the disk or `fill` throws; nothing is left under the name then. */
  static write(path: string, fill: (file: LineFile) => void): void {
    const partial = `${path}.partial`;
    const descriptor = openSync(partial, 'w');
    try {
      const file = new LineFile(descriptor);
      fill(file);
      file.#flush();
      closeSync(descriptor);
      renameSync(partial, path);
    } catch (error) {
      rmSync(partial, { force: true });
      throw error;
    }
  }

  add(line: string): void {
    this.#lines.push(line);
    this.#characters += line.length;
    if (this.#characters >= CHUNK_CHARACTERS) this.#flush();
  }

  #flush(): void {
    if (this.#lines.length > 0) writeSync(this.#descriptor, `${this.#lines.join('\n')}\n`);
    this.#lines = [];
    this.#characters = 0;
  }
}
