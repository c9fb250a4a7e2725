// A point in time: how long ago, with the absolute time and its zone on hover.
import { createContext, use, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import {
  absoluteMinute,
  absoluteTime,
  relativeTime,
  shortTime,
  spanTimes,
  zoneName,
} from './time-format.ts';
import type { TimeZoneChoice } from './time-format.ts';

export interface TimeSetting {
  readonly zone: TimeZoneChoice;
  /** UTC epoch milliseconds, renewed every few seconds. */
  readonly now: number;
}

const TimeContext = createContext<TimeSetting>({ zone: 'utc', now: 0 });

const TICK_MS = 5_000;

/** Gives every time text below it its zone and one shared clock. */
export function TimeProvider(props: {
  readonly zone: TimeZoneChoice;
  readonly children: ReactNode;
}) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const setting = useMemo(() => ({ zone: props.zone, now }), [props.zone, now]);
  return <TimeContext value={setting}>{props.children}</TimeContext>;
}

export function useTimeSetting(): TimeSetting {
  return use(TimeContext);
}

interface TimeTextProps {
  /** UTC epoch milliseconds; null is shown as a dash. */
  readonly at: number | null;
  /** `short` is `24 Nov 19:11 UTC`. */
  readonly form?: 'relative' | 'absolute' | 'short';
}

export function TimeText({ at, form = 'relative' }: TimeTextProps) {
  const { zone, now } = useTimeSetting();
  if (at === null) {
    return (
      <span title="Not stated" aria-label="Not stated">
        –
      </span>
    );
  }
  const absolute = absoluteTime(at, zone);
  return (
    <time dateTime={new Date(at).toISOString()} title={absolute}>
      {written(form, at, { zone, now })}
    </time>
  );
}

function written(
  form: 'relative' | 'absolute' | 'short',
  at: number,
  { zone, now }: TimeSetting,
): string {
  switch (form) {
    case 'relative':
      return relativeTime(at, now);
    case 'absolute':
      return absoluteMinute(at, zone);
    case 'short':
      return shortTime(at, now, zone);
    default:
      return form satisfies never;
  }
}

interface TimeSpanProps {
  /** UTC epoch milliseconds; null is shown as a dash. */
  readonly from: number | null;
  readonly to: number | null;
}

/** From when to when, as short as it can be told; each end whole on hover. */
export function TimeSpan({ from, to }: TimeSpanProps) {
  const { zone, now } = useTimeSetting();
  if (from === null || to === null) return <TimeText at={from ?? to} form="absolute" />;
  const [start, end] = spanTimes([from, to], now, zone);
  return (
    <>
      <time dateTime={new Date(from).toISOString()} title={absoluteTime(from, zone)}>
        {start}
      </time>
      {' – '}
      <time dateTime={new Date(to).toISOString()} title={absoluteTime(to, zone)}>
        {end}
      </time>{' '}
      {zoneName(to, zone)}
    </>
  );
}
