// Long text shortened in its middle, where names and ids differ least.

/** At most `limit` characters (code points); the end keeps at least as much as the start. */
export function elideMiddle(text: string, limit: number): string {
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  if (limit <= 1) return '…';
  const kept = limit - 1;
  const start = Math.floor(kept / 2);
  return `${characters.slice(0, start).join('')}…${characters.slice(characters.length - (kept - start)).join('')}`;
}
