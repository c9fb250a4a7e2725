// Gives the nodes of each column their rows, so that lines run short and seldom cross: each node is
// drawn towards the mean height of its neighbours, sweeping to and fro.
import type { StoryGraph } from './story-graph.ts';

export interface ColumnCell {
  readonly id: string;
  readonly lane: number;
  readonly column: number;
}

const SWEEPS = 8;

/** Rows count from 0 within a lane and are whole; two cells of one lane and column never share one. */
export function settleRows(
  graph: StoryGraph,
  cells: readonly ColumnCell[],
  rowsByLane: readonly number[],
): ReadonlyMap<string, number> {
  const firstRowByLane = rowsByLane.map((_, lane) =>
    rowsByLane.slice(0, lane).reduce((total, rows) => total + rows, 0),
  );
  const cellById = new Map(cells.map((cell) => [cell.id, cell]));
  const neighbours = new Map<string, string[]>(cells.map(({ id }) => [id, []]));
  for (const { source, target } of graph.links) {
    neighbours.get(source)?.push(target);
    neighbours.get(target)?.push(source);
  }
  const stacks = stacksOf(cells);
  const rowById = new Map<string, number>();
  for (const stack of stacks) spread(stack, rowsByLane, rowById);

  const heightOf = (id: string): number => {
    const cell = cellById.get(id);
    if (!cell) return 0;
    return (firstRowByLane[cell.lane] ?? 0) + (rowById.get(id) ?? 0) + (cell.column % 2) / 2;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const inOrder = sweep % 2 === 0 ? stacks : stacks.toReversed();
    for (const stack of inOrder) {
      const base = (firstRowByLane[stack.lane] ?? 0) + (stack.column % 2) / 2;
      const wished = stack.ids.map((id) => {
        const around = neighbours.get(id) ?? [];
        const height =
          around.length === 0
            ? heightOf(id)
            : around.reduce((total, other) => total + heightOf(other), 0) / around.length;
        return { id, row: height - base };
      });
      wished.sort((a, b) => a.row - b.row || 0);
      settle(wished, rowsByLane[stack.lane] ?? 1, rowById);
    }
  }
  return rowById;
}

interface Stack {
  readonly lane: number;
  readonly column: number;
  readonly ids: readonly string[];
}

/** Columns of each lane from left to right. */
function stacksOf(cells: readonly ColumnCell[]): readonly Stack[] {
  const bySlot = new Map<string, { lane: number; column: number; ids: string[] }>();
  for (const { id, lane, column } of cells) {
    const slot = `${String(column)} ${String(lane)}`;
    const known = bySlot.get(slot);
    if (known) known.ids.push(id);
    else bySlot.set(slot, { lane, column, ids: [id] });
  }
  return [...bySlot.values()].sort((a, b) => a.column - b.column || a.lane - b.lane);
}

function spread(
  { lane, ids }: Stack,
  rowsByLane: readonly number[],
  rowById: Map<string, number>,
): void {
  const spare = (rowsByLane[lane] ?? 1) - ids.length;
  for (const [index, id] of ids.entries()) rowById.set(id, index + Math.floor(spare / 2));
}

/** Nearest free rows to the wished ones, in their order. */
function settle(
  wished: readonly { readonly id: string; readonly row: number }[],
  rows: number,
  rowById: Map<string, number>,
): void {
  let least = 0;
  const taken: number[] = [];
  for (const [index, { row }] of wished.entries()) {
    const most = rows - (wished.length - index);
    const own = Math.min(Math.max(Math.round(row), least), most);
    taken.push(own);
    least = own + 1;
  }
  for (const [index, { id }] of wished.entries()) rowById.set(id, taken[index] ?? index);
}
