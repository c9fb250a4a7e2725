// What a failing disk does to the files of a folder: one of four kinds of damage, to one file of it.
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Random } from '../../resources/demo-tenant/random.ts';

export type DamageKind = 'flip' | 'truncate' | 'delete' | 'zero';

export interface Damage {
  readonly kind: DamageKind;
  readonly file: string;
}

export const damageKinds: readonly DamageKind[] = ['flip', 'truncate', 'delete', 'zero'];

const flippedBytes = 64;
/** LevelDB's lock and its diary for people: it reads neither. */
const inertNames = new Set(['LOCK', 'LOG', 'LOG.old']);

/** Damages one file with content in one folder of `folder`: the database's own, or that of its large values. */
export async function damageFolder(
  folder: string,
  kind: DamageKind,
  random: Random,
): Promise<Damage> {
  const part = random.pick((await readdir(folder)).toSorted());
  const path = random.pick(await filesIn(join(folder, part)));
  await damageFile(path, kind, random);
  return { kind, file: basename(path) };
}

async function damageFile(path: string, kind: DamageKind, random: Random): Promise<void> {
  const bytes = await readFile(path);
  switch (kind) {
    case 'flip': {
      const start = random.between(0, Math.max(0, bytes.length - flippedBytes));
      for (const [index, byte] of bytes.subarray(start, start + flippedBytes).entries()) {
        bytes[start + index] = byte ^ random.between(1, 255);
      }
      return writeFile(path, bytes);
    }
    case 'truncate':
      return truncate(path, random.between(0, bytes.length - 1));
    case 'delete':
      return rm(path);
    case 'zero':
      return writeFile(path, bytes.fill(0));
    default:
      return kind satisfies never;
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || inertNames.has(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path)).length > 0) paths.push(path);
  }
  return paths.toSorted();
}
