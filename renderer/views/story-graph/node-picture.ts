// A node's images as data URIs: the glyph on its disc, the cloud's mark and a group's count in corners.
// Nothing of an alert's text goes into them but a number.
import type { Glyph } from './glyph-sheet.tsx';

const SVG = 'http://www.w3.org/2000/svg';

export function glyphImage(glyph: Glyph | undefined, colour: string): string {
  if (!glyph) return blank;
  return uri(
    `viewBox="${glyph.viewBox}" width="40" height="40" fill="${colour}" color="${colour}"`,
    glyph.markup,
  );
}

interface BadgeColours {
  readonly ground: string;
  readonly line: string;
  readonly ink: string;
}

export function cloudBadge(glyph: Glyph | undefined, { ground, line, ink }: BadgeColours): string {
  if (!glyph) return blank;
  return uri(
    'viewBox="0 0 22 22" width="44" height="44"',
    `<circle cx="11" cy="11" r="10" fill="${ground}" stroke="${line}"/>` +
      `<svg x="4.5" y="4.5" width="13" height="13" viewBox="${glyph.viewBox}" fill="${ink}" color="${ink}">${glyph.markup}</svg>`,
  );
}

/** Past 999 it says "999+". */
export function countBadge(count: number, { ground, line, ink }: BadgeColours): string {
  const text = count > 999 ? '999+' : String(count);
  const width = 12 + text.length * 8;
  return uri(
    `viewBox="0 0 ${String(width)} 20" width="${String(width * 2)}" height="40"`,
    `<rect x=".5" y=".5" width="${String(width - 1)}" height="19" rx="9.5" fill="${ground}" stroke="${line}"/>` +
      `<text x="50%" y="14.5" text-anchor="middle" font-family="system-ui, sans-serif" font-size="13" font-weight="600" fill="${ink}">${text}</text>`,
  );
}

/** Width of a count's badge at the height of 1. */
export function countBadgeRatio(count: number): number {
  return (12 + (count > 999 ? 4 : String(count).length) * 8) / 20;
}

function uri(attributes: string, content: string): string {
  const svg = `<svg xmlns="${SVG}" ${attributes}>${content}</svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

const blank = uri('viewBox="0 0 1 1" width="1" height="1"', '');
