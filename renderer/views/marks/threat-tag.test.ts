import { expect, it } from 'vitest';
import { isThreatTag } from './threat-tag.ts';

it.each([
  ['Ransomware', true],
  ['Credential Phishing', true],
  ['BEC Fraud', true],
  ['Attack Disruption', true],
  ['Critical asset', false],
  ['Defender Experts', false],
  ['Because', false],
])('%s names a kind of attack: %s', (tag, isOne) => {
  expect(isThreatTag(tag)).toBe(isOne);
});
