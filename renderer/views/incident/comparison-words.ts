// Why two incidents are not one, or would be, in sentences.
import type {
  ComparedLink,
  IncidentComparison,
  SharedThing,
} from '../../../shared/contract/store-queries.ts';
import { JOINS } from '../../../shared/correlation/link-score.ts';
import type { TieKind } from '../../../shared/correlation/tie.ts';
import type { MergeVeto } from '../../../shared/grouping/merge-vetoes.ts';

export interface Answer {
  /** In one sentence. */
  readonly title: string;
  readonly sentences: readonly string[];
}

/** What keeps the two apart whatever ties them; null where nothing does. */
export function againstMerge(vetoes: readonly MergeVeto[]): Answer | null {
  if (vetoes.length === 0) return null;
  return {
    title: 'Whatever ties them, this stands against a merge.',
    sentences: vetoes.map(({ sentence }) => sentence),
  };
}

export const THING: Readonly<Record<TieKind, string>> = {
  machine: 'Machine',
  account: 'Account',
  source: 'Machine it came from',
  address: 'Address',
  network: 'Domain, URL or sender',
  file: 'File',
  cloud: 'Cloud resource',
};

/** What correlation says of the two. */
export function answerOf(comparison: IncidentComparison): Answer {
  const { title, sentences } = correlationAnswer(comparison);
  return { title, sentences: [...sentences, ...caveats(comparison)] };
}

function correlationAnswer(comparison: IncidentComparison): Answer {
  const { links, shared, bridge } = comparison;
  const [likeliest] = links;
  if (shared.length === 0) {
    return {
      title: 'They have nothing in common that could tie them.',
      sentences: [
        'No machine, account, public address, domain, URL, sender, file or cloud resource is in alerts of both.',
      ],
    };
  }
  if (likeliest === undefined) {
    return { title: 'What they have in common ties nothing.', sentences: idleSentences(shared) };
  }
  if (likeliest.isMade) {
    return {
      title: 'Correlation links them.',
      sentences: [
        linkSentence(likeliest),
        `That is log-odds of ${odds(likeliest.link.score)}; ${odds(JOINS)} would do. What services or people grouped stays as it is: merge them, where nothing below stands against it.`,
      ],
    };
  }
  if (likeliest.link.score <= JOINS || bridge === null) {
    return {
      title: 'What they have in common is too little.',
      sentences: [
        linkSentence(likeliest),
        `That is log-odds of ${odds(likeliest.link.score)}; more than ${odds(JOINS)} links an alert.`,
      ],
    };
  }
  return {
    title: 'They touch, but not enough to be one.',
    sentences: [
      linkSentence(likeliest),
      `Each alert is nearer to its own incident. Those that are near to both reach log-odds of ${odds(bridge.reached)} together; ${odds(bridge.asked)} are asked of incidents of this size.`,
    ],
  };
}

function linkSentence({ alert, link }: ComparedLink): string {
  const goesOn = link.reasons.includes('eventSequence')
    ? ', and goes on to a later stage of an attack'
    : '';
  const [strongest, ...others] = link.ties;
  const more = others.length === 0 ? '' : ` and ${String(others.length)} more`;
  const what =
    strongest === undefined ? '' : ` by ${thingWords(strongest)}${more}, ${apart(strongest)}`;
  return `“${alert.title}” is nearest to “${link.title}”${what}${goesOn}.`;
}

function idleSentences(shared: readonly SharedThing[]): readonly string[] {
  const sentences: string[] = [];
  const far = shared.find(({ isTooFar }) => isTooFar);
  if (far !== undefined) {
    sentences.push(
      `${capital(thingWords(far.tie))} is in both, ${apart(far.tie)}: what is more than 10 days apart ties nothing.`,
    );
  }
  const series = shared.find(({ isSeries, isTooFar }) => isSeries && !isTooFar);
  if (series !== undefined) {
    sentences.push(
      `${capital(thingWords(series.tie))} is in both, but in one of them only where the same keeps coming back: a series ties nothing.`,
    );
  }
  return sentences;
}

function caveats({ waiting, alone, leftOut }: IncidentComparison): readonly string[] {
  const sentences: string[] = [];
  if (alone > 0) {
    sentences.push(
      `${counted(alone, 'alert is', 'alerts are')} of a type that is never to be correlated: nothing ties them.`,
    );
  }
  if (waiting > 0) {
    sentences.push(
      `${counted(waiting, 'alert has', 'alerts have')} not been looked at yet; the answer may change.`,
    );
  }
  if (leftOut > 0) {
    sentences.push(`${counted(leftOut, 'older alert was', 'older alerts were')} left out.`);
  }
  return sentences;
}

/** "machine web-01"; a machine whose name is not known is "one machine". */
function thingWords({ shared, name }: SharedThing['tie']): string {
  const kind = THING[shared].toLowerCase();
  return name === null ? `one ${kind}` : `${kind} ${name}`;
}

function apart({ secondsApart }: SharedThing['tie']): string {
  return secondsApart < 1 ? 'at the same time' : `${durationWords(secondsApart)} apart`;
}

/** The two largest units are too many: a reader wants the size. */
export function durationWords(seconds: number): string {
  if (seconds < 120) return `${String(Math.round(seconds))} s`;
  if (seconds < 7_200) return `${String(Math.round(seconds / 60))} min`;
  if (seconds < 172_800) return `${String(Math.round(seconds / 3_600))} h`;
  return `${String(Math.round(seconds / 86_400))} d`;
}

/** Why something in common counts for little or nothing; null where it counts. */
export function idleWords({ isTooFar, isSeries, crowd }: SharedThing): string | null {
  if (isTooFar) return 'Too long ago';
  if (isSeries) return 'A series';
  return crowd === 0 ? null : `In ${counted(crowd, 'other cluster', 'other clusters')}`;
}

export function odds(score: number): string {
  return score.toFixed(2).replace('-', '−');
}

function counted(count: number, one: string, several: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`;
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
