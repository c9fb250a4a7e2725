// Identifiers of the scripted world, derived from names: the same name gives the same identifier in every
// process. A mixing hash, not a cryptographic one.

function mix(text: string, salt: number): number {
  let state = 0x811c9dc5 ^ Math.imul(salt + 1, 0x9e3779b1);
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** `length` lower-case hexadecimal digits. */
export function hexFor(name: string, length: number): string {
  let digits = '';
  for (let salt = 0; digits.length < length; salt += 1) {
    digits += mix(name, salt).toString(16).padStart(8, '0');
  }
  return digits.slice(0, length);
}

/** A lower-case GUID with the version 4 marks in place. */
export function guidFor(name: string): string {
  const hex = hexFor(name, 32);
  const variant = '89ab'[mix(name, 9) % 4] ?? '8';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** An integer from 0 to `below` - 1. */
export function numberFor(name: string, below: number): number {
  return mix(name, 0) % below;
}
