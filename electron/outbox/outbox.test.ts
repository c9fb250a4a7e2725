// The outbox against a real server that fails in every way that is known of such services.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OutboxItemView } from '../../shared/contract/outbox.ts';
import { failureIn, FailureError } from '../../shared/failure.ts';
import type { FieldEdits } from '../../shared/model/annotation.ts';
import { refOf } from '../../shared/model/annotation-id.ts';
import { writerId } from '../../shared/model/writer-id.ts';
import type { ReadFault, WriteFault } from './faulty-service.ts';
import { actor, minute, startAt, startOutboxUnderTest } from './outbox-under-test.ts';
import type { UnderTestOptions } from './outbox-under-test.ts';

async function setUp(options?: UnderTestOptions) {
  const underTest = await startOutboxUnderTest(options);
  onTestFinished(() => underTest.service.stop());
  return underTest;
}

const resolve: FieldEdits = { status: { base: 'active', value: 'resolved' } };
const idle = { pending: 0, parked: 0, conflicts: 0, duplicated: 0, kept: 0, items: [], holds: [] };
const statuses = ({ items }: { readonly items: readonly OutboxItemView[] }) =>
  items.map(({ status }) => status.kind);

describe('a change', () => {
  it('is saved, sent once and done with', async () => {
    const { time, service, process, change } = await setUp();
    await change({ ...resolve, customTags: { base: ['vip'], value: ['vip', 'paid'] } });
    await time.settle();
    expect(service.ledger).toEqual([
      {
        path: 'incidents/7',
        at: startAt,
        write: { patch: { status: 'resolved', customTags: ['vip', 'paid'] } },
      },
    ]);
    expect(process.state()).toEqual(idle);
    expect(process.disk.map(({ kind }) => kind)).toEqual(['change', 'confirmed']);
  });

  it('goes to an alert, too; what an alert does not take stays here', async () => {
    const { time, service, process, change, alert } = await setUp();
    service.put('alerts_v2/a 1/2', { id: 'a 1/2', status: 'new' });
    await change(
      {
        status: { base: 'new', value: 'inProgress' },
        severity: { base: 'low', value: 'high' },
        determination: { base: null, value: 'compromisedUser' },
      },
      alert('a 1/2', '7'),
    );
    await time.settle();
    expect(service.ledger.map(({ write }) => write)).toEqual([
      { patch: { status: 'inProgress', determination: 'compromisedAccount' } },
    ]);
    expect(process.disk.at(-1)).toMatchObject({ kind: 'confirmed', keptFields: ['severity'] });
  });

  it('about what only a file tells is kept, and goes to the service that it is offered to', async () => {
    const { time, service, process, change, alert } = await setUp();
    service.put('alerts_v2/da1', { id: 'da1', status: 'new' });
    const target = alert('in file', '7');
    const edits = { status: { base: 'new', value: 'resolved' } };
    const itemId = await change(edits, { ...target, sourceId: writerId('file', target.tenantId) });
    await time.settle();
    expect(service.ledger).toEqual([]);
    expect(process.state()).toMatchObject({ pending: 0, kept: 1, items: [{ id: itemId }] });
    const offer = { itemId, actor, toSourceId: 'graph', toId: 'da1' };
    await process.outbox().offer(offer);
    await time.settle();
    expect(service.ledger).toMatchObject([{ path: 'alerts_v2/da1' }]);
    expect(process.state()).toEqual(idle);
    const failure = await process.outbox().offer(offer).catch(failureIn);
    expect(failure).toMatchObject({ kind: 'conflict' });
  });

  it.each<WriteFault>(['lostAfter', 'throttledAfter', 'brokenAfter', 'garbledAfter'])(
    'that was applied and not answered (%s) ends applied, and not twice over others',
    async (fault) => {
      const { time, service, process, change } = await setUp();
      // As often as the client repeats a PATCH by itself.
      service.writeFaults.push(fault, fault, fault, fault);
      await change(resolve);
      await time.pass(5 * minute);
      expect(service.item('incidents/7')).toMatchObject({ status: 'resolved' });
      expect(process.state()).toEqual(idle);
    },
  );

  it('that someone else made meanwhile, too, keeps both values and asks', async () => {
    const { time, service, process, change } = await setUp();
    service.put('incidents/7', { status: 'inProgress', assignedTo: 'mia@contoso.com' });
    const edits: FieldEdits = { ...resolve, assignedTo: { base: null, value: actor } };
    const itemId = await change(edits);
    await time.settle();
    expect(service.ledger).toEqual([]);
    const fields = {
      status: { base: 'active', ours: 'resolved', theirs: 'inProgress' },
      assignedTo: { base: null, ours: actor, theirs: 'mia@contoso.com' },
    };
    expect(process.state()).toMatchObject({
      conflicts: 1,
      items: [
        { id: itemId, content: { kind: 'change', edits }, status: { kind: 'conflict', fields } },
      ],
    });

    const { outbox } = process;
    const incomplete = outbox().resolve({ itemId, actor, choice: { status: 'ours' } });
    await expect(incomplete).rejects.toThrow('moved on');
    await outbox().resolve({ itemId, actor, choice: { status: 'ours', assignedTo: 'theirs' } });
    await time.settle();
    expect(service.item('incidents/7')).toMatchObject({
      status: 'resolved',
      assignedTo: 'mia@contoso.com',
    });
    expect(process.state()).toEqual(idle);
  });

  it('is asked about again where theirs changed once more', async () => {
    const { time, service, process, change } = await setUp();
    service.put('incidents/7', { status: 'inProgress' });
    const itemId = await change(resolve);
    await time.settle();
    service.put('incidents/7', { status: 'awaitingAction' });
    await process.outbox().resolve({ itemId, actor, choice: { status: 'ours' } });
    await time.settle();
    expect(process.state().items[0]?.status).toMatchObject({
      fields: { status: { theirs: 'awaitingAction' } },
    });
  });

  it('that is accepted and not applied is flagged', async () => {
    const { time, service, process, change } = await setUp();
    service.writeFaults.push('ignored');
    const itemId = await change(resolve);
    await time.settle();
    expect(process.state()).toMatchObject({
      parked: 1,
      items: [{ status: { kind: 'parked', reason: { kind: 'notApplied', fields: ['status'] } } }],
    });
    await process.outbox().retry({ itemId, actor });
    await time.settle();
    expect(service.item('incidents/7')).toMatchObject({ status: 'resolved' });
    expect(process.state()).toEqual(idle);
  });

  it('that is applied in part is sent the rest', async () => {
    const { time, service, process, change } = await setUp();
    service.writeFaults.push('partly', 'partly');
    await change({
      ...resolve,
      assignedTo: { base: null, value: actor },
      classification: { base: null, value: 'truePositive' },
    });
    await time.settle();
    expect(service.ledger.map(({ write }) => write)).toEqual([
      { patch: { status: 'resolved' } },
      { patch: { assignedTo: actor } },
      { patch: { classification: 'truePositive' } },
    ]);
    expect(process.state()).toEqual(idle);
  });

  it('of a field that was set again offline is sent with its last value only', async () => {
    const { time, service, process, change } = await setUp();
    service.isDown = true;
    await change({ status: { base: 'active', value: 'inProgress' } });
    await time.pass(minute);
    await change({ status: { base: 'inProgress', value: 'resolved' } });
    service.isDown = false;
    await time.pass(5 * minute);
    expect(service.ledger.map(({ write }) => write)).toEqual([{ patch: { status: 'resolved' } }]);
    expect(process.state()).toEqual(idle);
  });
});

