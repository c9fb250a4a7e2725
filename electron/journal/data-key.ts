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
    };

export interface DataKey {
  readonly journalId: string;
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** What opens a journal: the keyring that made it, or the code that was shown then. */
export type Opener = { readonly keyStore: KeyStore } | { readonly recoveryCode: string };

const keyBytes = 32;

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

/** The code is in the result only: nothing keeps it. */
export function wrapForNewRecoveryCode(key: DataKey): {
  readonly recoveryCode: string;
  readonly envelope: Envelope;
} {
  const recoveryCode = newRecoveryCode();
  const salt = randomBytes(16);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', recoveryKey(recoveryCode, salt), nonce);
  cipher.setAAD(Buffer.from(key.journalId, 'hex'));
  const wrapped = Buffer.concat([cipher.update(key.bytes), cipher.final(), cipher.getAuthTag()]);
  const envelope = {
    kind: 'recoveryCode',
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    wrapped: wrapped.toString('base64'),
  } as const;
  return { recoveryCode, envelope };
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
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(journalId, 'hex'));
    decipher.setAuthTag(wrapped.subarray(keyBytes));
    return Buffer.concat([decipher.update(wrapped.subarray(0, keyBytes)), decipher.final()]);
  } catch {
    // Every way in which an envelope refuses means the same: it is not opened by this.
    return null;
  }
}
