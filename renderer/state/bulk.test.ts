import { describe, expect, it } from 'vitest';
import type { AnnotationDraft, Gesture } from '../../shared/contract/outbox.ts';
import type { Failure } from '../../shared/failure.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { createBulk } from './bulk.ts';
import type { BulkStep } from './bulk-plan.ts';

const full: Failure = { kind: 'storage', summary: 'The disk is full.' };
const tenant = tenantId('72f988bf-0000-0000-0000-000000000001');

function severity(id: number, base: string, value: string): Gesture<AnnotationDraft> {
  const target = { kind: 'incident', sourceId: 's', tenantId: tenant, id: String(id) } as const;
  return { kind: 'change', target, edits: { severity: { base, value } } };
}

const steps = (count: number): readonly BulkStep[] =>
  Array.from({ length: count }, (_, id) => ({
    name: `Case ${id}`,
    gestures: [severity(id, 'high', 'low')],
  }));

/** A journal that has no room for the targets in `refused`. */
function journal(refused: ReadonlySet<string> = new Set()) {
  const written: Gesture<AnnotationDraft>[] = [];
  const calls: number[] = [];
  const bulk = createBulk(async (gestures) => {
    calls.push(gestures.length);
    return {
      ok: true,
      value: gestures.map((gesture) => {
        if ('target' in gesture && refused.has(gesture.target.id)) {
          return { ok: false, failure: full } as const;
        }
        written.push(gesture);
        return { ok: true, value: String(written.length) as EntryId } as const;
      }),
    };
  });
  return { bulk, written, calls };
}

describe('createBulk', () => {
  it('writes a thousand rows in pieces and takes all of them back in one step', async () => {
    const { bulk, written, calls } = journal();
    const shown: number[] = [];
    bulk.subscribe(({ phase }) => phase.kind === 'writing' && shown.push(phase.done));
    await bulk.getState().run('incident', steps(1_000));
    expect(calls).toEqual([200, 200, 200, 200, 200]);
    expect(shown).toEqual([0, 200, 400, 600, 800]);
    expect(bulk.getState().phase).toMatchObject({
      kind: 'done',
      outcome: { isUndo: false, written: 1_000, stopped: 0, failed: [] },
    });
    await bulk.getState().undo();
    expect(written.slice(1_000)).toEqual(
      Array.from({ length: 1_000 }, (_, id) => severity(id, 'low', 'high')),
    );
    expect(bulk.getState()).toMatchObject({
      undoSteps: [],
      phase: { kind: 'done', outcome: { isUndo: true, written: 1_000 } },
    });
  });

  it('stops between pieces, says what was not begun, and undoes what was written', async () => {
    const { bulk, written } = journal();
    const running = bulk.getState().run('alert', steps(450));
    bulk.getState().stop();
    await running;
    expect(bulk.getState().phase).toMatchObject({ outcome: { written: 200, stopped: 250 } });
    await bulk.getState().undo();
    expect(written.length).toBe(400);
  });

  it('names each row that could not be written, and puts back only what was', async () => {
    const { bulk, written } = journal(new Set(['1']));
    await bulk.getState().run('incident', steps(3));
    expect(bulk.getState().phase).toMatchObject({
      outcome: { written: 2, failed: [{ name: 'Case 1', failure: full }] },
    });
    await bulk.getState().undo();
    expect(written.slice(2)).toEqual([severity(0, 'low', 'high'), severity(2, 'low', 'high')]);
  });

  it('can go on with an undo that failed', async () => {
    const refused = new Set<string>();
    const { bulk, written } = journal(refused);
    await bulk.getState().run('incident', steps(2));
    refused.add('1');
    await bulk.getState().undo();
    expect(bulk.getState().undoSteps).toMatchObject([{ name: 'Case 1' }]);
    refused.clear();
    await bulk.getState().undo();
    expect(written.at(-1)).toEqual(severity(1, 'low', 'high'));
    expect(bulk.getState().undoSteps).toEqual([]);
  });

  it('parts no row, and splits one that is too large for a call', async () => {
    const { bulk, calls } = journal();
    const large = Array.from({ length: 1_100 }, (_, id) => severity(id, 'high', 'low'));
    await bulk.getState().run('incident', [...steps(1), { name: 'Large', gestures: large }]);
    expect(calls).toEqual([1, 500, 500, 100]);
  });

  it('tells a refusal of the whole', async () => {
    const bulk = createBulk(async () => ({ ok: false, failure: full }));
    await bulk.getState().run('incident', steps(2));
    expect(bulk.getState()).toMatchObject({
      undoSteps: [],
      phase: { outcome: { written: 0, failed: { length: 2 } } },
    });
  });
});
