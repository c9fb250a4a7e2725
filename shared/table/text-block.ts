// Many strings in two arrays. UTF-16 code units, since UTF-8 would lose the lone surrogates that
// hostile input has; one byte a unit where no unit needs two.

export interface TextBlock {
  readonly units: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
  /** Where each string ends in `units`. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** Arguments of one call to String.fromCharCode; far below the engine's limit. */
const PIECE = 8192;

export function packTexts(texts: readonly string[]): TextBlock {
  const ends = new Uint32Array(texts.length);
  let length = 0;
  texts.forEach((text, index) => {
    length += text.length;
    ends[index] = length;
  });
  const all = texts.join('');
  const narrow = new Uint8Array(length);
  for (let index = 0; index < length; index++) {
    const unit = all.charCodeAt(index);
    if (unit > 0xff) return { units: wideUnits(all), ends };
    narrow[index] = unit;
  }
  return { units: narrow, ends };
}

function wideUnits(text: string): Uint16Array<ArrayBuffer> {
  const units = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index++) units[index] = text.charCodeAt(index);
  return units;
}

/** The strings share one decoded text, which costs less than decoding each. */
export function unpackTexts({ units, ends }: TextBlock): readonly string[] {
  let all = '';
  for (let start = 0; start < units.length; start += PIECE) {
    all += String.fromCharCode(...units.subarray(start, start + PIECE));
  }
  let start = 0;
  return Array.from(ends, (end) => {
    const text = all.slice(start, end);
    start = end;
    return text;
  });
}
