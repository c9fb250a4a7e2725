// How long to wait before a dead worker is replaced.

/** Deaths within this long of one another are taken for one trouble. */
const SPELL_MS = 60_000;
const LONGEST_MS = 30_000;

/** At once after a first death, then ever later; `deaths` are times in ascending milliseconds. */
export function restartDelayMs(deaths: readonly number[]): number {
  const last = deaths.at(-1) ?? 0;
  const recent = deaths.filter((death) => death > last - SPELL_MS).length;
  return recent <= 1 ? 0 : Math.min(250 * 2 ** (recent - 1), LONGEST_MS);
}
