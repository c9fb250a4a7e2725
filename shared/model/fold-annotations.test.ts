import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertKey } from './alert.ts';
import type { Annotation, AnnotationTarget, FieldEdits, OutboxTransition } from './annotation.ts';
import type { CommentRef, EntryId } from './annotation-id.ts';
import { annotationsOf, foldAnnotations } from './fold-annotations.ts';
import type { AnnotationItem } from './annotation-item.ts';
import { tenantId } from './tenant.ts';

const target: AnnotationTarget = {
  kind: 'incident',
  sourceId: 'graph',
  tenantId: tenantId('t'),
  id: '7',
};
const actor = 'me@contoso.com';
const failure = { kind: 'rejected', summary: 'No.' } as const;
const id = (text: string): EntryId => text as EntryId;

function change(name: string, edits: FieldEdits, to = target): Annotation {
  return { kind: 'change', id: id(name), at: 1, actor, target: to, edits };
}

function comment(name: string): Annotation {
  const ref = 'AAAAAAAA' as CommentRef;
  return { kind: 'comment', id: id(name), at: 1, actor, target, text: `Text of ${name}`, ref };
}

let count = 0;
function move(item: string, transition: OutboxTransition): Annotation {
  return { ...transition, id: id(`t${(count += 1)}`), at: 2, itemId: id(item) };
}

const confirmed = {
  kind: 'confirmed',
  by: 'reply',
  updatedAt: null,
  keptFields: [],
  copies: 0,
} as const;
const status = (base: string, value: string): FieldEdits => ({ status: { base, value } });

function itemAfter(name: string, ...entries: readonly Annotation[]): AnnotationItem | undefined {
  return foldAnnotations(entries).itemById.get(id(name));
}

describe('folds', () => {
  const fold = (kind: 'split' | 'join', name: string, alert: string): Annotation => {
    return { kind, id: id(name), at: 1, actor, sighting: alertKey('t', alert) };
  };

  it('are as a person left them: what was set apart last, and not joined since', () => {
    const entries = [
      fold('split', 'a', '1'),
      fold('split', 'b', '2'),
      fold('join', 'c', '1'),
      fold('join', 'd', '3'),
      fold('split', 'e', '3'),
    ];
    expect([...foldAnnotations(entries).apart]).toEqual([alertKey('t', '2'), alertKey('t', '3')]);
    const [first = expect.fail(), ...others] = entries;
    expect(foldAnnotations(others, foldAnnotations([first]))).toEqual(foldAnnotations(entries));
  });
});

describe('what was written of a file', () => {
  it('goes to the source that it is offered to', () => {
    const item = itemAfter(
      'a',
      change('a', status('new', 'resolved')),
      move('a', { kind: 'offered', toSourceId: 'graph', toId: 'da9', actor }),
    );
    expect(item).toMatchObject({
      target: { sourceId: 'graph', id: 'da9' },
      status: { kind: 'pending' },
    });
  });
});

describe('changes', () => {
  it('take over the fields that were not delivered, with what the service may have of them', () => {
    const first = change('a', {
      ...status('active', 'inProgress'),
      assignedTo: { base: null, value: 'me' },
    });
    const state = foldAnnotations([first, change('b', status('inProgress', 'resolved'))]);
    expect([...state.itemById.values()]).toEqual([
      expect.objectContaining({
        id: 'a',
        edits: { assignedTo: { base: null, value: 'me' } },
        status: { kind: 'pending' },
      }),
      expect.objectContaining({
        id: 'b',
        edits: status('inProgress', 'resolved'),
        known: { status: ['active', 'inProgress'] },
        status: { kind: 'pending' },
      }),
    ]);
  });

  it('that lose all fields are superseded, and readable still', () => {
    const entries = [
      change('a', status('active', 'inProgress')),
      change('b', status('active', 'resolved')),
    ];
    expect(itemAfter('a', ...entries)).toMatchObject({
      edits: status('active', 'inProgress'),
      status: { kind: 'superseded', by: 'b' },
    });
    expect(itemAfter('a', ...entries, move('a', confirmed))).toMatchObject({
      status: { kind: 'confirmed' },
    });
    expect(
      itemAfter('a', ...entries, move('a', { kind: 'parked', reason: { kind: 'gone' }, failure })),
    ).toMatchObject({ status: { kind: 'superseded' } });
  });

  it('know what was delivered before them, though the analyst may not have seen it yet', () => {
    const delivered = change('a', status('active', 'inProgress'));
    expect(
      itemAfter('b', delivered, move('a', confirmed), change('b', status('active', 'resolved'))),
    ).toMatchObject({ known: { status: ['inProgress'] } });
  });

  it('leave those of another incident, alert, source or tenant alone', () => {
    const others: readonly AnnotationTarget[] = [
      { ...target, id: '8' },
      { ...target, kind: 'alert', incidentId: '7' },
      { ...target, sourceId: 'arm' },
      { ...target, tenantId: tenantId('u') },
    ];
    const entries = [target, ...others].map((to, index) =>
      change(`c${index}`, status('active', 'resolved'), to),
    );
    const state = foldAnnotations(entries);
    expect([...state.itemById.values()].map((item) => item.status.kind)).toEqual(
      Array.from({ length: 5 }, () => 'pending'),
    );
    expect(annotationsOf(state, target).map((item) => item.id)).toEqual(['c0']);
  });
});

