import { describe, expect, it } from 'vitest';
import { isOurs } from './app-origin.ts';
import { fileFor, securityHeaders } from './app-response.ts';
import { checkedLink } from './external-link.ts';

describe('fileFor', () => {
  it.each([
    ['/', '/app/renderer/index.html'],
    ['/assets/index-abc.js', '/app/renderer/assets/index-abc.js'],
    ['/a%20b.js', '/app/renderer/a b.js'],
    ['/../main.js', null],
    ['/%2e%2e/main.js', null],
    ['/..%2fmain.js', null],
    ['/assets/../../renderer-evil/x.js', null],
    ['/%00.js', null],
    ['/%E0%A4%A.js', null],
  ])('%s', (urlPath, expected) => {
    expect(fileFor('/app/renderer', urlPath)).toBe(expected);
  });
});

it('never allows eval or foreign hosts, in development neither', () => {
  for (const developmentServer of [null, 'http://127.0.0.1:5173']) {
    const policy = securityHeaders('abc', developmentServer)['Content-Security-Policy'] ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  }
});

it.each([
  ['app://clearpane/', true],
  ['app://clearpane/store.html', true],
  ['app://clearpane.evil/', false],
  ['app://clearpane', false],
  ['https://clearpane/', false],
  ['about:blank', false],
  ['', false],
])('isOurs %s', (url, expected) => {
  expect(isOurs(url)).toBe(expected);
});

it('opens plain https addresses and refuses every other one', () => {
  expect(checkedLink('https://security.microsoft.com/alerts/x?tid=1')).toBe(
    'https://security.microsoft.com/alerts/x?tid=1',
  );
  for (const text of [
    'http://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user:secret@example.org/',
    'smb://host/share',
    'not an address',
  ]) {
    expect(() => checkedLink(text)).toThrow('not a plain https address');
  }
});
