// The drawn graph as Cytoscape's elements.
import type { ElementDefinition } from 'cytoscape';
import type { LaneName } from '../../../shared/story/story-lanes.ts';
import { isGroup } from '../../../shared/story/group-similar.ts';
import type { StoryLink, StoryNode } from '../../../shared/story/story-graph.ts';
import type { Place, StoryLayout } from '../../../shared/story/story-layout.ts';
import { verdictRank } from '../../../shared/story/verdict.ts';
import { edgeWords } from '../marks/edge-words.ts';
import { glyphId } from './glyph-sheet.tsx';
import type { Glyph } from './glyph-sheet.tsx';
import type { GraphTheme } from './graph-theme.ts';
import { nodeLabel } from './node-label.ts';
import type { MeasureText } from './node-label.ts';
import { hueOf } from './node-hue.ts';
import { cloudBadge, countBadge, countBadgeRatio, glyphImage } from './node-picture.ts';

interface Palette {
  readonly glyphs: ReadonlyMap<string, Glyph>;
  readonly theme: GraphTheme;
  readonly measure: MeasureText;
}

const GLYPH_PX = 20;
const CLOUD_PX = 17;
const COUNT_PX = 16;

export function nodeElement(
  node: StoryNode,
  { glyphs, theme, measure }: Palette,
  place: Place = { x: 0, y: 0 },
): ElementDefinition {
  const [{ entity }] = node.members;
  const count = node.members.length;
  const badge = { ground: theme.raised, line: theme.line };
  const pictures = [
    {
      image: glyphImage(glyphs.get(glyphId(entity)), '#ffffff'),
      width: GLYPH_PX,
      height: GLYPH_PX,
      x: '50%',
      y: '50%',
    },
    entity.cloud !== null && {
      image: cloudBadge(glyphs.get(entity.cloud), { ...badge, ink: cloudInk(entity.cloud, theme) }),
      width: CLOUD_PX,
      height: CLOUD_PX,
      x: '145%',
      y: '145%',
    },
    isGroup(node) && {
      image: countBadge(count, { ...badge, ink: theme.text }),
      width: COUNT_PX * countBadgeRatio(count),
      height: COUNT_PX,
      x: '140%',
      y: '-45%',
    },
  ].filter((picture) => picture !== false);
  return {
    group: 'nodes',
    classes: isGroup(node) ? 'entity group' : 'entity',
    data: {
      id: node.id,
      label: nodeLabel(node, measure),
      hue: hueOf(entity),
      verdict: worstVerdict(node),
      images: pictures.map(({ image }) => image),
      imageWidths: pictures.map(({ width }) => `${String(width)}px`),
      imageHeights: pictures.map(({ height }) => `${String(height)}px`),
      imageXs: pictures.map(({ x }) => x),
      imageYs: pictures.map(({ y }) => y),
    },
    position: { ...place },
  };
}

/** A number where several relations share the line, else nothing; in words when pointed at. */
export function edgeElement(link: StoryLink): ElementDefinition {
  const kinds = [...new Set(link.edges.map(({ kind }) => kind))];
  const words = kinds.map((kind) => edgeWords[kind]);
  return {
    group: 'edges',
    data: {
      id: link.id,
      source: link.source,
      target: link.target,
      severity: link.severity ?? 'none',
      badge: kinds.length > 1 ? String(kinds.length) : '',
      words:
        words.length > 2
          ? `${words.slice(0, 2).join(', ')} +${String(words.length - 2)}`
          : words.join(', '),
    },
  };
}

const laneWords: Readonly<Record<LaneName, string>> = {
  workplace: 'Devices and accounts',
  azure: 'Azure',
  aws: 'AWS',
  gcp: 'Google Cloud',
  elsewhere: 'Elsewhere',
};

/** Bands behind the nodes, with a gap between. */
export function laneElements({ lanes, width }: StoryLayout): ElementDefinition[] {
  return lanes.map(({ name, top, bottom }) => {
    const label = laneWords[name];
    return {
      group: 'nodes',
      classes: 'lane',
      selectable: false,
      grabbable: false,
      data: {
        id: `lane:${name}`,
        label,
        width: width + LANE_OVERHANG_PX * 2,
        height: bottom - top - LANE_GAP_PX,
        labelX: -(width + LANE_OVERHANG_PX * 2) + 10,
      },
      position: { x: width / 2, y: (top + bottom) / 2 },
    };
  });
}

const LANE_OVERHANG_PX = 28;
const LANE_GAP_PX = 6;

function worstVerdict(node: StoryNode): string {
  return node.members
    .map(({ verdict }) => verdict)
    .reduce((worst, verdict) => (verdictRank(verdict) > verdictRank(worst) ? verdict : worst));
}

function cloudInk(cloud: 'azure' | 'aws' | 'gcp', theme: GraphTheme): string {
  return { azure: theme.cloudAzure, aws: theme.cloudAws, gcp: theme.cloudGcp }[cloud];
}
