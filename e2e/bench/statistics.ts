// Figures of repeated measurements, as the benchmarks print them.

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function spread(values: readonly number[]): string {
  const [min, max] = [Math.min(...values), Math.max(...values)];
  return `median ${median(values).toFixed(0)} (${min.toFixed(0)} to ${max.toFixed(0)})`;
}

/** The smallest value that at least 95 of 100 do not exceed. */
export function percentile95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}
