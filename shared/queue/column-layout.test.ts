import { describe, expect, it } from 'vitest';
import { arranged, isColumnLayouts, moved, withChoices } from './column-layout.ts';
import type { ColumnChoice } from './column-layout.ts';

const column = (id: string, more: Partial<ColumnChoice> = {}): ColumnChoice => ({
  id,
  isShown: true,
  width: null,
  ...more,
});

describe('a layout of columns', () => {
  it('is that of the queue until a person arranges it', () => {
    expect(arranged([], ['name', 'status'])).toEqual([column('name'), column('status')]);
  });

  it('shows columns that it does not know last, and leaves out those that the queue lacks', () => {
    const layout = [column('status', { width: 90 }), column('dueOn'), column('name')];
    expect(arranged(layout, ['name', 'tags', 'status'])).toEqual([
      column('status', { width: 90 }),
      column('name'),
      column('tags'),
    ]);
  });

  it('keeps what another version says', () => {
    const layout = [column('dueOn', { isShown: false }), column('name')];
    expect(withChoices(layout, [column('name', { width: 300 })])).toEqual([
      column('name', { width: 300 }),
      column('dueOn', { isShown: false }),
    ]);
  });

  it.each([
    [0, 2, 'bca'],
    [2, 0, 'cab'],
    [1, 1, 'abc'],
    [0, -1, 'abc'],
    [2, 3, 'abc'],
  ])('moves %i to %i', (from, to, order) => {
    const choices = ['a', 'b', 'c'].map((id) => column(id));
    expect(
      moved(choices, from, to)
        .map(({ id }) => id)
        .join(''),
    ).toBe(order);
  });

  it.each([
    [{ incidents: [], alerts: [column('title', { width: 10 })] }, true],
    [{ incidents: [] }, false],
    [{ incidents: [], alerts: [column('title'), column('title')] }, false],
    [{ incidents: [], alerts: [{ ...column('title'), width: -1 }] }, false],
    [{ incidents: [], alerts: [{ id: 'title', width: null }] }, false],
    [null, false],
  ])('reads %j: %s', (value, isValid) => {
    expect(isColumnLayouts(value)).toBe(isValid);
  });
});
