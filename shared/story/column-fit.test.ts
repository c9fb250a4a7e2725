import { describe, expect, it } from 'vitest';
import { fitColumns, LEGIBLE_SCALE } from './column-fit.ts';

const pitch = { column: 100, row: 66, lane: 39 } as const;
const chain = (count: number, lane = 0) =>
  Array.from({ length: count }, (_, layer) => ({
    id: `${String(lane)}-${String(layer)}`,
    lane,
    layer,
  }));

describe('fitColumns', () => {
  it('gives a short chain a column for each step', () => {
    expect(fitColumns(chain(4), pitch, { width: 680, height: 600 })).toEqual({
      columnById: new Map([
        ['0-0', 0],
        ['0-1', 1],
        ['0-2', 2],
        ['0-3', 3],
      ]),
      rowsByLane: [1],
      columns: 4,
    });
  });

  it('never puts more into a column of a lane than it has rows, nor a later step before an earlier one', () => {
    const cells = [...chain(40), ...chain(9, 1)];
    const { columnById, rowsByLane, columns } = fitColumns(cells, pitch, {
      width: 600,
      height: 600,
    });
    const counts = new Map<string, number>();
    for (const { id, lane } of cells) {
      const slot = `${String(lane)} ${String(columnById.get(id))}`;
      counts.set(slot, (counts.get(slot) ?? 0) + 1);
    }
    for (const [slot, count] of counts) {
      expect(count).toBeLessThanOrEqual(rowsByLane[Number(slot.split(' ')[0])] ?? 0);
    }
    const inLane = chain(40).map(({ id }) => columnById.get(id) ?? -1);
    expect(inLane).toEqual(inLane.toSorted((a, b) => a - b));
    expect(Math.max(...columnById.values())).toBeLessThan(columns);
  });

  it('turns to the shape of the pane', () => {
    const columnsIn = (width: number, height: number): number =>
      fitColumns(chain(40), pitch, { width, height }).columns;
    expect(columnsIn(1400, 400)).toBeGreaterThan(columnsIn(400, 1400));
  });

  it('runs on to the right, but not down, where it fits no legible way', () => {
    const { rowsByLane } = fitColumns(chain(200), pitch, { width: 680, height: 600 });
    const height = rowsByLane.reduce((sum, rows) => sum + rows * pitch.row + pitch.lane, 0);
    expect(600 / height).toBeGreaterThanOrEqual(LEGIBLE_SCALE);
  });
});