describe('conflicts', () => {
  const edits: FieldEdits = {
    ...status('active', 'resolved'),
    assignedTo: { base: null, value: 'me' },
  };
  const conflict = move('a', {
    kind: 'conflict',
    updatedAt: null,
    fields: {
      status: { base: 'active', ours: 'resolved', theirs: 'inProgress' },
      assignedTo: { base: null, ours: 'me', theirs: 'mia' },
    },
  });
  const choose = (choice: object): Annotation => move('a', { kind: 'resolved', choice, actor });

  it('keep both values until someone chooses', () => {
    expect(itemAfter('a', change('a', edits), conflict)).toMatchObject({
      edits,
      status: { kind: 'conflict', fields: { status: { theirs: 'inProgress' } } },
    });
  });

  it('end field by field: ours goes on and knows theirs, theirs stays', () => {
    expect(
      itemAfter(
        'a',
        change('a', edits),
        conflict,
        choose({ status: 'ours', assignedTo: 'theirs' }),
      ),
    ).toMatchObject({
      edits: status('active', 'resolved'),
      known: { status: ['inProgress'] },
      status: { kind: 'pending' },
    });
  });

  it('end with nothing to send where all is left as theirs', () => {
    expect(
      itemAfter(
        'a',
        change('a', edits),
        conflict,
        choose({ status: 'theirs', assignedTo: 'theirs' }),
      ),
    ).toMatchObject({ status: { kind: 'withdrawn' } });
  });

  it('pass to a later change of the same field', () => {
    const later = change('b', status('inProgress', 'resolved'));
    expect(itemAfter('a', change('a', edits), conflict, later)).toMatchObject({
      edits: { assignedTo: { value: 'me' } },
      status: { kind: 'conflict', fields: { assignedTo: { theirs: 'mia' } } },
    });
  });
});

describe('comments', () => {
  const intent = (): Annotation => move('c', { kind: 'intent' });
  const parked = move('c', { kind: 'parked', reason: { kind: 'refused' }, failure });

  it('count how often they may have arrived, and what came of it', () => {
    expect(itemAfter('c', comment('c'), intent(), move('c', { ...confirmed, copies: 1 }))).toEqual({
      ...itemAfter('c', comment('c')),
      sends: 1,
      status: {
        kind: 'confirmed',
        at: 2,
        by: 'reply',
        updatedAt: null,
        keptFields: [],
        copies: 1,
        isFinal: true,
      },
    });
  });

  it('that were sent twice are not final until they were looked for again', () => {
    const twice = [comment('c'), intent(), intent(), move('c', { ...confirmed, copies: 1 })];
    expect(itemAfter('c', ...twice)).toMatchObject({ status: { isFinal: false, copies: 1 } });
    expect(itemAfter('c', ...twice, move('c', { kind: 'checked', copies: 2 }))).toMatchObject({
      status: { isFinal: true, copies: 2 },
    });
  });

  it('keep their text when they are refused, retried, followed and cancelled', () => {
    expect(itemAfter('c', comment('c'), intent(), parked)).toMatchObject({
      text: 'Text of c',
      status: { kind: 'parked', at: 2, reason: { kind: 'refused' }, failure },
    });
    expect(
      itemAfter('c', comment('c'), intent(), parked, move('c', { kind: 'retried', actor })),
    ).toMatchObject({ sends: 1, sendsBefore: 1, status: { kind: 'pending' } });
    expect(
      itemAfter('c', comment('c'), parked, move('c', { kind: 'retargeted', toId: '9', actor })),
    ).toMatchObject({ target: { ...target, id: '9' }, status: { kind: 'pending' } });
    expect(
      itemAfter('c', comment('c'), parked, move('c', { kind: 'cancelled', actor })),
    ).toMatchObject({ text: 'Text of c', status: { kind: 'withdrawn', at: 2 } });
  });
});

describe('folding', () => {
  it('takes an entry that comes twice once', () => {
    const entries = [comment('c'), move('c', { ...confirmed, copies: 1 })];
    expect(foldAnnotations([...entries, comment('c')])).toEqual(foldAnnotations(entries));
  });

  it('gives the same in one go, entry by entry, and from any state between', () => {
    const names = ['a', 'b', 'c', 'd'];
    const anyEntry = fc.oneof(
      fc
        .record({ name: fc.constantFrom(...names), value: fc.constantFrom('active', 'resolved') })
        .map(({ name, value }) => change(name, status('active', value))),
      fc.constantFrom(...names).map(comment),
      fc
        .record({
          name: fc.constantFrom(...names),
          transition: fc.constantFrom<OutboxTransition>(
            { kind: 'intent' },
            confirmed,
            { kind: 'parked', reason: { kind: 'gone' }, failure },
            {
              kind: 'conflict',
              updatedAt: null,
              fields: { status: { base: 'active', ours: 'resolved', theirs: 'x' } },
            },
            { kind: 'resolved', choice: { status: 'ours' }, actor },
            { kind: 'retried', actor },
            { kind: 'cancelled', actor },
            { kind: 'checked', copies: 2 },
          ),
        })
        .map(({ name, transition }) => move(name, transition)),
    );
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 30 }), fc.nat(30), (entries, cut) => {
        const whole = foldAnnotations(entries);
        const before = foldAnnotations(entries.slice(0, cut));
        expect(foldAnnotations(entries.slice(cut), before)).toEqual(whole);
        const authored = entries.filter(({ kind }) => kind === 'change' || kind === 'comment');
        expect(new Set(whole.itemById.keys())).toEqual(new Set(authored.map((entry) => entry.id)));
      }),
    );
  });
});