describe('a comment', () => {
  it('carries its ref, and its intent is synced before it is sent', async () => {
    const { time, service, process, comment } = await setUp();
    await comment('Host isolated.');
    process.crashAt('beforeSync', 1);
    await time.settle();
    expect([process.isAlive, service.ledger]).toEqual([false, []]);
    process.start();
    await time.pass(minute);
    expect(process.disk.map(({ kind }) => kind)).toEqual(['comment', 'intent', 'confirmed']);
    const [entry] = process.disk;
    const [sent] = service.item('incidents/7')?.comments ?? [];
    expect(sent).toMatch(/^Host isolated\.\n\n\[ref [0-9A-Z]{8}\]$/);
    expect(refOf(sent ?? '')).toBe(entry?.kind === 'comment' && entry.ref);
  });

  it.each<WriteFault>([
    'lostBefore',
    'lostAfter',
    'throttledBefore',
    'throttledAfter',
    'brokenAfter',
    'garbledAfter',
    'notShown',
    'ignored',
    'unauthorized',
    'altered',
  ])('arrives once whatever happens to its request: %s', async (fault) => {
    const { time, service, process, comment } = await setUp();
    service.writeFaults.push(fault);
    await comment('Once.');
    await time.pass(10 * minute);
    const comments = service.item('incidents/7')?.comments ?? [];
    const [entry] = process.disk;
    expect(comments.map(refOf)).toEqual([entry?.kind === 'comment' && entry.ref]);
    expect(process.state()).toEqual(idle);
  });

  it('that may have arrived is looked for twice, 30 seconds apart, before it is sent again', async () => {
    const { time, service, process, comment } = await setUp();
    service.writeFaults.push('lostBefore');
    await comment('Twice.');
    await time.pass(20_000);
    expect(statuses(process.state())).toEqual(['lookingForIt']);
    process.outbox().wake();
    await time.pass(9_000);
    expect(service.ledger).toEqual([]);
    await time.pass(30_000);
    const [resent] = service.ledger;
    expect((resent?.at ?? 0) - startAt).toBeGreaterThanOrEqual(30_000);
    expect(process.disk.filter(({ kind }) => kind === 'intent').length).toBe(2);
  });

  it('that arrives a minute late after it was sent again is flagged as doubled', async () => {
    const { time, service, process, comment, texts } = await setUp();
    service.writeFaults.push('late');
    await comment('Late.');
    await time.pass(10 * minute);
    expect(texts()).toEqual(['Late.', 'Late.']);
    expect(process.state()).toMatchObject({
      duplicated: 1,
      pending: 0,
      items: [{ content: { text: 'Late.' }, status: { kind: 'duplicated', copies: 2 } }],
    });
    const asked = service.requests();
    process.crash();
    process.start();
    await time.pass(10 * minute);
    expect([process.state().duplicated, service.requests()]).toEqual([1, asked]);
  });

  it.each<[WriteFault, string]>([
    ['forbidden', 'refused'],
    ['tooLarge', 'refused'],
  ])(
    'that is refused (%s) is parked with its text, retried and cancelled',
    async (fault, reason) => {
      const { time, service, process, comment, texts } = await setUp();
      service.writeFaults.push(fault, fault);
      const itemId = await comment('Mine.');
      await time.pass(minute);
      const parked = {
        parked: 1,
        items: [
          { content: { text: 'Mine.' }, status: { kind: 'parked', reason: { kind: reason } } },
        ],
      };
      expect(process.state()).toMatchObject(parked);
      await process.outbox().retry({ itemId, actor });
      await time.pass(5 * minute);
      expect(process.state()).toMatchObject(parked);
      await process.outbox().cancel({ itemId, actor });
      expect(process.state()).toEqual(idle);
      expect(process.outbox().annotations().itemById.get(itemId)).toMatchObject({
        text: 'Mine.',
        status: { kind: 'withdrawn' },
      });
      const late = await process
        .outbox()
        .retry({ itemId, actor })
        .catch((error: unknown) => failureIn(error));
      expect(late).toMatchObject({ kind: 'conflict' });
      expect(texts()).toEqual([]);
    },
  );

  it('that no service ever shows is parked after five attempts', async () => {
    const { time, service, process, comment } = await setUp();
    service.writeFaults.push(...Array.from({ length: 5 }, (): WriteFault => 'ignored'));
    const itemId = await comment('Mine.');
    await time.pass(60 * minute);
    expect(process.state()).toMatchObject({
      parked: 1,
      items: [{ content: { text: 'Mine.' }, status: { reason: { kind: 'unconfirmed' } } }],
    });
    await process.outbox().retry({ itemId, actor });
    await time.pass(10 * minute);
    expect(process.state()).toEqual(idle);
  });
});

