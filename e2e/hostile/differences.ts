// Where what is stored differs from the truth, in words; the verdict of every run.
import type { TrueRow } from './hostile-world.ts';

export interface Differences {
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  /** Another version than the newest, or something that was never there. */
  readonly wrong: readonly string[];
}

export function differencesOf(stored: readonly TrueRow[], truth: readonly TrueRow[]): Differences {
  const trueById = new Map(truth.map((row) => [row.id, row]));
  const seen = new Set<string>();
  const duplicated: string[] = [];
  const wrong: string[] = [];
  for (const row of stored) {
    if (seen.has(row.id)) duplicated.push(row.id);
    seen.add(row.id);
    const wanted = trueById.get(row.id);
    if (wanted === undefined) wrong.push(`${row.id} was never there`);
    else if (wanted.title !== row.title || wanted.lastUpdateAt !== row.lastUpdateAt) {
      wrong.push(`${textOf(row)} in place of ${textOf(wanted)}`);
    }
  }
  const lost = truth.filter(({ id }) => !seen.has(id)).map(({ id }) => id);
  return { lost, duplicated, wrong };
}

export const noDifferences: Differences = { lost: [], duplicated: [], wrong: [] };

function textOf({ id, title, lastUpdateAt }: TrueRow): string {
  return `${id} "${title ?? ''}" of ${new Date(lastUpdateAt).toISOString()}`;
}
