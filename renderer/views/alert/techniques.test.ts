import { describe, expect, it } from 'vitest';
import { techniqueOf, techniqueUrl } from './techniques.ts';

describe('techniqueOf', () => {
  it('names a technique and its tactics', () => {
    expect(techniqueOf('T1005')).toEqual({
      id: 'T1005',
      name: 'Data from Local System',
      tactics: ['Collection'],
    });
  });

  it('puts the technique before a sub-technique', () => {
    expect(techniqueOf('T1003.006').name).toBe('OS Credential Dumping: DCSync');
  });

  it('keeps an id that it does not know', () => {
    expect(techniqueOf('T9999')).toEqual({ id: 'T9999', name: null, tactics: [] });
  });
});

describe('techniqueUrl', () => {
  it.each([
    ['T1005', 'https://attack.mitre.org/techniques/T1005/'],
    ['T1003.006', 'https://attack.mitre.org/techniques/T1003/006/'],
    ['../x?y', 'https://attack.mitre.org/techniques///%2Fx%3Fy/'],
  ])('%s is at %s', (id, url) => {
    expect(techniqueUrl(id)).toBe(url);
  });
});
