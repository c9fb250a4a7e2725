// What keeps secrets encrypted at rest, as a collaborator: the system's keyring, or a test's.

export interface KeyStore {
  /** The keyring's own name, such as `gnome_libsecret`, for people and for the journal's format. */
  readonly name: string;
  /** False where the key is no secret on this machine, as with Chromium's `basic_text`. */
  readonly isProtected: boolean;
  wrap(bytes: Uint8Array): Promise<Uint8Array>;
  /** @throws on bytes that this keyring did not wrap, or no longer knows */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
}
