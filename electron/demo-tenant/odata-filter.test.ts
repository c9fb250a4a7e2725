import { describe, expect, it } from 'vitest';
import { sortableTime } from './graph-time.ts';
import { parseFilter } from './odata-filter.ts';
import type { FilterRow, FilterSchema, FilterType } from './odata-filter.ts';

const SCHEMA: FilterSchema = new Map<string, FilterType>([
  ['assignedTo', 'string'],
  ['lastUpdateDateTime', 'dateTime'],
  ['severity', ['low', 'medium', 'high']],
]);

const row = (name: string, severity: string, assignedTo: string | null, updated: string) => ({
  name,
  assignedTo,
  severity,
  lastUpdateDateTime: sortableTime(updated),
});

const ROWS: readonly FilterRow[] = [
  row('a', 'low', null, '2026-11-24T10:00:00Z'),
  row('b', 'medium', "o'brien@x.example", '2026-11-24T10:00:00.3333333Z'),
  row('c', 'high', 'kim@x.example', '2026-11-24T10:00:00.34Z'),
  row('d', 'high', null, '2026-11-25T00:00:00Z'),
];

const chosen = (text: string): string => {
  const matches = parseFilter(text, SCHEMA);
  return ROWS.filter((one) => matches(one))
    .map((one) => one['name'])
    .join('');
};

describe('parseFilter', () => {
  it.each([
    ["severity eq 'high'", 'cd'],
    ["severity ne 'high'", 'ab'],
    ["severity in ('low','medium')", 'ab'],
    ["severity eq microsoft.graph.security.alertSeverity'high'", 'cd'],
    ['assignedTo eq null', 'ad'],
    ['assignedTo ne null', 'bc'],
    ["assignedTo eq 'o''brien@x.example'", 'b'],
    ["assignedTo in (null, 'kim@x.example')", 'acd'],
    ['lastUpdateDateTime gt 2026-11-24T10:00:00Z', 'bcd'],
    ['lastUpdateDateTime ge 2026-11-24T10:00:00.0000000Z', 'abcd'],
    ['lastUpdateDateTime lt 2026-11-24T10:00:00.34Z', 'ab'],
    ['lastUpdateDateTime le 2026-11-24T10:00:00.34Z', 'abc'],
    ['lastUpdateDateTime ge 2026-11-25T01:00:00+01:00', 'd'],
    ["severity eq 'low' or severity eq 'high' and assignedTo eq null", 'ad'],
    ["(severity eq 'low' or severity eq 'high') and assignedTo eq null", 'ad'],
    ["(severity eq 'low' or severity eq 'high') and assignedTo ne null", 'c'],
    ["not severity eq 'high'", 'ab'],
    ["not (severity eq 'high' or assignedTo eq null)", 'b'],
    ["not not severity eq 'high'", 'cd'],
    ["  severity   eq 'high'  ", 'cd'],
  ])('%s', (text, expected) => {
    expect(chosen(text)).toBe(expected);
  });

  it.each([
    [
      "detectionSource eq 'x'",
      "Could not find a property named 'detectionSource' that can be filtered on.",
    ],
    ["__proto__ eq 'x'", "Could not find a property named '__proto__' that can be filtered on."],
    ["severity eq 'awful'", "The string 'awful' is not a valid enumeration type constant."],
    [
      "severity is 'high'",
      "Invalid filter clause: expected eq, ne, gt, ge, lt, le or in, found 'is' at position 8 in 'severity is 'high''.",
    ],
    [
      "'high' eq severity",
      "Invalid filter clause: expected a property, found ''high'' at position 0 in ''high' eq severity'.",
    ],
    ['severity eq', "Invalid filter clause: expected a value, found the end in 'severity eq'."],
    [
      "(severity eq 'high'",
      "Invalid filter clause: expected ')', found the end in '(severity eq 'high''.",
    ],
    [
      "severity eq 'high' severity",
      "Invalid filter clause: expected the end, found 'severity' at position 18 in 'severity eq 'high' severity'.",
    ],
    ["severity eq 'high", "Syntax error at position 11 in 'severity eq 'high'."],
    [
      "lastUpdateDateTime ge '2026-11-24T10:00:00Z'",
      "Invalid filter clause: expected a dateTime for 'lastUpdateDateTime', found ''2026-11-24T10:00:00Z'' at position 21 in 'lastUpdateDateTime ge '2026-11-24T10:00:00Z''.",
    ],
    ['', "Invalid filter clause: expected a property, found the end in ''."],
    [
      `${'('.repeat(60)}severity eq 'high'${')'.repeat(60)}`,
      'Invalid filter clause: nested too deep.',
    ],
    [`${'not '.repeat(100_000)}severity eq 'high'`, 'Invalid filter clause: nested too deep.'],
  ])('refuses %.60s', (text, message) => {
    expect(() => parseFilter(text, SCHEMA)).toThrow(
      expect.objectContaining({ status: 400, code: 'BadRequest', message }),
    );
  });
});
