// The recovery code: 160 random bits that a person keeps on paper, in Crockford's base 32.
import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeBytes = 20;
const symbols = (codeBytes * 8) / 5;
const groupLength = 4;

/** As shown: eight groups of four, joined by hyphens. */
export function newRecoveryCode(): string {
  let bits = BigInt(`0x${randomBytes(codeBytes).toString('hex')}`);
  let text = '';
  for (let place = 0; place < symbols; place += 1) {
    text = (alphabet[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return (text.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-');
}

/**
 * The code's 20 bytes, however it was typed: letter case, spaces and hyphens do not matter, and O, I and
 * L are read as the digits they look like. Null when it cannot be a code.
 */
export function parseRecoveryCode(typed: string): Buffer | null {
  const text = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (text.length !== symbols) return null;
  let bits = 0n;
  for (const symbol of text) {
    const value = alphabet.indexOf(symbol);
    if (value < 0) return null;
    bits = (bits << 5n) | BigInt(value);
  }
  return Buffer.from(bits.toString(16).padStart(codeBytes * 2, '0'), 'hex');
}
