// What keeps secrets on disk; the system's keyring stands behind it.

export interface SecretBox {
  /** False where there is no keyring: what is sealed then is hidden from nobody. */
  isDurable(): boolean;
  seal(text: string): Buffer;
  /** Throws on bytes that this system's keyring did not seal. */
  open(bytes: Buffer): string;
}
