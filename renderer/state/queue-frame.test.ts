import { describe, expect, it } from 'vitest';
import type { QueueWindow } from '../../shared/contract/queue.ts';
import { emptyFrame, letIn, receive, showWaiting, withRow } from './queue-frame.ts';
import type { QueueFrame } from './queue-frame.ts';

interface Row {
  readonly key: string;
  readonly text: string;
}

/** `window('ab')` has the rows a and b; upper case gives the key in lower case a newer content. */
const windowOf = (keys: string, more: Partial<QueueWindow<Row>> = {}): QueueWindow<Row> => ({
  offset: 0,
  rows: Array.from(keys, (text) => ({ key: text.toLowerCase(), text })),
  total: keys.length,
  stored: keys.length,
  facets: {},
  ...more,
});

const textOf = (frame: QueueFrame<Row>): string =>
  frame.shown?.rows.map(({ text }) => text).join('') ?? '';

const first = (keys: string, more?: Partial<QueueWindow<Row>>): QueueFrame<Row> =>
  receive<Row>(emptyFrame, windowOf(keys, more), { reason: 'view', isHeld: false });

describe('a frame nobody looks at', () => {
  it('shows what comes', () => {
    const frame = receive(first('abc'), windowOf('xabc'), { reason: 'change', isHeld: false });
    expect([textOf(frame), frame.waiting, frame.held]).toEqual(['xabc', 0, null]);
  });
});

it('keeps rows that say what they said as the same objects, so that they are not drawn anew', () => {
  const before = first('abc');
  for (const isHeld of [false, true]) {
    const after = receive(before, windowOf('aBc'), { reason: 'change', isHeld });
    const same = after.shown?.rows.map((row, index) => row === before.shown?.rows[index]);
    expect(same).toEqual([true, false, true]);
  }
});

describe('a frame that is looked at', () => {
  it('has the present contents of an open row that its filter dropped', () => {
    const held = receive(first('abc'), windowOf('ac'), { reason: 'change', isHeld: true });
    const frame = withRow(held, { key: 'b', text: 'B' });
    expect([textOf(frame), frame.held]).toEqual(['aBc', windowOf('ac')]);
    expect(withRow(frame, { key: 'z', text: 'Z' })).toBe(frame);
  });

  it('keeps its order, renews contents in place and counts what waits', () => {
    const frame = receive(first('abc'), windowOf('xyaBc'), { reason: 'change', isHeld: true });
    expect([textOf(frame), frame.waiting, frame.shown?.total]).toEqual(['aBc', 2, 3]);
    const later = receive(frame, windowOf('xyzaBc'), { reason: 'change', isHeld: true });
    expect([textOf(later), later.waiting]).toEqual(['aBc', 3]);
  });

  it('takes a change that moves no row at once', () => {
    const frame = receive(first('abc'), windowOf('aBc'), { reason: 'change', isHeld: true });
    expect([textOf(frame), frame.held]).toEqual(['aBc', null]);
  });

  it('takes rows that come in below the ones shown', () => {
    const frame = receive(first('ab'), windowOf('abcd'), { reason: 'change', isHeld: true });
    expect([textOf(frame), frame.waiting, frame.shown?.total]).toEqual(['abcd', 0, 4]);
  });

  it('holds a new order without new rows, and counts none', () => {
    const frame = receive(first('abc'), windowOf('cab'), { reason: 'change', isHeld: true });
    expect([textOf(frame), frame.waiting, frame.held?.rows[0]?.key]).toEqual(['abc', 0, 'c']);
  });

  it('does not count rows that moved up from below', () => {
    const frame = receive(first('abc'), windowOf('bcd'), { reason: 'change', isHeld: true });
    expect(frame.waiting).toBe(0);
  });

  it('counts by the total when the top is out of its window', () => {
    const frame = receive(
      first('abc', { offset: 50, total: 90 }),
      windowOf('xab', { offset: 50, total: 91 }),
      { reason: 'change', isHeld: true },
    );
    expect(frame.waiting).toBe(1);
  });

  it('shows the newest order when let in, and goes to the top when asked for', () => {
    const frame = receive(first('abc'), windowOf('xabc'), { reason: 'change', isHeld: true });
    expect([textOf(letIn(frame)), letIn(frame).waiting, letIn(frame).scroll]).toEqual([
      'xabc',
      0,
      frame.scroll,
    ]);
    expect(showWaiting(frame).scroll).toEqual({ serial: 1, to: 'top' });
  });
});

describe('a frame that is scrolled', () => {
  it('scrolls along with rows that came in above, and still says that they wait', () => {
    const held = receive(first('abcd'), windowOf('xabcd'), { reason: 'change', isHeld: true });
    const moved = receive(held, windowOf('cdef', { offset: 3, total: 9 }), {
      reason: 'window',
      isHeld: true,
    });
    expect([textOf(moved), moved.waiting, moved.scroll]).toEqual(['cdef', 1, { serial: 1, to: 1 }]);
    const later = receive(moved, windowOf('bcde', { offset: 3, total: 10 }), {
      reason: 'change',
      isHeld: true,
    });
    expect([textOf(later), later.waiting]).toEqual(['cdef', 2]);
  });

  it('stays where it is when nothing came in', () => {
    const moved = receive(first('abcd'), windowOf('cdef', { offset: 2, total: 9 }), {
      reason: 'window',
      isHeld: true,
    });
    expect(moved.scroll).toEqual(emptyFrame.scroll);
  });

  it('stays where it is when a row stands at another place too', () => {
    const moved = receive(first('abcd'), windowOf('cda', { offset: 2, repeatsRows: true }), {
      reason: 'window',
      isHeld: true,
    });
    expect(moved.scroll).toEqual(emptyFrame.scroll);
  });
});

describe('another filter', () => {
  it('starts anew at the top', () => {
    const held = receive(first('abc'), windowOf('xabc'), { reason: 'change', isHeld: true });
    const frame = receive(held, windowOf('q'), { reason: 'view', isHeld: true });
    expect([textOf(frame), frame.waiting, frame.held, frame.scroll]).toEqual([
      'q',
      0,
      null,
      { serial: 1, to: 'top' },
    ]);
  });
});
