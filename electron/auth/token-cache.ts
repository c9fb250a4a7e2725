// The tokens of one account: in memory, and sealed in a file where that is allowed.
import { open, readFile, rename, rm } from 'node:fs/promises';
import type { ICachePlugin } from '@azure/msal-node';
import type { KeyStore } from '../../shared/key-store.ts';

export interface TokenCacheParts {
  /** Touches the system's keyring, so it is asked for when there is something to keep or to read. */
  readonly keyStore: () => Promise<KeyStore>;
  /** Whether sign-ins may be on disk now; asked at each change. */
  readonly mayKeep: () => Promise<boolean>;
}

export interface TokenCache extends ICachePlugin {
  /** From now on the tokens are in this file, while they may be kept. */
  keepIn(path: string): Promise<void>;
  /** To be called when the answer of `mayKeep` has changed. */
  follow(): Promise<void>;
  /** Wipes memory and file. */
  forget(): Promise<void>;
}

/** `path`: a file of an earlier run, null for an account that is only signing in. */
export function createTokenCache(parts: TokenCacheParts, path: string | null): TokenCache {
  let content: string | null = null;
  let file = path;
  let isRead = path === null;
  let isForgotten = false;
  let lastWrite: Promise<void> = Promise.resolve();

  async function read(): Promise<void> {
    if (isRead || file === null) return;
    const found = await readSealed(file, parts);
    // A sign-in may have come first.
    if (!isRead) content = found;
    isRead = true;
  }

  function write(): Promise<void> {
    const attempt = lastWrite
      .catch(() => undefined)
      .then(async () => {
        if (file === null) return;
        if (content === null || isForgotten || !(await parts.mayKeep())) {
          await rm(file, { force: true });
        } else {
          await writeBytes(file, await (await parts.keyStore()).wrap(Buffer.from(content)));
        }
      });
    lastWrite = attempt;
    return attempt;
  }

  return {
    async beforeCacheAccess(context) {
      await read();
      if (content !== null) context.tokenCache.deserialize(content);
    },
    async afterCacheAccess(context) {
      // A refresh that was under way at the sign-out must not bring the tokens back.
      if (!context.cacheHasChanged || isForgotten) return;
      content = context.tokenCache.serialize();
      await write();
    },
    keepIn(to) {
      file = to;
      isRead = true;
      return write();
    },
    async follow() {
      await read();
      await write();
    },
    forget() {
      content = null;
      isForgotten = true;
      return write();
    },
  };
}

/** null without a file. Throws FailureError where the keyring does not open it: it may be locked only. */
async function readSealed(path: string, parts: TokenCacheParts): Promise<string | null> {
  if (!(await parts.mayKeep())) return null;
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const content = await (await parts.keyStore()).unwrap(bytes);
  return Buffer.from(content).toString('utf8');
}

/** For the owner's eyes only; a crash leaves the old file or the new one. */
async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  const temporaryPath = `${path}.new`;
  const file = await open(temporaryPath, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporaryPath, path);
}
