import { describe, expect, it } from 'vitest';
import type { AnnotationTarget } from '../../shared/model/annotation.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { noChoice, planBulk, undoOf } from './bulk-plan.ts';
import type { BulkChoice, BulkRow } from './bulk-plan.ts';
import type { ManagedValues } from './manage-draft.ts';
import type { ManageSubject } from './manage-subject.ts';

const tenant = tenantId('72f988bf-0000-0000-0000-000000000001');
const untouched: ManagedValues = {
  status: 'active',
  assignedTo: null,
  classification: null,
  determination: null,
  resolvingComment: null,
  severity: 'high',
  displayName: 'Token theft',
  customTags: ['VIP'],
};

function incident(
  id: string,
  values: Partial<ManagedValues> = {},
  others: Partial<ManageSubject> & { readonly sourceId?: string } = {},
): BulkRow & { readonly kind: 'subject' } {
  const { sourceId = `graph-security@${tenant}`, ...rest } = others;
  const target: AnnotationTarget = { kind: 'incident', sourceId, tenantId: tenant, id };
  const subject = { target, name: `Case ${id}`, systemTags: [], openAlerts: [], ...rest };
  return { kind: 'subject', subject: { ...subject, values: { ...untouched, ...values } } };
}

const choose = (choice: Partial<BulkChoice>): BulkChoice => ({ ...noChoice, ...choice });
const editsIn = (rows: readonly BulkRow[], choice: Partial<BulkChoice>) =>
  planBulk(choose(choice), rows).steps.map(({ gestures }) =>
    gestures.map((gesture) => (gesture.kind === 'change' ? gesture.edits : gesture.kind)),
  );

describe('planBulk', () => {
  it('writes what differs, row by row, and says how many have it already', () => {
    const rows = [incident('1'), incident('2', { assignedTo: 'ada@fabrikam.example' })];
    const plan = planBulk(choose({ fields: { assignedTo: 'ada@fabrikam.example' } }), rows);
    expect(plan).toMatchObject({
      unchanged: 1,
      fields: [{ field: 'assignedTo', changed: 1, same: 1, kept: 0 }],
      steps: [
        {
          name: 'Case 1',
          gestures: [
            {
              target: { id: '1' },
              edits: { assignedTo: { base: null, value: 'ada@fabrikam.example' } },
            },
          ],
        },
      ],
    });
  });

  it('leaves out what was merged or is gone', () => {
    const rows: BulkRow[] = [incident('1'), { kind: 'merged' }, { kind: 'gone' }, { kind: 'gone' }];
    const plan = planBulk(choose({ fields: { severity: 'low' } }), rows);
    expect(plan).toMatchObject({ merged: 1, gone: 2, unchanged: 0, steps: { length: 1 } });
  });

  it('adds and removes tags and leaves each row its others', () => {
    const rows = [
      incident('1', { customTags: ['VIP', 'Old'] }),
      incident('2', { customTags: ['old', 'NEW', 'mine'] }),
      incident('3', { customTags: [] }),
    ];
    expect(editsIn(rows, { addedTags: ['new'], removedTags: ['OLD'] })).toEqual([
      [{ customTags: { base: ['VIP', 'Old'], value: ['VIP', 'new'] } }],
      [{ customTags: { base: ['old', 'NEW', 'mine'], value: ['NEW', 'mine'] } }],
      [{ customTags: { base: [], value: ['new'] } }],
    ]);
  });

  it('drops a determination that does not go with the new classification', () => {
    const rows = [
      incident('1', { classification: 'truePositive', determination: 'malware' }),
      incident('2', { classification: 'falsePositive', determination: 'notMalicious' }),
    ];
    expect(editsIn(rows, { fields: { classification: 'falsePositive' } })).toEqual([
      [
        {
          classification: { base: 'truePositive', value: 'falsePositive' },
          determination: { base: 'malware', value: 'unknown' },
        },
      ],
    ]);
  });

  it('never writes a pair that the service refuses', () => {
    const rows = [incident('1', { classification: 'falsePositive', determination: 'other' })];
    expect(editsIn(rows, { fields: { determination: 'malware' } })).toEqual([]);
  });

  it('resolves the active alerts of resolved incidents where that is wanted', () => {
    const target = { ...incident('1').subject.target, kind: 'alert', id: 'a', incidentId: '1' };
    const openAlerts = [{ target: target as AnnotationTarget, status: 'new' }];
    const rows = [incident('1', {}, { openAlerts })];
    const resolved = { fields: { status: 'resolved' } };
    const status = { base: 'new', value: 'resolved' };
    expect(planBulk(choose(resolved), rows)).toMatchObject({
      alertsResolved: 1,
      steps: [{ gestures: [{ target: { id: 'a' }, edits: { status } }, { target: { id: '1' } }] }],
    });
    expect(planBulk(choose({ ...resolved, resolveAlerts: false }), rows)).toMatchObject({
      alertsResolved: 0,
      steps: [{ gestures: { length: 1 } }],
    });
  });

  it('tells what stays on this computer since no source takes it', () => {
    const rows = [
      incident('1'),
      incident('2', {}, { sourceId: `files@${tenant}` }),
      incident('3', {}, { sourceId: 'a-later-source@x' }),
    ];
    const plan = planBulk(choose({ fields: { severity: 'low' }, comment: 'Drill' }), rows);
    expect(plan.fields).toEqual([{ field: 'severity', changed: 3, same: 0, kept: 2 }]);
    expect(plan.comments).toEqual({ written: 3, kept: 2 });
  });

  it('writes nothing for an empty choice', () => {
    expect(planBulk(noChoice, [incident('1')])).toMatchObject({ steps: [], fields: [] });
  });
});

describe('undoOf', () => {
  it('puts every field back, the last gesture first, and leaves comments', () => {
    const rows = [incident('1'), incident('2', { severity: 'medium' })];
    const choice = choose({ fields: { severity: 'low' }, addedTags: ['Drill'], comment: 'Drill' });
    const gestures = planBulk(choice, rows).steps.flatMap((step) => step.gestures);
    const undo = undoOf(gestures);
    expect(undo).toMatchObject([
      {
        target: { id: '2' },
        edits: {
          severity: { base: 'low', value: 'medium' },
          customTags: { base: ['VIP', 'Drill'], value: ['VIP'] },
        },
      },
      { target: { id: '1' }, edits: { severity: { base: 'low', value: 'high' } } },
    ]);
    expect(undoOf(undo)).toEqual(gestures.filter(({ kind }) => kind === 'change'));
  });
});
