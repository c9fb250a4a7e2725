// Cuts a story's layers into phases, and phases into columns, so that the picture fits a pane: few
// enough columns to read the labels, enough of them to tell before from after.

export interface PhaseCell {
  readonly id: string;
  readonly lane: number;
  readonly layer: number;
}

export interface PhaseFit {
  readonly columnById: ReadonlyMap<string, number>;
  readonly rowsByLane: readonly number[];
  readonly columns: number;
}

/** A usual graph pane; it is not measured, so that resizing a window moves nothing. */
const PANE = { width: 690, height: 620 } as const;
const PHASES_MAX = 16;
/** What one more phase is worth against a smaller scale. */
const PHASE_WORTH = 0.02;
/** A larger scale than this is no gain: labels are legible. */
const SCALE_ENOUGH = 0.85;

/** Cells in reading order. */
export function fitPhases(
  cells: readonly PhaseCell[],
  pitch: { readonly column: number; readonly row: number },
): PhaseFit {
  const laneCount = Math.max(...cells.map(({ lane }) => lane)) + 1;
  let best: {
    readonly score: number;
    readonly phases: readonly Phase[];
    readonly grid: Grid;
  } | null = null;
  for (const phases of phasings(cells, laneCount)) {
    const tallest = Math.max(...phases.flatMap(({ counts }) => counts));
    for (const rowsMax of rowCandidates(tallest)) {
      const grid = gridOf(phases, rowsMax, laneCount);
      const width = grid.columns * pitch.column;
      const height = sum(grid.rowsByLane) * pitch.row;
      const scale = Math.min(SCALE_ENOUGH, PANE.width / width, PANE.height / height);
      const score = scale + PHASE_WORTH * phases.length;
      if (best === null || score > best.score) best = { score, phases, grid };
    }
  }
  if (best === null) throw new RangeError('a layout needs a node');
  return place(cells, best.phases, best.grid);
}

/** Consecutive layers; counts of cells by lane. */
interface Phase {
  readonly lastLayer: number;
  readonly counts: readonly number[];
}

interface Grid {
  readonly widths: readonly number[];
  readonly rowsByLane: readonly number[];
  readonly columns: number;
}

/** From the finest cut down to a single phase, the smallest neighbours joined first. */
function* phasings(cells: readonly PhaseCell[], laneCount: number): Generator<readonly Phase[]> {
  const countsByLayer = new Map<number, number[]>();
  for (const { layer, lane } of cells) {
    const counts = countsByLayer.get(layer) ?? Array.from({ length: laneCount }, () => 0);
    counts[lane] = (counts[lane] ?? 0) + 1;
    countsByLayer.set(layer, counts);
  }
  let phases = [...countsByLayer]
    .sort(([a], [b]) => a - b)
    .map(([lastLayer, counts]): Phase => ({ lastLayer, counts }));
  if (phases.length <= PHASES_MAX) yield phases;
  while (phases.length > 1) {
    phases = joinSmallest(phases);
    if (phases.length <= PHASES_MAX) yield phases;
  }
}

function joinSmallest(phases: readonly Phase[]): Phase[] {
  let at = 0;
  let least = Infinity;
  for (let index = 0; index + 1 < phases.length; index += 1) {
    const size = sum(phases[index]?.counts ?? []) + sum(phases[index + 1]?.counts ?? []);
    if (size < least) [at, least] = [index, size];
  }
  return phases.flatMap((phase, index) => {
    if (index === at + 1) return [];
    const next = phases[index + 1];
    if (index !== at || !next) return [phase];
    const counts = phase.counts.map((count, lane) => count + (next.counts[lane] ?? 0));
    return [{ lastLayer: next.lastLayer, counts }];
  });
}

/** Every height for small stories, then steps of a fifth. */
function* rowCandidates(tallest: number): Generator<number> {
  for (let rows = 1; rows < tallest; rows = Math.max(rows + 1, Math.floor(rows * 1.2))) yield rows;
  yield tallest;
}

function gridOf(phases: readonly Phase[], rowsMax: number, laneCount: number): Grid {
  const widths = phases.map(({ counts }) => Math.ceil(Math.max(...counts) / rowsMax));
  const rowsByLane = Array.from({ length: laneCount }, (_, lane) =>
    Math.max(
      1,
      ...phases.map(({ counts }, phase) => Math.ceil((counts[lane] ?? 0) / (widths[phase] ?? 1))),
    ),
  );
  return { widths, rowsByLane, columns: sum(widths) };
}

/** Each phase's cells fill its columns of a lane from the left, evenly. */
function place(cells: readonly PhaseCell[], phases: readonly Phase[], grid: Grid): PhaseFit {
  const starts: number[] = [];
  let start = 0;
  for (const width of grid.widths) {
    starts.push(start);
    start += width;
  }
  const phaseByLayer = new Map<number, number>();
  let phase = 0;
  for (const layer of [...new Set(cells.map((cell) => cell.layer))].sort((a, b) => a - b)) {
    while (layer > (phases[phase]?.lastLayer ?? Infinity)) phase += 1;
    phaseByLayer.set(layer, phase);
  }
  const placed = new Map<string, number>();
  const columnById = new Map(
    cells.map(({ id, lane, layer }): [string, number] => {
      const own = phaseByLayer.get(layer) ?? 0;
      const slot = `${String(own)} ${String(lane)}`;
      const nth = placed.get(slot) ?? 0;
      placed.set(slot, nth + 1);
      const perColumn = Math.ceil((phases[own]?.counts[lane] ?? 1) / (grid.widths[own] ?? 1));
      return [id, (starts[own] ?? 0) + Math.floor(nth / perColumn)];
    }),
  );
  return { columnById, rowsByLane: grid.rowsByLane, columns: grid.columns };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
