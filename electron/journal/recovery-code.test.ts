import { describe, expect, it } from 'vitest';
import { newRecoveryCode, parseRecoveryCode } from './recovery-code.ts';

describe('recovery code', () => {
  it('is read back to the same bytes however it was typed', () => {
    for (let run = 0; run < 200; run += 1) {
      const code = newRecoveryCode();
      const bytes = parseRecoveryCode(code);
      expect(bytes).toHaveLength(20);
      expect(parseRecoveryCode(code.toLowerCase().replaceAll('-', ''))).toEqual(bytes);
      const misread = ` ${code.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' ')}\n`;
      expect(parseRecoveryCode(misread)).toEqual(bytes);
    }
  });

  it('differs each time', () => {
    const codes = Array.from({ length: 100 }, newRecoveryCode);
    expect(new Set(codes).size).toBe(100);
  });

  it.each([
    ['0000-0000-0000-0000-0000-0000-0000-0000', '00'.repeat(20)],
    ['ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ', 'ff'.repeat(20)],
    ['0000-0000-0000-0000-0000-0000-0000-0010', `${'00'.repeat(19)}20`],
  ])('%s is %s', (code, hex) => {
    expect(parseRecoveryCode(code)?.toString('hex')).toBe(hex);
  });

  it.each(['', '0000', 'U'.repeat(32), '0'.repeat(31), '0'.repeat(33), 'é'.repeat(32)])(
    '%j is none',
    (text) => {
      expect(parseRecoveryCode(text)).toBe(null);
    },
  );
});
