// Makes a screenshot small: at most 256 colours, chosen by how much of the picture they fill. Reads what
// Chromium writes: 8 bits a channel, RGB or RGBA, not interlaced.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS_MAX = 256;
/** Colours nearer than this, squared, look alike and share an entry. */
const ALIKE = 27;

/** Alpha is dropped. */
export function indexedPng(png: Buffer): Buffer {
  const { width, height, pixels, bytesPerPixel } = decode(png);
  const counts = new Map<number, number>();
  const colours = new Uint32Array(width * height);
  for (let at = 0; at < colours.length; at += 1) {
    const start = at * bytesPerPixel;
    const colour =
      ((pixels[start] ?? 0) << 16) | ((pixels[start + 1] ?? 0) << 8) | (pixels[start + 2] ?? 0);
    colours[at] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = choosePalette(counts);
  const indexByColour = new Map<number, number>();
  for (const colour of counts.keys()) indexByColour.set(colour, nearest(palette, colour).index);

  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      lines[y * (width + 1) + 1 + x] = indexByColour.get(colours[y * width + x] ?? 0) ?? 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [...channels(colour)]))),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function choosePalette(counts: ReadonlyMap<number, number>): readonly number[] {
  const palette: number[] = [];
  const byCount = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  for (const colour of byCount) {
    if (palette.length === COLOURS_MAX) break;
    if (palette.length === 0 || nearest(palette, colour).distance > ALIKE) palette.push(colour);
  }
  return palette;
}

function nearest(
  palette: readonly number[],
  colour: number,
): { readonly index: number; readonly distance: number } {
  const [red, green, blue] = channels(colour);
  let best = { index: 0, distance: Infinity };
  for (const [index, other] of palette.entries()) {
    const [otherRed, otherGreen, otherBlue] = channels(other);
    const distance = (red - otherRed) ** 2 + (green - otherGreen) ** 2 + (blue - otherBlue) ** 2;
    if (distance < best.distance) best = { index, distance };
  }
  return best;
}

function channels(colour: number): readonly [red: number, green: number, blue: number] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function decode(png: Buffer) {
  const parts: Buffer[] = [];
  let header: Buffer | null = null;
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = data;
    if (type === 'IDAT') parts.push(data);
    at += length + 12;
  }
  const [depth, kind, , , interlaced] = header?.subarray(8) ?? [];
  const bytesPerPixel = { 2: 3, 6: 4 }[kind ?? 0];
  if (!header || depth !== 8 || interlaced !== 0 || bytesPerPixel === undefined) {
    throw new Error('not a picture as Chromium writes it');
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const pixels = unfilter(inflateSync(Buffer.concat(parts)), width * bytesPerPixel, bytesPerPixel);
  return { width, height, pixels, bytesPerPixel };
}

/** PNG specification, 9.2: each line says from which neighbours its bytes are told. */
function unfilter(filtered: Buffer, stride: number, bytesPerPixel: number): Buffer {
  const lines = filtered.length / (stride + 1);
  const pixels = Buffer.alloc(lines * stride);
  for (let y = 0; y < lines; y += 1) {
    const filter = filtered[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const left = x < bytesPerPixel ? 0 : (pixels[y * stride + x - bytesPerPixel] ?? 0);
      const up = y === 0 ? 0 : (pixels[(y - 1) * stride + x] ?? 0);
      const corner =
        y === 0 || x < bytesPerPixel ? 0 : (pixels[(y - 1) * stride + x - bytesPerPixel] ?? 0);
      const told = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      pixels[y * stride + x] = (filtered[y * (stride + 1) + 1 + x] ?? 0) + told;
    }
  }
  return pixels;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(estimate - value));
  if (toLeft === undefined || toUp === undefined || toCorner === undefined) return 0;
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
