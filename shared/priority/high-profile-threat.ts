// Threats that go before others: ransomware, and actors that work for a state. Microsoft names an actor
// by its weather: the second word says what it is
// (https://learn.microsoft.com/unified-secops/microsoft-threat-actor-naming).

const STATE_BY_WEATHER: ReadonlyMap<string, string> = new Map([
  ['blizzard', 'Russia'],
  ['cyclone', 'Vietnam'],
  ['dust', 'Türkiye'],
  ['hail', 'South Korea'],
  ['rain', 'Lebanon'],
  ['sandstorm', 'Iran'],
  ['sleet', 'North Korea'],
  ['typhoon', 'China'],
]);

/** Why this is a high-profile threat, for a person to read; null where no name says so. */
export function highProfileReason(names: readonly string[]): string | null {
  const ransomware = names.find((name) => /ransom/i.test(name));
  if (ransomware !== undefined) return `Ransomware: ${ransomware}`;
  for (const name of names) {
    const weather = /^\p{L}+ (\p{L}+)$/u.exec(name.trim())?.[1]?.toLowerCase();
    const state = STATE_BY_WEATHER.get(weather ?? '');
    if (state !== undefined) return `Nation-state actor: ${name.trim()} (${state})`;
    if (/\bnation[- ]state\b/i.test(name)) return `Nation-state actor: ${name}`;
  }
  return null;
}
