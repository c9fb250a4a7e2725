// What decoding a file has shown. Counts are exact; the lists are cut, since a file may be endless.
import type { DecodeObserver, Refusal } from '../../shared/model/graph/object-decoder.ts';
import type { EvidenceKind } from '../../shared/model/evidence.ts';
import type { JsonDifference } from './json-difference.ts';

/** Entries kept of each list, and places of each count. */
const KEPT = 100;

export interface DecodeCounts {
  readonly alerts: number;
  readonly incidents: number;
  readonly evidence: number;
  readonly huntingResults: number;
  readonly unknownMembers: number;
  readonly unknownEnumValues: number;
  readonly wrongTypes: number;
  readonly losses: number;
  readonly failures: number;
}

export interface Failure {
  readonly place: string;
  readonly reason: string;
}

export interface Loss {
  readonly place: string;
  readonly what: JsonDifference['what'] | 'bent number';
  readonly text?: string;
}

export class DecodeReport {
  #alerts = 0;
  #incidents = 0;
  #huntingResults = 0;
  readonly #evidence = new Tally();
  readonly #otherResources = new Tally();
  readonly #unknownMembers = new Tally();
  readonly #unknownEnumValues = new Tally();
  readonly #wrongTypes = new Tally();
  readonly #losses = new CutList<Loss>();
  readonly #failures = new CutList<Failure>();

  addAlert(evidence: readonly { readonly kind: EvidenceKind }[]): void {
    this.#alerts += 1;
    for (const { kind } of evidence) this.addEvidence(kind);
  }

  addIncident(): void {
    this.#incidents += 1;
  }

  addEvidence(kind: EvidenceKind): void {
    this.#evidence.add(kind);
  }

  addHuntingResults(): void {
    this.#huntingResults += 1;
  }

  /** A resource of Azure that is neither alert, incident nor entity. */
  addOtherResource(type: string): void {
    this.#otherResources.add(type);
  }

  addLoss(loss: Loss): void {
    this.#losses.add(loss);
  }

  addFailure({ place, reason }: Failure | Refusal): void {
    this.#failures.add({ place, reason });
  }

  /** Counts by place, without the item's own place and list indices: `alert.evidence[].foo`. */
  observer(itemPlace: string, kind: string): DecodeObserver {
    const placeOf = (place: string): string =>
      kind + place.slice(itemPlace.length).replace(/\[\d+\]/g, '[]');
    return {
      unknownMember: (place) => this.#unknownMembers.add(placeOf(place)),
      unknownEnumMember: (place, member) =>
        this.#unknownEnumValues.add(`${placeOf(place)}=${member}`),
      wrongType: (place) => this.#wrongTypes.add(placeOf(place)),
      tooDeep: (place) => this.#unknownMembers.add(`${placeOf(place)} (nested too deep)`),
    };
  }

  counts(): DecodeCounts {
    return {
      alerts: this.#alerts,
      incidents: this.#incidents,
      evidence: this.#evidence.total,
      huntingResults: this.#huntingResults,
      unknownMembers: this.#unknownMembers.total,
      unknownEnumValues: this.#unknownEnumValues.total,
      wrongTypes: this.#wrongTypes.total,
      losses: this.#losses.total,
      failures: this.#failures.total,
    };
  }

  /** One line of JSON. */
  line(file: string): string {
    return JSON.stringify({
      file,
      alerts: this.#alerts,
      incidents: this.#incidents,
      evidence: this.#evidence.counts(),
      huntingResults: this.#huntingResults,
      unknownMembers: this.#unknownMembers.counts(),
      unknownEnumValues: this.#unknownEnumValues.counts(),
      wrongTypes: this.#wrongTypes.counts(),
      losses: this.#losses.kept,
      failures: this.#failures.kept,
      ...(this.#otherResources.total > 0 && { otherResources: this.#otherResources.counts() }),
      ...(this.#losses.omitted > 0 && { lossesOmitted: this.#losses.omitted }),
      ...(this.#failures.omitted > 0 && { failuresOmitted: this.#failures.omitted }),
    });
  }
}

/** Sums over several files; `files` is how many were asked for. */
export function sumCounts(
  files: number,
  all: readonly DecodeCounts[],
): DecodeCounts & { files: number } {
  const sum = (of: (counts: DecodeCounts) => number) =>
    all.reduce((total, counts) => total + of(counts), 0);
  return {
    files,
    alerts: sum(({ alerts }) => alerts),
    incidents: sum(({ incidents }) => incidents),
    evidence: sum(({ evidence }) => evidence),
    huntingResults: sum(({ huntingResults }) => huntingResults),
    unknownMembers: sum(({ unknownMembers }) => unknownMembers),
    unknownEnumValues: sum(({ unknownEnumValues }) => unknownEnumValues),
    wrongTypes: sum(({ wrongTypes }) => wrongTypes),
    losses: sum(({ losses }) => losses),
    failures: sum(({ failures }) => failures),
  };
}

/** Counts by name; names past the limit are counted together. */
class Tally {
  readonly #countByName = new Map<string, number>();
  total = 0;

  add(name: string): void {
    this.total += 1;
    const short = name.length > 200 ? `${name.slice(0, 200)}…` : name;
    const isKept = this.#countByName.has(short) || this.#countByName.size < KEPT;
    const kept = isKept ? short : '(others)';
    this.#countByName.set(kept, (this.#countByName.get(kept) ?? 0) + 1);
  }

  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#countByName);
  }
}

class CutList<T> {
  readonly kept: T[] = [];
  total = 0;

  add(entry: T): void {
    this.total += 1;
    if (this.kept.length < KEPT) this.kept.push(entry);
  }

  get omitted(): number {
    return this.total - this.kept.length;
  }
}
