// Words about merges.

export function alertsWords(count: number): string {
  return count === 1 ? '1 alert' : `${count.toLocaleString('en-US')} alerts`;
}
