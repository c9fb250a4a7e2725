// The texts inside a file, whatever it is wrapped in: itself, what a gzip holds, or each file of a ZIP.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Container } from '../../../shared/contract/imports.ts';
import { FailureError } from '../../../shared/failure.ts';
import { InflateBudget } from './inflate-budget.ts';
import { ZipArchive } from './zip-archive.ts';

/** A file by its path, or a stream such as standard input under a name to show. */
export type FileInput = string | { readonly name: string; readonly stream: Readable };

export interface FileMember {
  /** `alerts.zip:2026/alerts.json`; a label, since what is inside is named by whoever packed it. */
  readonly label: string;
  readonly container: Container;
  /** Of the text, as the file system or the archive says; null where nobody does. */
  readonly size: number | null;
  /** To be read once. Throws FailureError for what is damaged, or made to fill a disk. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A member that will not be read; `reason` says why. */
export interface RefusedMember {
  readonly label: string;
  readonly container: Container;
  readonly reason: string;
}

const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];

/**
 * Each member is to be read before the next is asked for. `onRead` is told the bytes that were read of the
 * file, packed as they are. Throws the file system's errors.
 */
export async function* fileMembers(
  input: FileInput,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<FileMember | RefusedMember> {
  const label = typeof input === 'string' ? input : input.name;
  const stream = typeof input === 'string' ? createReadStream(input) : input.stream;
  const bytes = new PeekedBytes(told(stream, onRead));
  try {
    const start = await bytes.peek();
    if (!isZip(start)) {
      const size = typeof input === 'string' ? (await stat(input)).size : null;
      const budget = new InflateBudget(label, () => bytes.count);
      yield plainOrGzip(label, bytes, { start, size, budget, within: 'none' });
      return;
    }
  } finally {
    stream.destroy();
  }
  if (typeof input !== 'string') {
    yield { label, container: 'ZIP', reason: 'a ZIP archive can be read from a file only' };
    return;
  }
  yield* zipMembers(input, onRead);
}

async function* zipMembers(
  path: string,
  onRead: (bytes: number) => void,
): AsyncGenerator<FileMember | RefusedMember> {
  const { size } = await stat(path);
  const archive = await ZipArchive.open(path, onRead);
  const budget = new InflateBudget(path, () => size);
  try {
    for (const entry of archive.entries) {
      if (entry.isFolder) continue;
      const label = `${path}:${entry.name}`;
      const bytes = new PeekedBytes(archive.read(entry));
      try {
        const start = await bytes.peek();
        if (isZip(start)) {
          yield { label, container: 'ZIP', reason: 'a ZIP archive inside a ZIP archive' };
        } else {
          yield plainOrGzip(label, bytes, { start, size: entry.bytes, budget, within: 'ZIP' });
        }
      } catch (error) {
        if (!(error instanceof FailureError)) throw error;
        yield { label, container: 'ZIP', reason: error.failure.summary };
      } finally {
        await bytes.close();
      }
    }
  } finally {
    await archive.close();
  }
}

function plainOrGzip(
  label: string,
  bytes: PeekedBytes,
  { start, size, budget, within }: Packing,
): FileMember {
  const isPacked = startsWith(start, GZIP);
  if (!isPacked && within === 'none') return { label, container: 'none', size, bytes: bytes.all() };
  const container = within === 'ZIP' ? 'ZIP' : 'gzip';
  const unpacked = isPacked ? gunzip(bytes.all(), label) : bytes.all();
  return { label, container, size: isPacked ? null : size, bytes: spent(unpacked, budget) };
}

interface Packing {
  readonly start: Uint8Array;
  readonly size: number | null;
  readonly budget: InflateBudget;
  readonly within: 'none' | 'ZIP';
}

async function* told(
  bytes: AsyncIterable<Uint8Array>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    onRead(chunk.length);
    yield chunk;
  }
}

async function* spent(
  bytes: AsyncIterable<Uint8Array>,
  budget: InflateBudget,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    budget.spend(chunk.length);
    yield chunk;
  }
}

async function* gunzip(
  packed: AsyncIterable<Uint8Array>,
  place: string,
): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed);
  const unpacked = createGunzip();
  const flow = pipeline(source, unpacked);
  flow.catch(() => undefined);
  let isFirst = true;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      if (isFirst && (startsWith(chunk, GZIP) || isZip(chunk))) {
        const summary = 'It is packed twice.';
        throw new FailureError({ kind: 'unsupported', summary, place });
      }
      isFirst = false;
      yield chunk;
    }
    await flow;
  } catch (error) {
    if (error instanceof FailureError || !isZlibError(error)) throw error;
    const summary = 'It is damaged: what was packed cannot be unpacked.';
    throw new FailureError({ kind: 'rejected', summary, place }, { cause: error });
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

/** A stream whose first bytes can be seen before it is read. */
class PeekedBytes {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #first: Uint8Array[] = [];
  #count = 0;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#iterator = bytes[Symbol.asyncIterator]();
  }

  /** Bytes that have come so far. */
  get count(): number {
    return this.#count;
  }

  /** Four bytes, or all where there are fewer. */
  async peek(): Promise<Uint8Array> {
    while (this.#count < ZIP.length) {
      const next = await this.#next();
      if (next === null) break;
      this.#first.push(next);
    }
    return Buffer.concat(this.#first).subarray(0, ZIP.length);
  }

  async *all(): AsyncGenerator<Uint8Array> {
    yield* this.#first;
    this.#first = [];
    for (let next = await this.#next(); next !== null; next = await this.#next()) yield next;
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }

  async #next(): Promise<Uint8Array | null> {
    const next = await this.#iterator.next();
    if (next.done === true) return null;
    this.#count += next.value.length;
    return next.value;
  }
}

function isZip(start: Uint8Array): boolean {
  return startsWith(start, ZIP) || startsWith(start, EMPTY_ZIP);
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
