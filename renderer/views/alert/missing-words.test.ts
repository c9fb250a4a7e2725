import { describe, expect, it } from 'vitest';
import { decodeAlert } from '../../../shared/model/graph/decode.ts';
import { missingWords } from './missing-words.ts';

const whole = {
  id: 'da1',
  title: 'Malware was prevented',
  description: 'It was stopped.',
  severity: 'low',
  status: 'new',
  serviceSource: 'microsoftDefenderForEndpoint',
  firstActivityDateTime: '2026-11-25T00:00:00Z',
  evidence: [{ '@odata.type': '#microsoft.graph.security.ipEvidence', ipAddress: '203.0.113.7' }],
};

describe('missingWords', () => {
  it.each([
    [{}, []],
    [{ evidence: [], description: ' ' }, ['description', 'entities']],
    [{ severity: 'unknown', firstActivityDateTime: null }, ['severity', 'activity times']],
  ])('of an alert with %j', (change, words) => {
    const decoded = decodeAlert({ ...whole, ...change });
    expect(decoded.ok && missingWords(decoded.alert)).toEqual(words);
  });
});
