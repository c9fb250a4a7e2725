import { describe, expect, it } from 'vitest';
import { markedPieces, searchNeedles, searchTrouble } from './search-text.ts';

describe('searchNeedles', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    ['   ', []],
    ['  Web-01 ', ['web-01']],
    ['(a+)+$', ['(a+)+$']],
    ['hxxps[:]//evil[.]example/x', ['hxxps[:]//evil[.]example/x', 'https://evil.example/x']],
    ['hxxp://evil(.)example', ['hxxp://evil(.)example', 'http://evil.example']],
    ['hxxp[://]evil[dot]example', ['hxxp[://]evil[dot]example', 'http://evil.example']],
    ['203.0.113[.]7', ['203.0.113[.]7', '203.0.113.7']],
    ['mallory[at]evil[.]example', ['mallory[at]evil[.]example', 'mallory@evil.example']],
    ['<b>', ['<b>']],
    [
      'DA5f0c7c1e-52a5-4b6f-8e5b-0a9d8b6a4f11_1',
      ['da5f0c7c1e-52a5-4b6f-8e5b-0a9d8b6a4f11_1', '5f0c7c1e-52a5-4b6f-8e5b-0a9d8b6a4f11_1'],
    ],
    [
      'dc2516066589936000123_5f0c7c1e-52a5-4b6f-8e5b-0a9d8b6a4f11',
      [
        'dc2516066589936000123_5f0c7c1e-52a5-4b6f-8e5b-0a9d8b6a4f11',
        '2516066589936000123_5f0c7c1e-52a5-4b6f-8e5b-0a9d8b6a4f11',
      ],
    ],
    ['data-platform', ['data-platform']],
    ['"WEB-01"', ['"web-01"', 'web-01']],
    ['<mallory@evil.example>', ['<mallory@evil.example>', 'mallory@evil.example']],
    [
      'https://portal.azure.com/#@contoso.com/resource/subscriptions/S1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/VM1/overview',
      [
        'https://portal.azure.com/#@contoso.com/resource/subscriptions/s1/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm1/overview',
        '/subscriptions/s1/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm1',
      ],
    ],
  ])('of %j are %j', (text, needles) => {
    expect(searchNeedles(text)).toEqual(needles);
  });

  it('takes no time over a text made to explode a pattern', () => {
    const hostile = `<${'['.repeat(1_000)}${'(dot'.repeat(200)}`;
    const startedAt = performance.now();
    expect(searchNeedles(hostile)).toEqual([hostile]);
    expect(performance.now() - startedAt).toBeLessThan(50);
  });
});

describe('searchTrouble', () => {
  it('says how long a text is that is not searched for', () => {
    expect(searchTrouble('x'.repeat(2_000))).toBeNull();
    expect(searchTrouble('x'.repeat(10_000))).toBe(
      'A search holds 2,000 characters at most, and this has 10,000: it was not searched for.',
    );
  });
});

describe('markedPieces', () => {
  const spelled = (text: string, needles: readonly string[]) =>
    markedPieces(text, needles)
      .map((piece) => (piece.isFound ? `<${piece.text}>` : piece.text))
      .join('');

  it.each<[string, readonly string[], string]>([
    ['web-01', [], 'web-01'],
    ['web-01', ['web'], '<web>-01'],
    ['My WEB and web', ['web'], 'My <WEB> and <web>'],
    ['aaaa', ['aa'], '<aa><aa>'],
    ['evil.example', ['evil[.]example', 'evil.example'], '<evil.example>'],
    ['abc', ['ab', 'abc'], '<abc>'],
    ['none here', ['x'], 'none here'],
    ['İstanbul web', ['web'], 'İstanbul web'],
  ])('of %j with %j are %j', (text, needles, expected) => {
    expect(spelled(text, needles)).toBe(expected);
  });
});
