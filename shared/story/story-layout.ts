// Where the nodes of a story stand: read from left (entry) to right (impact), one lane for each cloud.
// Nodes sit on a hexagonal grid whose pitch is such that no disc or label can touch another.
import { laneByNode } from './story-lanes.ts';
import type { LaneName } from './story-lanes.ts';
import { orderNodes } from './story-order.ts';
import { fitPhases } from './phase-fit.ts';
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
  /** Top to bottom; empty where all nodes are in one lane. */
  readonly lanes: readonly LaneArea[];
  readonly width: number;
  readonly height: number;
}

/** Pixels around a node's centre that belong to it: the disc with its ring and badge, and the label. */
export const nodeBox = {
  discRadius: 20,
  labelTop: 19,
  labelHeight: 30,
  labelWidth: 150,
} as const;

/**
 * Odd columns are half a row lower, so labels may be wider than a column: beside a label is only the
 * gap of the next column, or a disc, which the pitch leaves room for.
 */
export const gridPitch = { column: 112, row: 92 } as const;

const LANE_HEADER_PX = 28;
const MARGIN_PX = 16;

/** Deterministic; about linear in nodes and links. */
export function layOutByTime(graph: StoryGraph): StoryLayout {
  if (graph.nodes.length === 0) return { placeById: new Map(), lanes: [], width: 0, height: 0 };
  const laneById = laneByNode(graph);
  const order = orderNodes(graph);
  const laneNames = lanesInOrder(order.sequence, laneById);
  const cells = order.sequence.map((id) => ({
    id,
    lane: laneNames.indexOf(laneById.get(id) ?? 'elsewhere'),
    layer: order.layerById.get(id) ?? 0,
  }));
  const { columnById, rowsByLane, columns } = fitPhases(cells, gridPitch);

  const header = laneNames.length > 1 ? LANE_HEADER_PX : 0;
  const stagger = columns > 1 ? gridPitch.row / 2 : 0;
  const lanes: LaneArea[] = [];
  let top = 0;
  for (const [index, name] of laneNames.entries()) {
    const bottom = top + header + (rowsByLane[index] ?? 1) * gridPitch.row + stagger;
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
      const laneTop = (lanes[lane]?.top ?? 0) + header + MARGIN_PX;
      const row = (rowById.get(id) ?? 0) + (column % 2) / 2;
      return [
        id,
        {
          x: (column + 0.5) * gridPitch.column,
          y: laneTop + nodeBox.discRadius + row * gridPitch.row,
        },
      ];
    }),
  );
  return {
    placeById,
    lanes: laneNames.length > 1 ? lanes : [],
    width: columns * gridPitch.column,
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
