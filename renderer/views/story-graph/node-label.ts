// The text under a node: the name shortened in its middle, and what it is.
import type { Entity } from '../../../shared/model/entity.ts';
import type { StoryNode } from '../../../shared/story/story-graph.ts';
import { cloudName } from '../../../shared/model/short-names.ts';
import { elideMiddle } from '../../ui/elide.ts';
import { entityKindLabel } from '../marks/entity-kind-label.ts';
import { shortEntityName } from '../marks/short-names.ts';
import type { MeasureText } from './measure-text.ts';

const LABEL_CHARACTERS = 24;
const LABEL_PX = 148;
const WHOLE_CHARACTERS = 60;

/** Within the space that the layout keeps: the name, and in a second line what it is; for a group kind and names. */
export function nodeLabel(node: StoryNode, lines: 1 | 2, measure: MeasureText): string {
  const [{ entity }] = node.members;
  const count = node.members.length;
  const both =
    count === 1
      ? [singleLine(shortEntityName(entity)), describe(entity)]
      : [`${String(count)} × ${whatItIs(entity)}`, memberNames(node)];
  return both
    .slice(0, lines)
    .map((text) => fit(text, measure))
    .join('\n');
}

/** All there is room for while a node is pointed at. */
export function wholeLabel(node: StoryNode): string {
  const [{ entity }] = node.members;
  const count = node.members.length;
  return count === 1
    ? `${elideMiddle(singleLine(entity.name), WHOLE_CHARACTERS)}\n${describe(entity)}`
    : `${String(count)} × ${describe(entity)}\n${elideMiddle(memberNames(node), WHOLE_CHARACTERS)}`;
}

function memberNames({ members }: StoryNode): string {
  const names = new Set(members.slice(0, 8).map(({ entity }) => singleLine(entity.name)));
  return [...names].join(', ');
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
