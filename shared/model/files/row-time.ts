// Times as exports spell them, to the model's timestamps. Where no zone is told, UTC is meant.
import { parseTimestamp, timestampAt, type Timestamp } from '../timestamp.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `8/1/2024 1:06:22.123 PM`, also with a comma behind the date and without seconds. */
const AMERICAN =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d)(\.\d{1,7})?)?(?: ?([AP])M)?$/i;

/** `Aug 2, 2021 1:13:02 PM`, as the Defender portal exports. */
const NAMED_MONTH =
  /^([a-z]{3})[a-z]* (\d{1,2}),? (\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d)(\.\d{1,7})?)?(?: ?([AP])M)?$/i;

/** ISO 8601 with a space or a zone set apart: `2024-07-17 11:01:27.633644 +00:00`. */
const SPACED = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d|UTC)?$/i;

const EPOCH_MS = /^\d{12,14}$/;

/** Null for what is no point in time; months come before days, as in every Microsoft export. */
export function rowTime(text: string): Timestamp | null {
  const trimmed = text.trim();
  return (
    parseTimestamp(trimmed) ??
    spaced(trimmed) ??
    american(trimmed) ??
    namedMonth(trimmed) ??
    (EPOCH_MS.test(trimmed) ? timestampAt(Number(trimmed)) : null)
  );
}

function spaced(text: string): Timestamp | null {
  const match = SPACED.exec(text);
  if (match === null) return null;
  const [, date = '', clock = '', zone = 'Z'] = match;
  const isUtc = /^(?:z|utc)$/i.test(zone);
  const offset = isUtc ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  return parseTimestamp(`${date}T${clock}${offset}`);
}

function american(text: string): Timestamp | null {
  const match = AMERICAN.exec(text);
  if (match === null) return null;
  const [, month = '', day = '', year = '', ...clock] = match;
  return composed({ year, month, day }, clock);
}

function namedMonth(text: string): Timestamp | null {
  const match = NAMED_MONTH.exec(text);
  if (match === null) return null;
  const [, name = '', day = '', year = '', ...clock] = match;
  const month = String(MONTHS.indexOf(name.toLowerCase()) + 1);
  return composed({ year, month, day }, clock);
}

function composed(
  { year, month, day }: { readonly year: string; readonly month: string; readonly day: string },
  [hour = '', minute = '', second = '00', fraction = '', half]: readonly (string | undefined)[],
): Timestamp | null {
  const isAfternoon = half?.toLowerCase() === 'p';
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (isAfternoon ? 12 : 0);
  const two = (part: string | number): string => String(part).padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  return parseTimestamp(`${date}T${two(hours)}:${minute}:${second}${fraction}Z`);
}
