// The drawn graph as Cytoscape's elements.
import type { ElementDefinition } from 'cytoscape';
import type { LaneName } from '../../../shared/story/story-lanes.ts';
import { isGroup } from '../../../shared/story/group-similar.ts';
import type { StoryLink, StoryNode } from '../../../shared/story/story-graph.ts';
import { laneOverhang } from '../../../shared/story/story-layout.ts';
import type { Place, StoryLayout } from '../../../shared/story/story-layout.ts';
import { verdictRank } from '../../../shared/story/verdict.ts';
import { edgeWords } from '../marks/edge-words.ts';
import { glyphId } from './glyph-sheet.tsx';
import type { Glyph } from './glyph-sheet.tsx';
import { edgeBend } from './edge-bend.ts';
import type { GraphTheme } from './graph-theme.ts';
import type { MeasureText } from './measure-text.ts';
import { nodeLabel, wholeLabel } from './node-label.ts';
import { hueOf } from './node-hue.ts';
import { cloudBadge, countBadge, countBadgeRatio, glyphImage } from './node-picture.ts';

interface Palette {
  readonly glyphs: ReadonlyMap<string, Glyph>;
  readonly theme: GraphTheme;
  readonly measure: MeasureText;
  readonly labelLines: 1 | 2;
  /** Behind the labels. */
  readonly ground: string;
}

const GLYPH_PX = 20;
const CLOUD_PX = 17;
const COUNT_PX = 16;

export function nodeElement(
  node: StoryNode,
  { glyphs, theme, measure, labelLines, ground }: Palette,
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
      label: nodeLabel(node, labelLines, measure),
      whole: wholeLabel(node),
      ground,
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

/** Its words show while it is pointed at. */
export function edgeElement(
  link: StoryLink,
  from: Place = { x: 0, y: 0 },
  to: Place = { x: 0, y: 0 },
): ElementDefinition {
  const words = [...new Set(link.edges.map(({ kind }) => kind))].map((kind) => edgeWords[kind]);
  return {
    group: 'edges',
    data: {
      id: link.id,
      source: link.source,
      target: link.target,
      severity: link.severity ?? 'none',
      words:
        words.length > 2
          ? `${words.slice(0, 2).join(', ')} +${String(words.length - 2)}`
          : words.join(', '),
      ...edgeBend(from, to),
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

/** Bands behind the nodes, with a gap between; the name stands upright at the left. */
export function laneElements({ lanes, width }: StoryLayout): ElementDefinition[] {
  const whole = width + laneOverhang.left + laneOverhang.right;
  return lanes.map(({ name, top, bottom }) => ({
    group: 'nodes',
    classes: 'lane',
    selectable: false,
    grabbable: false,
    data: {
      id: `lane:${name}`,
      label: laneWords[name],
      width: whole,
      height: bottom - top - LANE_GAP_PX,
      labelWidth: `${String(bottom - top - LANE_GAP_PX - 12)}px`,
      labelX: 20 - whole / 2,
    },
    position: { x: whole / 2 - laneOverhang.left, y: (top + bottom) / 2 },
  }));
}

const LANE_GAP_PX = 6;

function worstVerdict(node: StoryNode): string {
  return node.members
    .map(({ verdict }) => verdict)
    .reduce((worst, verdict) => (verdictRank(verdict) > verdictRank(worst) ? verdict : worst));
}

function cloudInk(cloud: 'azure' | 'aws' | 'gcp', theme: GraphTheme): string {
  return { azure: theme.cloudAzure, aws: theme.cloudAws, gcp: theme.cloudGcp }[cloud];
}
