// Ids of what people write: sortable entry ids, and the short refs that comments carry in their text.
import type { Branded } from './brand.ts';

/** 26 characters of Crockford base32 as in a ULID: 48 bits of time, then 80 random ones. */
export type EntryId = Branded<'EntryId'>;

/** 8 characters of Crockford base32, 40 random bits. */
export type CommentRef = Branded<'CommentRef'>;

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const REF = /\[\s*ref\s+([0-9A-HJKMNP-TV-Z]{8})\s*\]/gi;

/** Ids of different milliseconds sort by time. `random` gives 0 (included) to 1 (excluded). */
export function createEntryId(now: number, random: () => number): EntryId {
  let time = '';
  for (let rest = now, digit = 0; digit < 10; digit += 1, rest = Math.floor(rest / 32)) {
    time = ALPHABET.charAt(rest % 32) + time;
  }
  return `${time}${randomDigits(16, random)}` as EntryId;
}

export function createCommentRef(random: () => number): CommentRef {
  return randomDigits(8, random) as CommentRef;
}

/** What is sent to the service: its API gives comments no id, so that the text has to carry one. */
export function textWithRef(text: string, ref: CommentRef): string {
  return `${text}\n\n[ref ${ref}]`;
}

/** A comment's own ref is the last one: those before are quotations of others. */
export function refOf(text: string): CommentRef | null {
  const own = [...text.matchAll(REF)].at(-1)?.[1];
  return own === undefined ? null : (own.toUpperCase() as CommentRef);
}

/** How many of the comments are the one with this ref, however the service altered the rest of it. */
export function countCopies(comments: readonly string[], ref: CommentRef): number {
  return comments.filter((text) => refOf(text) === ref).length;
}

function randomDigits(count: number, random: () => number): string {
  return Array.from({ length: count }, () => ALPHABET.charAt(Math.floor(random() * 32))).join('');
}
