// Writes a state as a snapshot, and counts it as written only after reading it back from the disk.
import { join } from 'node:path';
import { FailureError } from '../../shared/failure.ts';
import { snapshotGenesis } from './chain.ts';
import type { DataKey } from './data-key.ts';
import { encodeFileHeader, type FileHeader } from './file-header.ts';
import type { JournalFiles } from './journal-files.ts';
import { readJournalFile, snapshotName } from './read-folder.ts';
import { openRecord, sealRecord } from './record-cipher.ts';
import type { RecordKind } from './record.ts';
import { readSnapshot } from './replay.ts';
import { placeFile } from './segment-writer.ts';

export interface SnapshotValue {
  readonly kind: RecordKind;
  readonly json: Buffer;
}

/** @throws FailureError of kind `storage` when what the disk gives back is not what was written */
export async function writeSnapshot(
  folder: string,
  options: {
    readonly header: FileHeader;
    readonly values: readonly SnapshotValue[];
    readonly key: DataKey;
    readonly files: JournalFiles;
  },
): Promise<void> {
  const { header, values, key, files } = options;
  const name = snapshotName(header.number);
  const file = await placeFile(folder, name, snapshotChunks(header, values, key), files);
  await file.close();
  const bytes = await files.read(join(folder, name));
  const identity = { kind: 'snapshot', number: header.number } as const;
  const { records, damage } = readSnapshot(readJournalFile(name, identity, bytes, folder));
  const isSame =
    damage.length === 0 &&
    records.length === values.length &&
    values.every(({ kind, json }, at) => {
      const record = records[at]?.record;
      return record?.kind === kind && openRecord(record, key) === json.toString('utf8');
    });
  if (isSame) return;
  await files.remove(join(folder, name));
  throw new FailureError({
    kind: 'storage',
    summary: 'The disk gave back other bytes than were written; everything older was kept.',
    action: 'Check the disk.',
    place: folder,
  });
}

function* snapshotChunks(
  header: FileHeader,
  values: readonly SnapshotValue[],
  key: DataKey,
): Iterable<Buffer> {
  yield encodeFileHeader(header);
  let position = snapshotGenesis(header);
  for (const { kind, json } of values) {
    const sealed = sealRecord({ kind, writtenAt: header.createdAt, json }, position, key);
    position = sealed.position;
    yield sealed.bytes;
  }
}
