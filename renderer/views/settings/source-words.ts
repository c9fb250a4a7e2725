// How a source is doing, in words.
import type { FeedStatus, RequestState, SourceStatus } from '../../../shared/contract/sources.ts';
import { clockTime } from '../../ui/time-format.ts';
import type { TimeSetting } from '../../ui/time-text.tsx';

export const countWords = (value: number): string => value.toLocaleString('en-US');

/** How much of each limit is used: "12 of 50 in this minute, 130 of 1,500 in this hour". */
export function requestWords({ uses }: RequestState): string {
  if (uses.length === 0) return 'Without a limit, since it is on this computer';
  return uses
    .map(
      ({ used, requests, perMs }) =>
        `${countWords(used)} of ${countWords(requests)} in ${spanWords(perMs)}`,
    )
    .join(', ');
}

function spanWords(perMs: number): string {
  if (perMs === 60_000) return 'the last minute';
  if (perMs === 3_600_000) return 'the last hour';
  return `the last ${countWords(perMs / 1000)} s`;
}

/** Why nothing is asked just now, and until when; null when nothing waits. */
export function waitWords(
  { pausedUntilAt, waiting }: RequestState,
  { zone }: Pick<TimeSetting, 'zone'>,
): string | null {
  if (pausedUntilAt !== null) {
    return `Until ${clockTime(pausedUntilAt, zone)}, as the service asked`;
  }
  if (waiting === 0) return null;
  return `${countWords(waiting)} ${waiting === 1 ? 'request waits' : 'requests wait'} until the limit allows it`;
}

/** Alerts that a setting would keep; null where there are none. */
export function leftOutWords(feeds: readonly FeedStatus[]): string | null {
  const count = feeds.reduce((sum, { counts }) => sum + counts.leftOut, 0);
  if (count === 0) return null;
  return `${countWords(count)} informational ${count === 1 ? 'alert' : 'alerts'} skipped, as Defender does`;
}

/** Of new alerts of Defender for Cloud while these are turned off; null where there are none. */
export function turnedOffWords(feeds: readonly FeedStatus[]): string | null {
  const count = feeds.reduce((sum, { counts }) => sum + counts.turnedOff, 0);
  if (count === 0) return null;
  return `${countWords(count)} new ${count === 1 ? 'alert' : 'alerts'} of Defender for Cloud skipped, as set below`;
}

/** The worst of its feeds. */
export function stateWords({ feeds }: Pick<SourceStatus, 'feeds'>): {
  readonly tone: 'good' | 'bad' | 'quiet';
  readonly text: string;
} {
  const kinds = new Set(feeds.map(({ phase }) => phase.kind));
  if (kinds.has('failing')) return { tone: 'bad', text: 'Trouble' };
  if (kinds.has('catchingUp')) return { tone: 'quiet', text: 'Catching up' };
  if (kinds.has('starting') || kinds.size === 0) return { tone: 'quiet', text: 'Starting' };
  return { tone: 'good', text: 'Up to date' };
}

/** "Production, Development; no longer seen: Test since 14:02"; null where there are none. */
export function accountWords(
  accounts: SourceStatus['accounts'],
  { zone }: Pick<TimeSetting, 'zone'>,
): string | null {
  const present = accounts.filter(({ goneSinceAt }) => goneSinceAt === null);
  const gone = accounts.flatMap(({ name, goneSinceAt }) =>
    goneSinceAt === null ? [] : [`${name} since ${clockTime(goneSinceAt, zone)}`],
  );
  const parts = [
    present.map(({ name }) => name).join(', '),
    gone.length === 0 ? '' : `no longer seen: ${gone.join(', ')}`,
  ];
  return parts.filter((part) => part !== '').join('; ') || null;
}

export function feedWords({ feed, tenantName }: Pick<FeedStatus, 'feed' | 'tenantName'>): string {
  if (feed === null) return 'Search for tenants';
  const what = feed.collection === 'incidents' ? 'Incidents' : 'Alerts';
  return tenantName === null ? what : `${what} of ${tenantName}`;
}
