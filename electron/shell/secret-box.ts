// Electron's safeStorage, the only place that calls it: its synchronous calls are on their way out.
import { safeStorage } from 'electron';

/** To be called once the app is ready; the keyring is touched by the first call of a method only. */
export function createSecretBox() {
  const isDurable = (): boolean =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');
  const allowWithoutKeyring = (): void => {
    if (process.platform === 'linux' && !isDurable()) safeStorage.setUsePlainTextEncryption(true);
  };
  return {
    isDurable,
    seal(text: string): Buffer {
      allowWithoutKeyring();
      return safeStorage.encryptString(text);
    },
    open(bytes: Buffer): string {
      allowWithoutKeyring();
      return safeStorage.decryptString(bytes);
    },
  };
}
