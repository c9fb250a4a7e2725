// Decimals as columns spell them: digits without superfluous zeros, so that equal numbers are equal
// texts. For arithmetic and order they are read as a whole number and a scale.

export interface Decimal {
  readonly unscaled: bigint;
  /** Digits after the point; the value is unscaled / 10^scale. */
  readonly scale: number;
}

/** Null where the text is no decimal number. */
export function parseDecimal(text: string): Decimal | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i.exec(text.trim());
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (match === null || whole + fraction === '') return null;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale < 0
    ? { unscaled: digits * 10n ** BigInt(-scale), scale: 0 }
    : normalized({ unscaled: digits, scale });
}

/** The spelling of a `decimal` column. */
export function spellDecimal(decimal: Decimal): string {
  const { unscaled, scale } = normalized(decimal);
  const sign = unscaled < 0n ? '-' : '';
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return sign + digits.slice(0, point) + (scale === 0 ? '' : `.${digits.slice(point)}`);
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const left = a.unscaled * 10n ** BigInt(scale - a.scale);
  const right = b.unscaled * 10n ** BigInt(scale - b.scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

function normalized({ unscaled, scale }: Decimal): Decimal {
  let [digits, places] = [unscaled, scale];
  while (places > 0 && digits % 10n === 0n) {
    digits /= 10n;
    places--;
  }
  return { unscaled: digits, scale: places };
}
