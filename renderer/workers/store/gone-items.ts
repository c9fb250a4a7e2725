// Incidents and sightings that their service no longer has. They stay as they were, and say since when.

export interface GoneRecord {
  /** Of an incident or a sighting. */
  readonly key: string;
  /** When the service first said so, UTC epoch milliseconds. */
  readonly at: number;
}

export class GoneItems {
  readonly #atByKey = new Map<string, number>();

  load(records: readonly GoneRecord[]): void {
    for (const { key, at } of records) this.#atByKey.set(key, at);
  }

  /** null for what its service has, as far as anybody knows. */
  sinceAt(key: string): number | null {
    return this.#atByKey.get(key) ?? null;
  }

  /** Those of the keys that were gone. */
  among(keys: ReadonlySet<string>): readonly string[] {
    return this.#atByKey.size === 0 ? [] : [...keys].filter((key) => this.#atByKey.has(key));
  }

  /** They came again. */
  forget(keys: readonly string[]): void {
    for (const key of keys) this.#atByKey.delete(key);
  }
}
