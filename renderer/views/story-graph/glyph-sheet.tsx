// The glyphs that the graph paints on its canvas, taken from the very marks that the lists show, so
// that a thing looks the same everywhere. Rendered out of sight, read once by the graph.
import type { Cloud, Entity } from '../../../shared/model/entity.ts';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { EntityIcon } from '../marks/entity-icon.tsx';

/** Entities of one glyph have the same id. */
export function glyphId({ kind, family }: Pick<Entity, 'kind' | 'family'>): string {
  return kind === 'cloudResource' ? `${kind} ${family}` : kind;
}

interface GlyphSheetProps {
  readonly entities: readonly Entity[];
}

const clouds: readonly Cloud[] = ['azure', 'aws', 'gcp'];

export function GlyphSheet({ entities }: GlyphSheetProps) {
  const entityById = new Map(entities.map((entity) => [glyphId(entity), entity]));
  return (
    <div hidden>
      {[...entityById].map(([id, { kind, family }]) => (
        <span key={id} data-glyph={id}>
          <EntityIcon kind={kind} family={family} />
        </span>
      ))}
      {clouds.map((cloud) => (
        <span key={cloud} data-glyph={cloud}>
          <CloudMark cloud={cloud} compact />
        </span>
      ))}
    </div>
  );
}

/** An icon's drawing, free of colour and size. */
export interface Glyph {
  readonly viewBox: string;
  readonly markup: string;
}

/** Every glyph of the sheet inside `root`, by id. */
export function readGlyphs(root: HTMLElement): ReadonlyMap<string, Glyph> {
  const serializer = new XMLSerializer();
  const glyphs = new Map<string, Glyph>();
  for (const element of root.querySelectorAll<HTMLElement>('[data-glyph]')) {
    const svg = element.querySelector('svg');
    const id = element.dataset['glyph'];
    if (svg === null || id === undefined) continue;
    glyphs.set(id, {
      viewBox: svg.getAttribute('viewBox') ?? '0 0 20 20',
      markup: [...svg.children].map((shape) => serializer.serializeToString(shape)).join(''),
    });
  }
  return glyphs;
}