describe('a target', () => {
  it('that is gone parks what was written for it', async () => {
    const { time, service, process, change, comment } = await setUp();
    service.remove('incidents/7');
    await change(resolve);
    await comment('Mine.');
    await time.settle();
    expect(process.state().items.map(({ status }) => status)).toMatchObject([
      { kind: 'parked', reason: { kind: 'gone' } },
      { kind: 'parked', reason: { kind: 'gone' } },
    ]);
  });

  it('that was merged into another one asks, and is followed', async () => {
    const { time, service, process, change, comment, texts } = await setUp();
    service.put('incidents/8', {});
    service.put('incidents/7', { status: 'redirected', redirectIncidentId: '8' });
    const changeId = await change(resolve);
    const commentId = await comment('Mine.');
    await time.settle();
    expect(process.state().items.map(({ status }) => status)).toMatchObject([
      { kind: 'parked', reason: { kind: 'redirected', toId: '8' } },
      { kind: 'parked', reason: { kind: 'redirected', toId: '8' } },
    ]);
    await process.outbox().follow({ itemId: changeId, actor });
    await process.outbox().follow({ itemId: commentId, actor });
    await time.settle();
    expect(service.item('incidents/8')).toMatchObject({ status: 'resolved' });
    expect([texts('7'), texts('8'), process.state()]).toEqual([[], ['Mine.'], idle]);
  });

  it('that took a comment along in a merge has it', async () => {
    const { time, service, process, comment, texts } = await setUp();
    service.writeFaults.push('lostAfter');
    service.readFaults.push('none', 'lost', 'lost', 'lost', 'lost');
    await comment('Mine.');
    await time.settle();
    const comments = service.item('incidents/7')?.comments;
    service.put('incidents/8', { comments });
    service.put('incidents/7', { status: 'redirected', redirectIncidentId: '8', comments: [] });
    await time.pass(5 * minute);
    expect([texts('8'), process.state()]).toEqual([['Mine.'], idle]);
  });

  it('of another tenant is never written to', async () => {
    const { time, service, process, comment } = await setUp();
    service.readFaults.push('foreign');
    await comment('Secret.');
    await time.settle();
    expect(service.ledger).toEqual([]);
    expect(process.state()).toMatchObject({
      items: [
        { status: { kind: 'parked', failure: { summary: expect.stringMatching('tenant') } } },
      ],
    });
  });

  it('of a source that takes nothing keeps what is written here, and asks the source nothing', async () => {
    const nothing = { fields: new Set<never>(), comments: false };
    const { time, service, process, change, comment } = await setUp({
      writable: { incident: nothing, alert: nothing },
    });
    const changeId = await change(resolve);
    const commentId = await comment('Mine.');
    await time.settle();
    expect([service.requests(), process.state()]).toEqual([0, idle]);
    const { itemById } = process.outbox().annotations();
    expect(itemById.get(changeId)?.status).toMatchObject({ by: 'local', keptFields: ['status'] });
    expect(itemById.get(commentId)).toMatchObject({ text: 'Mine.', status: { by: 'local' } });
  });

  it('of a source without a writer waits for one', async () => {
    const { time, process, comment, incident } = await setUp();
    await comment('Later.', { ...incident('7'), sourceId: 'files' });
    await time.pass(minute);
    expect(statuses(process.state())).toEqual(['waiting']);
  });
});

