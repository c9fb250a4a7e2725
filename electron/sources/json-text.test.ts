import { describe, expect, it } from 'vitest';
import { deepestJson, isNestedPast, readJsonText } from './json-text.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('JSON of a service', () => {
  it.each([
    ['{"a":[1]}', { kind: 'json', value: { a: [1] } }],
    ['\ufeff{"a":1}', { kind: 'json', value: { a: 1 } }],
    ['null', { kind: 'json', value: null }],
    ['', { kind: 'empty' }],
    [' \r\n', { kind: 'empty' }],
    ['\n<!doctype html>', { kind: 'webPage' }],
    ['{"value":[{"id":"1"', { kind: 'malformed' }],
    [nested(deepestJson + 1), { kind: 'nested' }],
    [nested(100_000), { kind: 'nested' }],
  ])('%.30s', (text, expected) => {
    expect(readJsonText(bytes(text))).toEqual(expected);
  });

  it('reads the deepest nesting that is allowed', () => {
    expect(readJsonText(bytes(nested(deepestJson))).kind).toBe('json');
  });

  it('replaces bytes that are no UTF-8', () => {
    const text = Uint8Array.of(0x22, 0x61, 0xff, 0x62, 0x22);
    expect(readJsonText(text)).toEqual({ kind: 'json', value: 'a\ufffdb' });
  });

  it.each([
    ['["[[[[", "\\"[[[", {"a":"{{{"}]', 2],
    ['[[],[],[],[]]', 2],
    ['["\\\\", ["\\\\\\"[[["], "[["]', 2],
    ['{"a":{"b":[{}]}}', 4],
  ])('counts brackets outside strings only: %s', (text, depth) => {
    expect([isNestedPast(text, depth), isNestedPast(text, depth - 1)]).toEqual([false, true]);
  });
});
