// The text under a node: the name shortened in its middle, and what it is.
import type { Entity } from '../../../shared/model/entity.ts';
import type { StoryNode } from '../../../shared/story/story-graph.ts';
import { elideMiddle } from '../../ui/elide.ts';
import { cloudName } from '../marks/cloud-mark.tsx';
import { entityKindLabel } from '../marks/entity-kind-label.ts';

const LABEL_CHARACTERS = 24;
const LABEL_PX = 148;

/** Width of a text in px in the label's font. */
export type MeasureText = (text: string) => number;

/** Two lines within the space that the layout keeps: name and kind; for a group kind and names. */
export function nodeLabel(node: StoryNode, measure: MeasureText): string {
  const [{ entity }] = node.members;
  const count = node.members.length;
  if (count === 1)
    return `${fit(singleLine(entity.name), measure)}\n${fit(describe(entity), measure)}`;
  const names = new Set(node.members.slice(0, 8).map((member) => singleLine(member.entity.name)));
  const first = `${String(count)} × ${whatItIs(entity)}`;
  return `${fit(first, measure)}\n${fit([...names].join(', '), measure)}`;
}

/** The kind in words, with the cloud named. */
export function describe(entity: Entity): string {
  const cloud = entity.cloud === null ? null : cloudName[entity.cloud];
  const kind = whatItIs(entity);
  return cloud !== null && !kind.startsWith(cloud) ? `${cloud} · ${kind}` : kind;
}

function whatItIs({ kind, resourceType }: Entity): string {
  return resourceType ?? entityKindLabel[kind];
}

function fit(text: string, measure: MeasureText): string {
  let limit = LABEL_CHARACTERS;
  let shown = elideMiddle(text, limit);
  while (limit > 4 && measure(shown) > LABEL_PX) {
    limit -= 1;
    shown = elideMiddle(text, limit);
  }
  return shown;
}

/** Canvas text has no isolation: controls of lines and of direction would reach the rest of the label. */
export function singleLine(text: string): string {
  return text
    .slice(0, 1000)
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ');
}
