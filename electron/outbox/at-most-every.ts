// Tells what changes often seldom enough to be told whole.

/** Tells the first value at once and the latest of those that follow when `ms` have passed. */
export function atMostEvery<Value>(
  ms: number,
  tell: (value: Value) => void,
): (value: Value) => void {
  let isResting = false;
  let latest: { readonly value: Value } | null = null;
  const rest = (): void => {
    isResting = true;
    setTimeout(() => {
      isResting = false;
      if (latest === null) return;
      const { value } = latest;
      latest = null;
      tell(value);
      rest();
    }, ms).unref();
  };
  return (value) => {
    if (isResting) {
      latest = { value };
      return;
    }
    tell(value);
    rest();
  };
}
