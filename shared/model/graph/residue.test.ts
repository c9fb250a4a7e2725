import { describe, expect, it } from 'vitest';
import { decodeAlert, encodeAlert } from './decode.ts';
import { amend, residualMember } from './residue.ts';

const wire = {
  id: 'da1',
  status: 'New',
  severity: 'High',
  comments: null,
  evidence: [5],
  novelty: 1,
};

function alert() {
  const decoded = decodeAlert(wire);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.alert;
}

describe('amend', () => {
  it('lets a change win over what the wire said of that member, and keeps the rest', () => {
    const amended = amend(alert(), { status: 'resolved', comments: [], evidence: [] });
    expect(amended.status).toBe('resolved');
    expect(encodeAlert(amended)).toEqual({
      ...wire,
      status: 'resolved',
      comments: [],
      evidence: [],
    });
  });

  it('leaves no empty residue, and its argument as it was', () => {
    const original = { residue: { raw: [['status', 'New']] as const }, status: 'new' };
    expect(amend(original, { status: 'resolved' })).toEqual({ status: 'resolved' });
    expect(original).toEqual({ residue: { raw: [['status', 'New']] }, status: 'new' });
  });

  it('adds a member that the wire did not have', () => {
    expect(
      encodeAlert(amend(alert(), { assignedTo: 'a@contoso.example', categories: ['x'] })),
    ).toEqual({ ...wire, assignedTo: 'a@contoso.example', categories: ['x'] });
  });
});

describe('residualMember', () => {
  it('reads what the decoded object does not show', () => {
    expect(residualMember(alert(), 'novelty')).toBe(1);
    expect(residualMember(alert(), 'absent')).toBeUndefined();
  });
});
