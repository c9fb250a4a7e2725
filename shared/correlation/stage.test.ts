import { describe, expect, it } from 'vitest';
import { stageOf } from './stage.ts';

describe('stageOf', () => {
  it('goes up along an attack', () => {
    const stages = [
      'Reconnaissance',
      'InitialAccess',
      'Execution',
      'Persistence',
      'PrivilegeEscalation',
      'CredentialAccess',
      'LateralMovement',
      'Collection',
      'Exfiltration',
      'Impact',
    ].map(stageOf);
    expect(stages).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it.each([
    ['Initial Access', 1],
    ['COMMAND_AND_CONTROL', 5],
    ['ransomware', 9],
    ['Malware', 4],
    ['', 4],
  ])('reads %j as stage %i', (category, stage) => {
    expect(stageOf(category)).toBe(stage);
  });
});
