// Electron's safeStorage as a key store: the one place that knows its two interfaces and its weakness.
import type { SafeStorage } from 'electron';
import { FailureError } from '../../shared/failure.ts';
import type { KeyStore } from '../../shared/key-store.ts';

/** Opens the key store at the first call, and once. */
export function keyStoreOnDemand(): () => Promise<KeyStore> {
  let opening: Promise<KeyStore> | null = null;
  return () => (opening ??= openKeyStore());
}

/**
 * Call it once the app is ready. On a Linux without a keyring it falls back to Chromium's `basic_text`,
 * whose key every program knows: `isProtected` is false then, and the person is to be told so.
 */
export async function openKeyStore(): Promise<KeyStore> {
  // Loaded when asked for, so that plain Node can import what imports this.
  const { safeStorage } = await import('electron');
  const name = backendOf(safeStorage);
  const isProtected = name !== 'basic_text' && name !== 'unknown';
  if (!isProtected) safeStorage.setUsePlainTextEncryption(true);
  return {
    name,
    isProtected,
    wrap: async (bytes) => {
      const text = Buffer.from(bytes).toString('base64');
      return withKeyring(async () => encrypt(safeStorage, text));
    },
    unwrap: async (wrapped) =>
      withKeyring(async () => Buffer.from(await decrypt(safeStorage, wrapped), 'base64')),
  };
}

function backendOf(safeStorage: SafeStorage): string {
  if (process.platform === 'darwin') return 'keychain';
  if (process.platform === 'win32') return 'dpapi';
  return safeStorage.getSelectedStorageBackend();
}

/** Electron before 45 has the synchronous calls only, which 45 deprecates. */
async function encrypt(safeStorage: SafeStorage, text: string): Promise<Uint8Array> {
  if (hasAsynchronousCalls(safeStorage)) return safeStorage.encryptStringAsync(text);
  return safeStorage.encryptString(text);
}

async function decrypt(safeStorage: SafeStorage, wrapped: Uint8Array): Promise<string> {
  const buffer = Buffer.from(wrapped);
  if (hasAsynchronousCalls(safeStorage)) {
    return (await safeStorage.decryptStringAsync(buffer)).result;
  }
  return safeStorage.decryptString(buffer);
}

function hasAsynchronousCalls(safeStorage: SafeStorage): boolean {
  return typeof safeStorage.encryptStringAsync === 'function';
}

async function withKeyring<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw new FailureError(
      {
        kind: 'auth',
        summary: 'The keyring of this machine did not answer.',
        action: 'Unlock the keyring and start again.',
      },
      { cause: error },
    );
  }
}
