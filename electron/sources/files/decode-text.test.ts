import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextReader } from './decode-text.ts';

function read(bytes: Uint8Array, ...at: readonly number[]): [string, string, number] {
  const reader = new TextReader();
  const ends = [...at.map((place) => place % (bytes.length + 1)), bytes.length].toSorted(
    (a, b) => a - b,
  );
  const pieces = ends.map((end, index) => reader.push(bytes.subarray(ends[index - 1] ?? 0, end)));
  return [pieces.join('') + reader.end(), reader.encoding, reader.invalidSequences];
}

function utf16(text: string, isBig: boolean): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
}

describe('TextReader', () => {
  it.each<[string, Uint8Array, readonly [string, string, number]]>([
    ['UTF-8', Buffer.from('[é😀]'), ['[é😀]', 'UTF-8', 0]],
    ['UTF-8 with a mark', Buffer.from('\uFEFF[1]'), ['[1]', 'UTF-8', 0]],
    ['UTF-16LE with a mark', utf16('\uFEFF[é]', false), ['[é]', 'UTF-16LE', 0]],
    ['UTF-16BE with a mark', utf16('\uFEFF[é]', true), ['[é]', 'UTF-16BE', 0]],
    ['UTF-16LE without a mark', utf16('a,b', false), ['a,b', 'UTF-16LE', 0]],
    ['UTF-16BE without a mark', utf16('a,b', true), ['a,b', 'UTF-16BE', 0]],
    ['nothing', Buffer.from(''), ['', 'UTF-8', 0]],
    ['one byte', Buffer.from('1'), ['1', 'UTF-8', 0]],
    [
      'bytes that are no text',
      Buffer.from('5bff5be9225d', 'hex'),
      ['[\uFFFD[\uFFFD"]', 'UTF-8', 2],
    ],
    [
      'replaced characters of the file’s own',
      Buffer.from('a\uFFFDb\uFFFD'),
      ['a\uFFFDb\uFFFD', 'UTF-8', 0],
    ],
    ['a cut character at the end', Buffer.from('5b31c3', 'hex'), ['[1\uFFFD', 'UTF-8', 1]],
  ])('reads %s', (_, bytes, expected) => {
    expect(read(bytes)).toEqual(expected);
  });

  it('gives the same text however the bytes are split', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
      fc.string({ unit: 'grapheme' }).map((text) => utf16(`\uFEFF${text}\uFFFD`, true)),
    );
    fc.assert(
      fc.property(bytes, fc.array(fc.nat(), { maxLength: 10 }), (all, at) => {
        expect(read(all, ...at)).toEqual(read(all));
      }),
    );
  });
});
