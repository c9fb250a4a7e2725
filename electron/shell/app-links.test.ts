import { describe, expect, it } from 'vitest';
import { appLink, createAppLinks, linkOnCommandLine } from './app-links.ts';

const link = 'clearpane://incidents?v=1&range=7d';

describe('appLink', () => {
  it.each([
    [link, link],
    ['CLEARPANE://alerts', 'CLEARPANE://alerts'],
    ['https://clearpane.example/', null],
    ['--graph-url=clearpane://incidents', null],
    ['clearpane://incidents?text=a b', null],
    ['clearpane://incidents?text=a\nb', null],
    [`clearpane://incidents?text=${'a'.repeat(9_000)}`, null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(appLink(text)).toBe(expected);
  });
});

it('finds the link among switches and paths, the last one of several', () => {
  expect(linkOnCommandLine(['/opt/clearpane', '--profile=/tmp/x', link])).toBe(link);
  expect(linkOnCommandLine(['clearpane://alerts', '--', link])).toBe(link);
  expect(linkOnCommandLine(['/opt/clearpane', '.'])).toBeNull();
});

it('keeps the newest link until it is taken, once', () => {
  let told = 0;
  const links = createAppLinks(() => (told += 1));
  links.arrive('clearpane://alerts');
  links.arrive('javascript:alert(1)');
  links.arrive(null);
  links.arrive(link);
  expect(told).toBe(2);
  expect([links.take(), links.take()]).toEqual([link, null]);
});
