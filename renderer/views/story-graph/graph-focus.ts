// Where the keyboard goes in the graph: to the nearest node in the arrow's direction.

export interface FocusCandidate {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

export type ArrowKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** What lies off the arrow's axis counts as this much farther. */
const ASIDE_WEIGHT = 2.2;

/** The first node in reading order where nothing has the keyboard yet; null where nothing is that way. */
export function moveFocus(
  candidates: readonly FocusCandidate[],
  focusedId: string | null,
  key: ArrowKey,
): string | null {
  const from = candidates.find(({ id }) => id === focusedId);
  if (!from) {
    const [first] = candidates.toSorted((a, b) => a.x - b.x || a.y - b.y);
    return first?.id ?? null;
  }
  let best: string | null = null;
  let least = Infinity;
  for (const { id, x, y } of candidates) {
    const [dx, dy] = [x - from.x, y - from.y];
    const ahead = { ArrowLeft: -dx, ArrowRight: dx, ArrowUp: -dy, ArrowDown: dy }[key];
    const aside = key === 'ArrowLeft' || key === 'ArrowRight' ? Math.abs(dy) : Math.abs(dx);
    if (id === from.id || ahead <= 0) continue;
    const distance = ahead + aside * ASIDE_WEIGHT;
    if (distance < least) [best, least] = [id, distance];
  }
  return best;
}
