// What correlation makes of two given stories: plays their alerts once more, each story held together, with
// the same index and the same scores, and keeps what came of each alert beside the other story.
import { Clusters } from './clusters.ts';
import type { Link } from './correlator.ts';
import { JOINS, linkScore, MERGES, MERGES_PER_DOUBLING, tieScore } from './link-score.ts';
import type { SharedTie } from './link-score.ts';
import { nearestShared } from './shared-keys.ts';
import type { SharedKey } from './shared-keys.ts';
import type { CrowdOf, StoryAlert } from './story-alert.ts';
import { TieIndex } from './tie-index.ts';
import type { SharedByKind } from './tie-index.ts';

/** What an alert shares with the other story as it was when the alert came. */
export interface CrossLink extends Link {
  /** The alert is of a later stage of an attack than the one that it leads to. */
  readonly isLater: boolean;
  /** Correlation would have linked them. */
  readonly isMade: boolean;
}

export interface Comparison {
  /** The likeliest first, what was made before what was not. */
  readonly links: readonly CrossLink[];
  /** Everything that both stories have, whether it ties them or not, the strongest first. */
  readonly shared: readonly SharedKey[];
  /**
   * Of alerts that are near to both stories, and nearer to their own: log-odds for the two being one, and
   * what was asked when the last of them came. Null where there is no such alert.
   */
  readonly bridge: { readonly reached: number; readonly asked: number } | null;
}

/** Alerts come in any order. */
export function compareStories(
  first: readonly StoryAlert[],
  second: readonly StoryAlert[],
  crowdOf: CrowdOf = () => 0,
): Comparison {
  const replay = new Replay(crowdOf);
  const told = [first, second].flatMap((alerts, story) =>
    alerts.map((alert) => ({ alert, story })),
  );
  told.sort((a, b) => a.alert.at - b.alert.at || a.alert.alert - b.alert.alert);
  for (const { alert, story } of told) replay.add(alert, story);
  return {
    links: replay.links.toSorted(
      (a, b) => Number(b.isMade) - Number(a.isMade) || b.score - a.score,
    ),
    shared: nearestShared(first, second, crowdOf),
    bridge: replay.bridge,
  };
}

class Replay {
  readonly links: CrossLink[] = [];
  bridge: Comparison['bridge'] = null;
  readonly #crowdOf: CrowdOf;
  readonly #clusters = new Clusters();
  /** By number in the clusters. */
  readonly #alerts: StoryAlert[] = [];
  readonly #stories: number[] = [];
  readonly #firsts: (number | undefined)[] = [];
  readonly #detectorCodes = new Map<string, number>();
  /** While an alert is looked up. */
  #at = 0;
  readonly #index = new TieIndex(
    (number) => this.#stories[number] ?? -1,
    (tie) => tieScore(this.#crowded(tie)),
  );

  constructor(crowdOf: CrowdOf) {
    this.#crowdOf = crowdOf;
  }

  add(alert: StoryAlert, story: number): void {
    const { at, stage, detector, ties, isRecurring } = alert;
    this.#at = at;
    const byStory = this.#index.sharing(ties, at);
    const own = this.#score(alert, story, byStory.get(story));
    const other = this.#score(alert, 1 - story, byStory.get(1 - story));

    const number = this.#clusters.add(stage, this.#codeOf(detector));
    this.#alerts.push(alert);
    this.#stories.push(story);
    this.#index.add(number, ties, at, isRecurring);
    this.#clusters.join(this.#firsts[story] ?? number, number);
    this.#firsts[story] ??= number;

    if (other === null) return;
    const { score } = other;
    const isNearerToOwn = own !== null && own.score > JOINS && own.score >= score;
    const isMade = score > JOINS && (isNearerToOwn ? this.#bridges(score) : true);
    const [strongest] = other.ties;
    const to = this.#alerts[strongest?.alert ?? -1];
    if (to === undefined) return;
    this.links.push({
      from: alert.alert,
      to: to.alert,
      score,
      ties: other.ties.map((tie) => ({ ...tie, alert: this.#alerts[tie.alert]?.alert ?? -1 })),
      isLater: stage > to.stage,
      isMade,
    });
  }

  /** null where the story has nothing of it. */
  #score(
    alert: StoryAlert,
    story: number,
    byKind: SharedByKind | undefined,
  ): { readonly score: number; readonly ties: readonly SharedTie[] } | null {
    const member = this.#firsts[story];
    if (byKind === undefined || member === undefined) return null;
    const ties = [...byKind.values()].map((tie) => this.#crowded(tie));
    const facts = this.#clusters.facts(this.#clusters.of(member));
    const score = linkScore(alert, facts, ties);
    return { score, ties: ties.sort((a, b) => tieScore(b) - tieScore(a)) };
  }

  /** As the correlator merges two clusters: by what several alerts say together. */
  #bridges(score: number): boolean {
    const sizes = this.#firsts.map((one) => (one === undefined ? 0 : this.#clusters.sizeOf(one)));
    const asked = MERGES + MERGES_PER_DOUBLING * Math.log2(Math.min(...sizes));
    const reached = (this.bridge?.reached ?? 0) + score;
    this.bridge = { reached, asked };
    return reached > asked;
  }

  #crowded(tie: SharedTie): SharedTie {
    return { ...tie, crowd: tie.crowd + this.#crowdOf(tie, this.#at) };
  }

  #codeOf(detector: string): number {
    const known = this.#detectorCodes.get(detector);
    if (known !== undefined) return known;
    this.#detectorCodes.set(detector, this.#detectorCodes.size);
    return this.#detectorCodes.size - 1;
  }
}
