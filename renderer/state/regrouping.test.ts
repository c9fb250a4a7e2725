import { expect, it } from 'vitest';
import type { AnnotationDraft, Gesture } from '../../shared/contract/outbox.ts';
import type { Failure } from '../../shared/failure.ts';
import { alertKey } from '../../shared/model/alert.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import { incidentKey } from '../../shared/model/incident.ts';
import type { RegroupDraft } from '../../shared/model/regrouping.ts';
import { createRegrouping } from './regrouping.ts';

const key = incidentKey('t', '2');
const draft: RegroupDraft = {
  kind: 'regroup',
  gesture: 'move',
  moves: [{ alert: alertKey('t', 'a'), from: null, to: key }],
  redirects: [],
  created: null,
  reasons: [],
  comment: '',
};
const news = { words: '1 alert moved', target: { key, name: 'Two' } };
const late: Failure = { kind: 'conflict', summary: 'It was moved again later.' };

/** A journal that refuses every undo while `isLate`. */
function journal() {
  const written: Gesture<AnnotationDraft>[] = [];
  const state = { isLate: false };
  const regrouping = createRegrouping(async (gestures) => ({
    ok: true,
    value: gestures.map((gesture) => {
      if (state.isLate && gesture.kind === 'regroupUndone') {
        return { ok: false, failure: late } as const;
      }
      written.push(gesture);
      return { ok: true, value: `E${String(written.length)}` as EntryId } as const;
    }),
  }));
  return { regrouping, written, state };
}

it('tells what was done, and takes it back', async () => {
  const { regrouping, written } = journal();
  expect(await regrouping.getState().regroup(draft, news)).toBeNull();
  expect(regrouping.getState().news).toEqual({ ...news, id: 'E1', isUndone: false });
  await regrouping.getState().undoLast();
  expect(regrouping.getState().news).toEqual({ ...news, id: 'E1', isUndone: true });
  await regrouping.getState().undoLast();
  expect(written).toEqual([draft, { kind: 'regroupUndone', regroupId: 'E1' }]);
  regrouping.getState().dismiss();
  expect(regrouping.getState().news).toBeNull();
});

it('says why it cannot be taken back', async () => {
  const { regrouping, state } = journal();
  await regrouping.getState().regroup(draft, news);
  state.isLate = true;
  await regrouping.getState().undoLast();
  expect(regrouping.getState()).toMatchObject({ failure: late, news: { isUndone: false } });
});

it('leaves what it tells as it is while another one is undone', async () => {
  const { regrouping } = journal();
  await regrouping.getState().regroup(draft, news);
  expect(await regrouping.getState().undo('E0' as EntryId)).toBeNull();
  expect(regrouping.getState().news?.isUndone).toBe(false);
});
