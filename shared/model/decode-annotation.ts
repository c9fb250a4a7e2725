// The journal's entries as they come back from the disk. They were written by this app and are
// authenticated by the journal: only what a newer release added has to be told apart.
import type { Annotation } from './annotation.ts';
import { isJsonObject } from './json.ts';

const kinds: Readonly<Record<Annotation['kind'], true>> = {
  change: true,
  comment: true,
  intent: true,
  confirmed: true,
  parked: true,
  conflict: true,
  resolved: true,
  retargeted: true,
  retried: true,
  cancelled: true,
  checked: true,
};

/** Null for an entry of a kind that this release does not know; the journal keeps it. */
export function decodeAnnotation(value: unknown): Annotation | null {
  if (!isJsonObject(value)) return null;
  const { kind, id, at } = value;
  const isKnown = typeof kind === 'string' && Object.hasOwn(kinds, kind);
  return isKnown && typeof id === 'string' && typeof at === 'number'
    ? (value as unknown as Annotation)
    : null;
}