describe('order and waiting', () => {
  it('delivers in order per incident, and does not let one incident hold up another', async () => {
    const { time, service, comment, incident, alert, change, texts } = await setUp();
    service.put('incidents/8', {});
    service.put('alerts_v2/a', { status: 'new' });
    service.writeFaults.push('lostBefore');
    await comment('First.');
    await change({ status: { base: 'new', value: 'resolved' } }, alert('a', '7'));
    await comment('Second.');
    await time.settle();
    await comment('Other.', incident('8'));
    await time.pass(29_000);
    expect([texts('7'), texts('8')]).toEqual([[], ['Other.']]);
    await time.pass(5 * minute);
    expect(service.ledger.map(({ path }) => path)).toEqual([
      'incidents/8',
      'incidents/7',
      'alerts_v2/a',
      'incidents/7',
    ]);
    expect(texts('7')).toEqual(['First.', 'Second.']);
  });

  it('holds everything of a source back while it is offline, asks ever less, and goes on when woken', async () => {
    const { time, service, process, comment, incident, texts } = await setUp();
    service.isDown = true;
    await comment('One.');
    await comment('Two.', incident('8'));
    service.put('incidents/8', {});
    await time.pass(60 * minute);
    expect(process.state()).toMatchObject({
      pending: 2,
      holds: [{ sourceId: 'graph', failure: { kind: 'offline' } }],
    });
    // Two incidents, four requests an attempt, one attempt in one to two minutes.
    expect(service.requests()).toBeLessThan(8 * 65);
    service.isDown = false;
    process.outbox().wake();
    await time.settle();
    expect([texts('7'), texts('8'), process.state()]).toEqual([['One.'], ['Two.'], idle]);
  });

  it('waits as long as a service asks for', async () => {
    const { time, service, process, comment, texts } = await setUp();
    service.readFaults.push('throttled' satisfies ReadFault);
    await comment('Patient.');
    await time.pass(39_000);
    expect([service.requests(), process.state().holds]).toMatchObject([
      1,
      [{ failure: { kind: 'throttled' }, nextAttemptAt: startAt + 40_000 }],
    ]);
    await time.pass(2_000);
    expect(texts()).toEqual(['Patient.']);
  });
});

describe('the disk', () => {
  it('gets nothing that could not be read back', async () => {
    const { process, change } = await setUp();
    const malformed = { status: { base: 'active', value: 7 } } as unknown as FieldEdits;
    await expect(change(malformed)).rejects.toThrow('cannot be read back');
    expect(process.disk).toEqual([]);
  });

  it('that is full refuses what is new, and stops what is not journaled from being sent', async () => {
    let isFull = false;
    const full = new FailureError({ kind: 'storage', summary: 'The disk is full.' });
    const { time, service, process, comment, texts } = await setUp({
      syncFailure: () => (isFull ? full : null),
    });
    service.isDown = true;
    await comment('Saved.');
    await time.settle();
    isFull = true;
    service.isDown = false;
    await expect(comment('Not saved.')).rejects.toThrow('The disk is full.');
    await time.pass(5 * minute);
    expect([service.ledger, process.state().items[0]?.status]).toMatchObject([
      [],
      { kind: 'waiting', failure: { kind: 'storage' } },
    ]);
    isFull = false;
    await time.pass(5 * minute);
    expect([texts(), process.state(), process.bugs]).toEqual([['Saved.'], idle, []]);
  });
});
