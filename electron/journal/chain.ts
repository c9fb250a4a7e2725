// Follows the chain of hashes through files, keeps every readable record once, and names what is wrong.
import type { ChainPosition, FileHeader } from './file-header.ts';
import type { ReadFile } from './read-folder.ts';
import { hashOf, type JournalRecord } from './record.ts';

export type DamageReason =
  | 'header-unreadable'
  | 'bytes-unreadable'
  | 'records-missing'
  | 'out-of-order'
  | 'not-chained'
  | 'not-decrypted';

export interface Damage {
  readonly file: string;
  readonly offset: number;
  readonly bytes: number;
  readonly reason: DamageReason;
}

export interface PlacedRecord {
  readonly file: string;
  readonly offset: number;
  readonly record: JournalRecord;
}

export interface ChainReading {
  /** In order of their sequence numbers. */
  readonly records: readonly PlacedRecord[];
  readonly damage: readonly Damage[];
  /** The last record, in the sense of the chain; null when nothing tells. */
  readonly head: ChainPosition | null;
  /** Sequence numbers between start and head that no record has. */
  readonly missing: number;
}

/** Where the first segment starts. */
export function genesis(journalId: string): ChainPosition {
  return { sequence: 0, hash: hashOf(Buffer.from(`clearpane journal ${journalId}`)) };
}

/** Where the records of a snapshot start: bound to the place in the journal it was taken at. */
export function snapshotGenesis({ journalId, position }: FileHeader): ChainPosition {
  return {
    sequence: 0,
    hash: hashOf(Buffer.from(`clearpane snapshot ${journalId} ${position.hash}`)),
  };
}

/** `start` is null where even that was lost: then the first record found is taken as it is. */
export function followChain(files: readonly ReadFile[], start: ChainPosition | null): ChainReading {
  const damage: Damage[] = [];
  const placed = new Map<string, PlacedRecord>();
  let head = start;
  for (const file of files) {
    const found = followFile(file, head);
    damage.push(...found.damage);
    // The same bytes twice are one record.
    for (const record of found.records) placed.set(record.record.hash, record);
    head = found.head;
  }
  const records = [...placed.values()].toSorted((a, b) => a.record.sequence - b.record.sequence);
  const sequences = new Set(records.map(({ record }) => record.sequence));
  const missing = (head?.sequence ?? 0) - (start?.sequence ?? 0) - sequences.size;
  return { records, damage, head, missing: Math.max(0, missing) };
}

function followFile(file: ReadFile, start: ChainPosition | null): Omit<ChainReading, 'missing'> {
  const damage: Damage[] = [];
  const records: PlacedRecord[] = [];
  const report = (offset: number, bytes: number, reason: DamageReason): void => {
    damage.push({ file: file.name, offset, bytes, reason });
  };
  let head = start;
  let isBehindGap = false;
  if (file.header === null && file.length === 0) report(0, 0, 'header-unreadable');
  if (file.header !== null && file.kind === 'segment') {
    const { position } = file.header;
    const trouble = head === null ? null : positionTrouble(position, head);
    if (trouble !== null) report(0, 0, trouble);
    if (head === null || position.sequence > head.sequence) head = position;
  }
  for (const region of file.regions) {
    const { offset } = region;
    if (region.kind === 'gap') {
      const isHeader = offset === 0 && file.header === null;
      report(offset, region.bytes, isHeader ? 'header-unreadable' : 'bytes-unreadable');
      isBehindGap = true;
      continue;
    }
    const { record } = region;
    const trouble = head === null ? null : recordTrouble(record, head, isBehindGap);
    if (trouble !== null) report(offset, record.bytes.length, trouble);
    records.push({ file: file.name, offset, record });
    if (head === null || record.sequence > head.sequence) {
      head = { sequence: record.sequence, hash: record.hash };
      isBehindGap = false;
    }
  }
  return { records, damage, head };
}

function positionTrouble(position: ChainPosition, head: ChainPosition): DamageReason | null {
  if (position.sequence > head.sequence) return 'records-missing';
  if (position.sequence < head.sequence) return 'out-of-order';
  return position.hash === head.hash ? null : 'not-chained';
}

/** Behind a gap the hash of the record before is unknown, and what is missing was named by the gap. */
function recordTrouble(
  record: JournalRecord,
  head: ChainPosition,
  isBehindGap: boolean,
): DamageReason | null {
  if (record.sequence <= head.sequence) return 'out-of-order';
  if (record.sequence > head.sequence + 1) return isBehindGap ? null : 'records-missing';
  return record.previousHash === head.hash ? null : 'not-chained';
}
