import { describe, expect, it } from 'vitest';
import { timestampMs } from '../timestamp.ts';
import { rowTime } from './row-time.ts';

describe('rowTime', () => {
  it.each([
    ['2024-07-17T11:01:27.6336440Z', '2024-07-17T11:01:27.633Z'],
    ['2019-01-09 06:31:40', '2019-01-09T06:31:40.000Z'],
    ['2024-07-17 11:01:27.633644+00:00', '2024-07-17T11:01:27.633Z'],
    ['2024-07-17 11:01:27 +0200', '2024-07-17T09:01:27.000Z'],
    ['2024-07-17 11:01:27 UTC', '2024-07-17T11:01:27.000Z'],
    ['2024-07-17 11:01', '2024-07-17T11:01:00.000Z'],
    ['8/1/2024 1:06:22 PM', '2024-08-01T13:06:22.000Z'],
    ['8/1/2024, 12:06:22.5 AM', '2024-08-01T00:06:22.500Z'],
    ['12/31/2024 23:59', '2024-12-31T23:59:00.000Z'],
    ['Aug 2, 2021 1:13:02 PM', '2021-08-02T13:13:02.000Z'],
    [' 1721214087633 ', '2024-07-17T11:01:27.633Z'],
  ])('reads %s', (text, iso) => {
    const time = rowTime(text);
    expect(time === null ? null : new Date(timestampMs(time)).toISOString()).toBe(iso);
  });

  it.each([
    '',
    'yesterday',
    '13/40/2024 1:00:00 PM',
    '2024-02-30 01:00:00',
    'Foo 1, 2024 1:00',
    '1.2',
  ])('takes %j for no time', (text) => expect(rowTime(text)).toBeNull());
});
