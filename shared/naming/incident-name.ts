// The name of an incident that has none, made from what its alerts have in common, in the manner of the
// services: https://learn.microsoft.com/defender-xdr/incident-queue#incident-names
import type { EntityCategory } from '../model/entity.ts';
import { attackStages } from '../priority/attack-stages.ts';

export interface NamingFacts {
  /** The incident's id, for one without alerts. */
  readonly id: string;
  /** Of its alerts, one for each, in any order. */
  readonly titles: readonly string[];
  readonly categories: readonly string[];
  /** Services that reported alerts, each once. */
  readonly serviceSources: readonly string[];
  /** Of its distinct assets. */
  readonly assets: readonly EntityCategory[];
}

/** Titles are attacker-chosen, and a name is a line. */
const MOST_TITLE = 150;

/** The same facts give the same name, in whatever order they come. Never empty. */
export function incidentName(facts: NamingFacts): string {
  if (facts.titles.length === 0) return `Incident ${facts.id}`;
  const sources = facts.serviceSources.length > 1 ? ' reported by multiple sources' : '';
  return `${subjectOf(facts)}${placeOf(facts.assets)}${sources}`;
}

function subjectOf({ titles, categories }: NamingFacts): string {
  const distinct = new Set(titles.map((title) => title.trim()));
  const [only] = distinct;
  if (distinct.size === 1 && only !== undefined && only !== '') return shortened(only);
  const stages = attackStages(categories);
  const first = stages[0];
  const last = stages.at(-1);
  if (first === undefined || last === undefined) {
    return distinct.size === 1
      ? 'Alerts without a title'
      : `Incident of ${distinct.size} kinds of alerts`;
  }
  if (first === last) return `${first.name} incident`;
  return `Multi-stage incident involving ${first.name} & ${last.name}`;
}

/** The most telling kind of asset: what an attacker stood on comes before what stands in the cloud. */
const PLACES: readonly (readonly [EntityCategory, one: string, several: string])[] = [
  ['device', ' on one endpoint', ' on multiple endpoints'],
  ['user', ' involving one user', ' involving multiple users'],
  ['mailbox', ' involving one mailbox', ' involving multiple mailboxes'],
  ['cloudResource', ' on one cloud resource', ' on multiple cloud resources'],
  ['app', ' involving one application', ' involving multiple applications'],
  ['aiAgent', ' involving one AI agent', ' involving multiple AI agents'],
];

function placeOf(assets: readonly EntityCategory[]): string {
  for (const [category, one, several] of PLACES) {
    const count = assets.filter((asset) => asset === category).length;
    if (count > 0) return count === 1 ? one : several;
  }
  return '';
}

function shortened(title: string): string {
  const letters = Array.from(title);
  return letters.length <= MOST_TITLE ? title : `${letters.slice(0, MOST_TITLE - 1).join('')}…`;
}
