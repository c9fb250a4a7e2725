// The key that seals what people wrote, and the two envelopes that hold it: one that the system's
// keyring opens, one that the recovery code opens.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { hashOf, nonceBytes } from './record.ts';
import { newRecoveryCode, parseRecoveryCode } from './recovery-code.ts';
import type { KeyStore } from '../../shared/key-store.ts';

/** Binary members are base64. */
export type Envelope =
  | { readonly kind: 'keyStore'; readonly name: string; readonly wrapped: string }
  | {
      readonly kind: 'recoveryCode';
      /** HKDF-SHA256: a random code of 160 bits needs no slow derivation. */
      readonly salt: string;
      readonly nonce: string;
      /** AES-256-GCM of the data key with the journal's id as additional data, and its tag. */
      readonly wrapped: string;
      /**
       * The code itself, sealed with the data key so that it can be shown again: nonce, ciphertext, tag.
       * Absent in journals of before.
       */
      readonly code?: string;
      /** When a person said that they keep the code; absent until then. */
      readonly keptAt?: number;
    };

export type RecoveryEnvelope = Extract<Envelope, { readonly kind: 'recoveryCode' }>;

export interface DataKey {
  readonly journalId: string;
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** What opens a journal: the keyring that made it, or the code that was shown then. */
export type Opener = { readonly keyStore: KeyStore } | { readonly recoveryCode: string };

const keyBytes = 32;
const tagBytes = 16;

export function newDataKey(): DataKey {
  const journalId = randomBytes(16).toString('hex');
  const bytes = randomBytes(keyBytes);
  return { journalId, bytes, id: keyIdOf(bytes) };
}

function keyIdOf(bytes: Uint8Array): string {
  return hashOf(Buffer.concat([Buffer.from('clearpane journal key'), bytes])).slice(0, 32);
}

export async function wrapForKeyStore(key: DataKey, keyStore: KeyStore): Promise<Envelope> {
  const wrapped = Buffer.from(await keyStore.wrap(key.bytes)).toString('base64');
  return { kind: 'keyStore', name: keyStore.name, wrapped };
}

export function wrapForNewRecoveryCode(key: DataKey): RecoveryEnvelope {
  const recoveryCode = newRecoveryCode();
  const salt = randomBytes(16);
  const nonce = randomBytes(nonceBytes);
  const journalId = Buffer.from(key.journalId, 'hex');
  const wrapped = seal(recoveryKey(recoveryCode, salt), nonce, journalId, key.bytes);
  const codeNonce = randomBytes(nonceBytes);
  const code = seal(key.bytes, codeNonce, codePurpose(journalId), Buffer.from(recoveryCode));
  return {
    kind: 'recoveryCode',
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    wrapped: wrapped.toString('base64'),
    code: Buffer.concat([codeNonce, code]).toString('base64'),
  };
}

/** Null where the envelope does not hold the code. */
export function recoveryCodeIn({ code }: RecoveryEnvelope, key: DataKey): string | null {
  if (code === undefined) return null;
  const bytes = Buffer.from(code, 'base64');
  const purpose = codePurpose(Buffer.from(key.journalId, 'hex'));
  try {
    const [nonce, sealed] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes)];
    return unseal(key.bytes, nonce, purpose, sealed).toString();
  } catch {
    // Sealed by another program; a new code can be made.
    return null;
  }
}

/** Additional data: the code is not to be taken for a record, which the same key seals. */
function codePurpose(journalId: Buffer): Buffer {
  return Buffer.concat([journalId, Buffer.from('recovery code')]);
}

function recoveryKey(recoveryCode: string, salt: Buffer): Buffer {
  const secret = parseRecoveryCode(recoveryCode);
  if (secret === null) throw new RangeError('not a recovery code');
  return Buffer.from(hkdfSync('sha256', secret, salt, 'clearpane journal recovery', keyBytes));
}

/** The data key from the first envelope that the opener opens; null when it opens none. */
export async function unwrapDataKey(
  { journalId, keyId, envelopes }: WrappedKey,
  opener: Opener,
): Promise<DataKey | null> {
  for (const envelope of envelopes) {
    const bytes = await openEnvelope(envelope, journalId, opener);
    if (bytes !== null && keyIdOf(bytes) === keyId) return { journalId, id: keyId, bytes };
  }
  return null;
}

export interface WrappedKey {
  readonly journalId: string;
  readonly keyId: string;
  readonly envelopes: readonly Envelope[];
}

async function openEnvelope(
  envelope: Envelope,
  journalId: string,
  opener: Opener,
): Promise<Uint8Array | null> {
  try {
    const wrapped = Buffer.from(envelope.wrapped, 'base64');
    if (envelope.kind === 'keyStore') {
      return 'keyStore' in opener ? await opener.keyStore.unwrap(wrapped) : null;
    }
    if (!('recoveryCode' in opener)) return null;
    const key = recoveryKey(opener.recoveryCode, Buffer.from(envelope.salt, 'base64'));
    const nonce = Buffer.from(envelope.nonce, 'base64');
    return unseal(key, nonce, Buffer.from(journalId, 'hex'), wrapped);
  } catch {
    // Every way in which an envelope refuses means the same: it is not opened by this.
    return null;
  }
}

/** AES-256-GCM: ciphertext, then the tag. */
function seal(key: Uint8Array, nonce: Buffer, additional: Buffer, bytes: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(additional);
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** @throws on bytes that were not sealed so */
function unseal(key: Uint8Array, nonce: Buffer, additional: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(additional);
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
}
