// Ticks in a list of two levels: an option stands for all of its parts, whether they are known or not.

export interface TreeOption {
  readonly value: string;
  /** The value of the option that this one is a part of; null at the top. */
  readonly parent: string | null;
}

export type Tick = 'on' | 'off' | 'partly';

export function tickOf(
  option: TreeOption,
  options: readonly TreeOption[],
  chosen: readonly string[],
): Tick {
  const { value, parent } = option;
  if (chosen.includes(value) || (parent !== null && chosen.includes(parent))) return 'on';
  const hasChosenPart = options.some((one) => one.parent === value && chosen.includes(one.value));
  return hasChosenPart ? 'partly' : 'off';
}

/** Ticking an option takes its parts in; unticking a part leaves the other known parts ticked. */
export function toggled(
  { value, parent }: TreeOption,
  options: readonly TreeOption[],
  chosen: readonly string[],
  isOn: boolean,
): readonly string[] {
  const partsOf = (whole: string): readonly string[] =>
    options.filter((one) => one.parent === whole).map((one) => one.value);
  if (isOn) {
    const parts = partsOf(value);
    return [...chosen.filter((other) => !parts.includes(other)), value];
  }
  const others = chosen.filter((other) => other !== value);
  if (parent === null || !chosen.includes(parent)) return others;
  const siblings = partsOf(parent).filter((other) => other !== value);
  return [...others.filter((other) => other !== parent), ...siblings];
}
