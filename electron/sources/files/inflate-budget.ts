// Refuses what unpacks to far more than was packed, long before it has.
import { FailureError } from '../../../shared/failure.ts';

/** Logs of the same line over and over reach about 100; deflate's utmost is 1,032. */
const RATIO_MAX = 200;

/** Below this an ever so good ratio does no harm. */
const FREE_BYTES = 32 * 2 ** 20;

/** Counts what one packed file has given, over all that is in it. */
export class InflateBudget {
  readonly #packedBytes: () => number;
  readonly #name: string;
  #unpackedBytes = 0;

  /** `packedBytes` is what has been read of the file or, of an archive, its size: nobody can lie about it. */
  constructor(name: string, packedBytes: () => number) {
    this.#name = name;
    this.#packedBytes = packedBytes;
  }

  /** Throws FailureError once too much has come. */
  spend(bytes: number): void {
    this.#unpackedBytes += bytes;
    if (this.#unpackedBytes <= FREE_BYTES) return;
    if (this.#unpackedBytes <= this.#packedBytes() * RATIO_MAX) return;
    throw new FailureError({
      kind: 'rejected',
      summary: `It unpacks to more than ${RATIO_MAX} times its size, as files do that are made to fill a disk.`,
      action: 'Unpack it yourself if you trust it, and import what was in it.',
      place: this.#name,
    });
  }
}
