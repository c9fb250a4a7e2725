// Seals payloads into records and opens them again: AES-256-GCM under the data key, bound to the journal
// and to the record's own header.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DataKey } from './data-key.ts';
import type { ChainPosition } from './file-header.ts';
import { encodeHeader, headerPart, joinRecord, nonceBytes, sealedPart } from './record.ts';
import { hashOf, type JournalRecord, type RecordKind } from './record.ts';

export interface Payload {
  readonly kind: RecordKind;
  readonly writtenAt: number;
  /** JSON as UTF-8. */
  readonly json: Buffer;
}

export interface SealedRecord {
  readonly bytes: Buffer;
  readonly position: ChainPosition;
}

/** The record that follows `after` in the chain. */
export function sealRecord(payload: Payload, after: ChainPosition, key: DataKey): SealedRecord {
  const { kind, writtenAt, json } = payload;
  const sequence = after.sequence + 1;
  const nonce = randomBytes(nonceBytes);
  const header = encodeHeader(
    { kind, sequence, writtenAt, previousHash: after.hash, nonce },
    json.length,
  );
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce);
  cipher.setAAD(additionalData(header, key));
  const sealed = Buffer.concat([cipher.update(json), cipher.final(), cipher.getAuthTag()]);
  const bytes = joinRecord(header, sealed);
  return { bytes, position: { sequence, hash: hashOf(bytes) } };
}

/** The payload's JSON text; null when it was not sealed under this key with this header. */
export function openRecord(record: JournalRecord, key: DataKey): string | null {
  const sealed = sealedPart(record);
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, record.nonce, { authTagLength: 16 });
  decipher.setAAD(additionalData(headerPart(record), key));
  decipher.setAuthTag(sealed.subarray(-16));
  try {
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return text.toString('utf8');
  } catch {
    // What AES-GCM throws says nothing more than this.
    return null;
  }
}

function additionalData(header: Buffer, key: DataKey): Buffer {
  return Buffer.concat([Buffer.from(key.journalId, 'hex'), header]);
}
