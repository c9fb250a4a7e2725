// Cuts a story's layers into columns, and each lane into rows, so that the picture fits a pane: few
// enough columns to read the labels, enough of them to tell before from after.

export interface LayerCell {
  readonly id: string;
  readonly lane: number;
  readonly layer: number;
}

/** Pixels. */
export interface Space {
  readonly width: number;
  readonly height: number;
}

export interface Pitch {
  readonly column: number;
  readonly row: number;
  /** What every lane takes on top of its rows. */
  readonly lane: number;
}

export interface ColumnFit {
  readonly columnById: ReadonlyMap<string, number>;
  readonly rowsByLane: readonly number[];
  readonly columns: number;
}

const COLUMNS_MAX = 60;
/** How many more places than nodes a lane may have. */
const LOOSENESS = [1, 1.25, 1.6, 2.2, 3] as const;
/** From this scale on labels can be read. */
export const LEGIBLE_SCALE = 0.8;
/** A larger scale than this is no gain. */
const SCALE_ENOUGH = 0.95;
/** What one more column is worth against a smaller scale, up to as many as there are layers. */
const COLUMN_WORTH = 0.012;
const COLUMNS_TELLING = 16;
/** What it costs when nodes stand as far from their time as the picture is wide. */
const DISPLACEMENT_COST = 0.5;
/** How much a lane spreads over the width although its events are close together in time. */
const LANE_SPREAD = 0.6;

/** Cells in reading order, at least one. Columns of a lane never go back in it. */
export function fitColumns(cells: readonly LayerCell[], pitch: Pitch, pane: Space): ColumnFit {
  const lanes = lanesOf(cells);
  const layers = new Set(cells.map(({ layer }) => layer)).size;
  let best: { readonly score: number; readonly fit: ColumnFit } | null = null;
  for (let columns = 1; columns <= Math.min(cells.length, COLUMNS_MAX); columns += 1) {
    for (const looseness of LOOSENESS) {
      const rowsByLane = lanes.map(({ length }) =>
        Math.min(length, Math.ceil((length / columns) * looseness)),
      );
      const { columnById, displacement } = placeLanes(lanes, rowsByLane, columns);
      const width = columns * pitch.column;
      const height = sum(rowsByLane) * pitch.row + lanes.length * pitch.lane;
      const score =
        legibility(pane.width / width, pane.height / height) +
        COLUMN_WORTH * Math.min(columns, layers, COLUMNS_TELLING) -
        DISPLACEMENT_COST * displacement;
      if (best === null || score > best.score) {
        best = { score, fit: { columnById, rowsByLane, columns } };
      }
    }
  }
  if (best === null) throw new RangeError('a layout needs a node');
  return best.fit;
}

/** What does not fit at a legible scale should at least fit in height: time then runs on to the right. */
function legibility(scaleX: number, scaleY: number): number {
  const scale = Math.min(scaleX, scaleY);
  if (scale >= LEGIBLE_SCALE) return Math.min(scale, SCALE_ENOUGH);
  return (Math.min(scaleY, LEGIBLE_SCALE) * 2 + Math.min(scaleX, LEGIBLE_SCALE)) / 3;
}

/** A cell and where it would like to stand, from 0 (left) to 1. */
interface Wish {
  readonly id: string;
  readonly own: number;
  readonly spread: number;
}

function lanesOf(cells: readonly LayerCell[]): readonly (readonly Wish[])[] {
  const laneCount = Math.max(...cells.map(({ lane }) => lane)) + 1;
  const middleOf = middles(cells);
  return Array.from({ length: laneCount }, (_, lane) => {
    const members = cells.filter((cell) => cell.lane === lane).sort((a, b) => a.layer - b.layer);
    const middleInLane = middles(members);
    return members.map(({ id, layer }) => {
      const own = middleOf(layer);
      return { id, own, spread: own + (middleInLane(layer) - own) * LANE_SPREAD };
    });
  });
}

/** Where the middle of each layer is when all cells stand in one line. */
function middles(cells: readonly LayerCell[]): (layer: number) => number {
  const counts = new Map<number, number>();
  for (const { layer } of cells) counts.set(layer, (counts.get(layer) ?? 0) + 1);
  const middleByLayer = new Map<number, number>();
  let before = 0;
  for (const [layer, count] of [...counts].sort(([a], [b]) => a - b)) {
    middleByLayer.set(layer, (before + count / 2) / cells.length);
    before += count;
  }
  return (layer) => middleByLayer.get(layer) ?? 0;
}

/** `displacement` is the mean distance from the wishes in widths of the picture. */
function placeLanes(
  lanes: readonly (readonly Wish[])[],
  rowsByLane: readonly number[],
  columns: number,
): { readonly columnById: ReadonlyMap<string, number>; readonly displacement: number } {
  const columnById = new Map<string, number>();
  let moved = 0;
  for (const [lane, wishes] of lanes.entries()) {
    const rows = rowsByLane[lane] ?? 1;
    let column = 0;
    let taken = 0;
    for (const [index, { id, own, spread }] of wishes.entries()) {
      const least = taken < rows ? column : column + 1;
      const most = columns - Math.ceil((wishes.length - index) / rows);
      const next = Math.max(least, Math.min(Math.floor(spread * columns), most));
      taken = next === column ? taken + 1 : 1;
      column = next;
      columnById.set(id, next);
      moved += Math.abs((next + 0.5) / columns - own);
    }
  }
  return { columnById, displacement: moved / columnById.size };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
