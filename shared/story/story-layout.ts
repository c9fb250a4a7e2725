// Where the nodes of a story stand: read from left (entry) to right (impact), one lane for each cloud.
// Nodes sit on a hexagonal grid whose pitch is such that no disc or label can touch another.
import { fitColumns } from './column-fit.ts';
import type { Space } from './column-fit.ts';
import { laneByNode } from './story-lanes.ts';
import type { LaneName } from './story-lanes.ts';
import { orderNodes } from './story-order.ts';
import { settleRows } from './settle-rows.ts';
import type { StoryGraph } from './story-graph.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface LaneArea {
  readonly name: LaneName;
  readonly top: number;
  readonly bottom: number;
}

/** Pixels at 100 %, the origin at the top left. */
export interface StoryLayout {
  readonly placeById: ReadonlyMap<string, Place>;
  /** Lines of text that there is room for under each node. */
  readonly labelLines: 1 | 2;
  /** Top to bottom; empty where all nodes are in one lane. */
  readonly lanes: readonly LaneArea[];
  readonly width: number;
  readonly height: number;
}

/** Pixels around a node's centre that belong to it: the disc with its ring and badge, and the label. */
export interface NodeBox {
  readonly discRadius: number;
  readonly labelTop: number;
  readonly labelHeight: number;
  readonly labelWidth: number;
}

const box = { discRadius: 20, labelTop: 19, labelWidth: 150 } as const;

export const nodeBoxByLines: Readonly<Record<1 | 2, NodeBox>> = {
  1: { ...box, labelHeight: 17 },
  2: { ...box, labelHeight: 33 },
};

/**
 * Odd columns are half a row lower, so labels may be wider than a column: beside a label is only the
 * gap of the next column, or a disc, which the pitch leaves room for.
 */
export const gridPitchByLines = {
  1: { column: 100, row: 66 },
  2: { column: 112, row: 92 },
} as const;

/** The graph's pane in a window of 1440 x 900. */
export const usualPane: Space = { width: 664, height: 624 };

/** Past this many nodes a second line under each would cost more scale than it tells. */
const TWO_LINES_MAX = 24;
/** What a lane's band takes beside the columns: its name at the left, and labels that stick out. */
export const laneOverhang = { left: 56, right: 26 } as const;

const MARGIN_PX = 8;
const LANE_PAD_PX = 6;

/** Deterministic; about linear in nodes and links. `pane` is where it will be seen. */
export function layOutByTime(graph: StoryGraph, pane: Space = usualPane): StoryLayout {
  const labelLines = graph.nodes.length <= TWO_LINES_MAX ? 2 : 1;
  if (graph.nodes.length === 0) {
    return { placeById: new Map(), labelLines, lanes: [], width: 0, height: 0 };
  }
  const laneById = laneByNode(graph);
  const order = orderNodes(graph);
  const laneNames = lanesInOrder(order.sequence, laneById);
  const cells = order.sequence.map((id) => ({
    id,
    lane: laneNames.indexOf(laneById.get(id) ?? 'elsewhere'),
    layer: order.layerById.get(id) ?? 0,
  }));
  const pitch = gridPitchByLines[labelLines];
  const extra = pitch.row / 2 + LANE_PAD_PX;
  const { columnById, rowsByLane, columns } = fitColumns(
    cells,
    { ...pitch, lane: extra },
    { ...pane, width: pane.width - laneOverhang.left - laneOverhang.right },
  );

  const lanes: LaneArea[] = [];
  let top = 0;
  for (const [index, name] of laneNames.entries()) {
    const bottom = top + (rowsByLane[index] ?? 1) * pitch.row + (columns > 1 ? extra : LANE_PAD_PX);
    lanes.push({ name, top, bottom });
    top = bottom;
  }
  const rowById = settleRows(
    graph,
    cells.map(({ id, lane }) => ({ id, lane, column: columnById.get(id) ?? 0 })),
    rowsByLane,
  );
  const placeById = new Map(
    cells.map(({ id, lane }): [string, Place] => {
      const column = columnById.get(id) ?? 0;
      const laneTop = (lanes[lane]?.top ?? 0) + MARGIN_PX;
      const row = (rowById.get(id) ?? 0) + (column % 2) / 2;
      return [
        id,
        { x: (column + 0.5) * pitch.column, y: laneTop + box.discRadius + row * pitch.row },
      ];
    }),
  );
  return {
    placeById,
    labelLines,
    lanes: laneNames.length > 1 ? lanes : [],
    width: columns * pitch.column,
    height: top,
  };
}

/** By the middle of each lane's nodes in reading order: a stray early address moves no lane. */
function lanesInOrder(
  sequence: readonly string[],
  laneById: ReadonlyMap<string, LaneName>,
): readonly LaneName[] {
  const positionsByLane = new Map<LaneName, number[]>();
  for (const [position, id] of sequence.entries()) {
    const lane = laneById.get(id) ?? 'elsewhere';
    const known = positionsByLane.get(lane);
    if (known) known.push(position);
    else positionsByLane.set(lane, [position]);
  }
  const middles = [...positionsByLane].map(([lane, positions]) => ({
    lane,
    middle: positions[Math.floor(positions.length / 2)] ?? 0,
  }));
  return middles.sort((a, b) => a.middle - b.middle).map(({ lane }) => lane);
}
