// For tests: what a faulty service has, and how the requests of one protocol are read and answered.

export interface ServedItem {
  readonly id: string;
  readonly comments: readonly string[];
  readonly [member: string]: unknown;
}

export interface AppliedWrite {
  /** `incidents/7` or `alerts_v2/a`. */
  readonly path: string;
  readonly at: number;
  /** A comment with a name is there once, however often it is put. */
  readonly write: { readonly comment: string; readonly name?: string } | { readonly patch: object };
}

type Show = (item: ServedItem | undefined, tenantId: string) => unknown;

/** A request as it concerns an item. */
export interface Asked {
  readonly path: string;
  /** null for a write that was made of another version than the present one. */
  readonly write: AppliedWrite['write'] | null;
  /** The body of the answer; null for none. */
  readonly show: Show;
  /** As `show` of an item without what was written. */
  readonly hide: Show;
}

export interface ServiceWords {
  read(request: {
    readonly method: string;
    readonly url: string;
    readonly body: string;
    item(path: string): ServedItem | undefined;
  }): Asked;
}
