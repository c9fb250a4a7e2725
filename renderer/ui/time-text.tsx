// A point in time: how long ago, with the absolute time and its zone on hover.
import { createContext, use, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { absoluteMinute, absoluteTime, relativeTime } from './time-format.ts';
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
  readonly form?: 'relative' | 'absolute';
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
      {form === 'relative' ? relativeTime(at, now) : absoluteMinute(at, zone)}
    </time>
  );
}
