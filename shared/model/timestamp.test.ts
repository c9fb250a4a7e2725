import { describe, expect, it } from 'vitest';
import {
  compareTimestamps,
  parseTimestamp,
  timestampAt,
  timestampMs,
  timestampTicks,
  type Timestamp,
} from './timestamp.ts';

function stamp(text: string): Timestamp {
  const timestamp = parseTimestamp(text);
  if (timestamp === null) throw new Error(`not a timestamp: ${text}`);
  return timestamp;
}

describe('parseTimestamp', () => {
  it.each([
    // text, UTC epoch milliseconds, 100 ns ticks since the year 1
    ['1970-01-01T00:00:00Z', 0, 621_355_968_000_000_000n],
    ['2021-04-27T12:19:27.7211305Z', 1_619_525_967_721, 637_551_227_677_211_305n],
    ['2021-04-27T12:19:27.7Z', 1_619_525_967_700, 637_551_227_677_000_000n],
    ['2021-04-27T12:19:27Z', 1_619_525_967_000, 637_551_227_670_000_000n],
    ['2021-04-27T12:19Z', 1_619_525_940_000, 637_551_227_400_000_000n],
    ['2021-04-27t12:19:27.721z', 1_619_525_967_721, 637_551_227_677_210_000n],
    ['2021-04-27T12:19:27.721130599Z', 1_619_525_967_721, 637_551_227_677_211_305n],
    ['2023-01-20T11:29:01', 1_674_214_141_000, 638_098_109_410_000_000n],
    ['2021-04-27T14:19:27.7211305+02:00', 1_619_525_967_721, 637_551_227_677_211_305n],
    ['2021-04-27T06:49:27.7211305-05:30', 1_619_525_967_721, 637_551_227_677_211_305n],
    ['2000-02-29T00:00:00Z', 951_782_400_000, 630_873_792_000_000_000n],
    ['1969-12-31T23:59:59.9999999Z', -1, 621_355_967_999_999_999n],
    ['0001-01-01T00:00:00Z', -62_135_596_800_000, 0n],
    ['0099-12-31T00:00:00Z', -59_011_545_600_000, 31_240_512_000_000_000n],
    ['9999-12-31T23:59:59.9999999Z', 253_402_300_799_999, 3_155_378_975_999_999_999n],
  ])('%s', (text, ms, ticks) => {
    const timestamp = stamp(text);
    expect([timestamp, timestampMs(timestamp), timestampTicks(timestamp)]).toEqual([
      text,
      ms,
      ticks,
    ]);
  });

  it.each([
    '',
    'yesterday',
    '2021-04-27',
    '2021-04-27 12:19:27Z',
    '2021-13-01T00:00:00Z',
    '2021-00-01T00:00:00Z',
    '2021-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2021-04-31T00:00:00Z',
    '2021-04-00T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '2021-04-27T24:00:00Z',
    '2021-04-27T12:60:00Z',
    '2021-04-27T12:19:60Z',
    '2021-04-27T12:19:27.Z',
    '2021-04-27T12:19:27.1234567890123Z',
    '2021-04-27T12:19:27+15:00',
    '2021-04-27T12:19:27Z\n',
    '+12021-04-27T12:19:27Z',
    '२०२१-04-27T12:19:27Z',
  ])('refuses %j', (text) => {
    expect(parseTimestamp(text)).toBeNull();
  });

  it('agrees with Date on every day of 400 years', () => {
    const wrong: string[] = [];
    for (let ms = Date.UTC(1870, 0, 1); ms < Date.UTC(2270, 0, 1); ms += 86_400_000) {
      const text = new Date(ms).toISOString();
      if (timestampMs(stamp(text)) !== ms) wrong.push(text);
    }
    expect(wrong).toEqual([]);
  });
});

describe('timestampAt', () => {
  it('writes milliseconds in UTC', () => {
    expect(timestampAt(1_619_525_967_721)).toBe('2021-04-27T12:19:27.721Z');
  });

  it('throws outside the years 0001 to 9999', () => {
    expect(() => timestampAt(253_402_300_800_000)).toThrow(RangeError);
  });
});

describe('compareTimestamps', () => {
  it('orders by instant to the tick, whatever the spelling', () => {
    const ordered = [
      '0001-01-01T00:00:00Z',
      '2021-04-27T12:19:27Z',
      '2021-04-27T14:19:27.0000001+02:00',
      '2021-04-27T12:19:27.0000002Z',
      '2021-04-27T12:19:27.001Z',
      '9999-12-31T23:59:59Z',
    ].map(stamp);
    expect(ordered.toReversed().sort(compareTimestamps)).toEqual(ordered);
    expect(
      compareTimestamps(stamp('2021-04-27T12:19:27.70Z'), stamp('2021-04-27T13:19:27.7+01:00')),
    ).toBe(0);
  });
});
