// The command through its front door, on real files.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { dispatch } from './dispatch.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearpane-decode-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A file of its own, whose path in the output reads as its bare name. */
function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

async function clearpane(args: readonly string[], input = '') {
  const printed: string[] = [];
  const complaints: string[] = [];
  const bare = (line: string) => line.replaceAll(`${folder}/`, '');
  const exit = await dispatch(
    args,
    {
      input: Readable.from(input === '' ? [] : [Buffer.from(input)]),
      print: (line) => printed.push(bare(line)),
      complain: (line) => complaints.push(bare(line)),
    },
    '1.2.3',
  );
  return { exit, printed, complaints };
}

const nothing = {
  alerts: 0,
  incidents: 0,
  evidence: {},
  huntingResults: 0,
  unknownMembers: {},
  unknownEnumValues: {},
  wrongTypes: {},
  losses: [],
  failures: [],
};

/** The one file's line; the sums are checked where there are several files. */
async function decoded(path: string) {
  const { exit, printed, complaints } = await clearpane(['decode', path]);
  return { exit, complaints, report: JSON.parse(printed[0] ?? 'null') as unknown };
}

const url = (verdict: string) => ({
  '@odata.type': '#microsoft.graph.security.urlEvidence',
  url: 'https://a.example',
  verdict,
});

describe('clearpane decode', () => {
  it('reports counts, unknown members, enum values and wrong types by place', async () => {
    const incident = {
      '@odata.type': '#microsoft.graph.incident',
      id: '1',
      tags: ['old'],
      alerts: [
        { id: 'a', novelty: 1, evidence: [url('malicious'), { ...url('5'), foo: 1, roles: 7 }] },
        {
          id: 'b',
          novelty: 2,
          evidence: [{ '@odata.type': '#microsoft.graph.security.xEvidence' }],
        },
      ],
    };
    expect(await decoded(file('incident.json', JSON.stringify({ value: [incident] })))).toEqual({
      exit: 0,
      complaints: [],
      report: {
        ...nothing,
        file: 'incident.json',
        alerts: 2,
        incidents: 1,
        evidence: { urlEvidence: 2, unknownEvidence: 1 },
        unknownMembers: {
          'incident.tags': 1,
          'incident.alerts[].novelty': 2,
          'incident.alerts[].evidence[].foo': 1,
        },
        unknownEnumValues: { 'incident.alerts[].evidence[].verdict=5': 1 },
        wrongTypes: { 'incident.alerts[].evidence[].roles': 1 },
      },
    });
  });

  it.each([
    ['a bare alert', { id: 'a', evidence: [] }, { alerts: 1 }],
    ['a list of incidents', [{ id: '1', incidentWebUrl: null }], { incidents: 1 }],
    [
      'bare evidence',
      url('clean?'),
      { evidence: { urlEvidence: 1 }, unknownEnumValues: { 'evidence.verdict=clean?': 1 } },
    ],
    [
      'hunting results',
      { Schema: [{ Name: 'A', Type: 'String' }], Results: [{ A: 1 }] },
      { huntingResults: 1 },
    ],
    [
      'an example file',
      { kind: 'graph-alert-list', provenance: {}, payload: { value: [{ id: 'a' }] } },
      { alerts: 1 },
    ],
    ['an empty page', { value: [] }, {}],
  ])('takes %s', async (name, content, expected) => {
    const path = file(`${name}.json`, `\ufeff${JSON.stringify(content, null, 2)}`);
    expect(await decoded(path)).toEqual({
      exit: 0,
      complaints: [],
      report: { ...nothing, file: `${name}.json`, ...expected },
    });
  });

  const entity = (kind: string, properties: object) => ({
    name: 'e',
    type: 'Microsoft.SecurityInsights/Entities',
    kind,
    properties,
  });
  it.each([
    [
      "a page of Azure's security alerts",
      {
        value: [
          {
            name: 'a',
            type: 'Microsoft.Security/Locations/alerts',
            properties: { entities: [{ type: 'ip', address: '192.0.2.1' }, { type: 'odd' }] },
          },
          { Name: 'b', Type: 'microsoft.security/locations/alerts', Properties: {} },
        ],
      },
      { alerts: 2, evidence: { ipEvidence: 1, unknownEvidence: 1 } },
    ],
    [
      "Sentinel's incidents",
      { value: [{ name: 'i', type: 'Microsoft.SecurityInsights/Incidents', properties: {} }] },
      { incidents: 1 },
    ],
    [
      "an incident's entities",
      { entities: [entity('Ip', { address: '192.0.2.1' })], metaData: [] },
      { evidence: { ipEvidence: 1 } },
    ],
    [
      "Sentinel's alerts",
      { value: [entity('SecurityAlert', { systemAlertId: 's' })] },
      { alerts: 1 },
    ],
    [
      'what else Sentinel has',
      { value: [{ name: 'c', type: 'Microsoft.SecurityInsights/Incidents/Comments' }] },
      { otherResources: { 'Microsoft.SecurityInsights/Incidents/Comments': 1 } },
    ],
  ])('takes %s', async (name, content, expected) => {
    const path = file(`${name}.json`, JSON.stringify(content));
    expect(await decoded(path)).toEqual({
      exit: 0,
      complaints: [],
      report: { ...nothing, file: `${name}.json`, ...expected },
    });
  });

  it('refuses what has no id, by place, and goes on', async () => {
    const page = {
      value: [
        { title: 'no id' },
        { id: 'a', evidence: [] },
        { id: '1', alerts: [{ id: 'b', title: 'kept' }, { title: 'lost its id' }] },
      ],
    };
    expect(await decoded(file('ids.json', JSON.stringify(page)))).toEqual({
      exit: 1,
      complaints: [],
      report: {
        ...nothing,
        file: 'ids.json',
        alerts: 2,
        incidents: 1,
        failures: [
          { place: 'value[0]', reason: 'it has no id' },
          { place: 'value[2].alerts[1]', reason: 'it has no id' },
        ],
      },
    });
  });

  it('reads one value a line, past lines that are broken', async () => {
    const lines = [
      '{"id":"a","evidence":[]}',
      '',
      '{bad',
      '{"id":"","title":"t"}',
      JSON.stringify(url('unknown')),
    ];
    expect(await decoded(file('lines.txt', lines.join('\r\n')))).toEqual({
      exit: 1,
      complaints: ['clearpane decode: lines.txt:3:2: not JSON: unexpected "b"'],
      report: {
        ...nothing,
        file: 'lines.txt',
        alerts: 1,
        evidence: { urlEvidence: 1 },
        failures: [
          { place: '3:2', reason: 'not JSON: unexpected "b"' },
          { place: 'line 4', reason: 'its id is empty' },
        ],
      },
    });
  });

  it('names file and place of each file it cannot read, and sums up all', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const { exit, printed, complaints } = await clearpane([
      'decode',
      file('broken.json', '{\n  "id": "a",\n}'),
      join(folder, 'missing.json'),
      folder,
      file('empty.json', ''),
      file('latin.json', Uint8Array.of(0x22, 0xe9, 0x22)),
      file('deep.json', deep),
      file('other.json', '{"a":1}'),
      file('first.ndjson', '{bad\n{"id":"a","title":null}'),
    ]);
    expect(exit).toBe(1);
    expect(complaints).toEqual([
      'clearpane decode: broken.json:3:1: not JSON: unexpected "}"',
      'clearpane decode: missing.json: no such file',
      `clearpane decode: ${folder}: is a folder`,
      'clearpane decode: empty.json:1:1: the file is empty',
      'clearpane decode: latin.json: is neither UTF-8 nor marked UTF-16 text',
      'clearpane decode: deep.json:1:1: it is nested deeper than 10,000 levels',
      'clearpane decode: first.ndjson:1:2: not JSON: unexpected "b"',
    ]);
    expect(JSON.parse(printed.at(-1) ?? 'null')).toEqual({
      files: 8,
      alerts: 1,
      incidents: 0,
      evidence: 0,
      huntingResults: 0,
      unknownMembers: 0,
      unknownEnumValues: 0,
      wrongTypes: 0,
      losses: 0,
      failures: 8,
    });
  });

  it('counts a number that a double cannot hold as lost', async () => {
    const text =
      '{"id":"a","evidence":[{"@odata.type":"#microsoft.graph.security.fileEvidence",\n"fileDetails":{"fileSize":9007199254740993}}]}';
    const { exit, report } = await decoded(file('number.json', text));
    expect([exit, report]).toEqual([
      1,
      {
        ...nothing,
        file: 'number.json',
        alerts: 1,
        evidence: { fileEvidence: 1 },
        losses: [{ place: '2:27', what: 'bent number', text: '9007199254740993' }],
      },
    ]);
  });

  it('takes nesting up to its limit, hostile keys and UTF-16', async () => {
    const deep = '['.repeat(9_990) + ']'.repeat(9_990);
    const text = `{"id":"a","__proto__":{"id":1},"evidence":[],"constructor":${deep}}`;
    const path = file('hostile.json', Buffer.from(`\ufeff${text}`, 'utf16le'));
    expect(await decoded(path)).toEqual({
      exit: 0,
      complaints: [],
      report: {
        ...nothing,
        file: 'hostile.json',
        alerts: 1,
        unknownMembers: JSON.parse('{"alert.__proto__":1,"alert.constructor":1}') as unknown,
      },
    });
  });

  it('cuts its lists and counts on', async () => {
    const page = { value: Array.from({ length: 250 }, () => ({ title: 'no id' })) };
    const { report } = await decoded(file('many.json', JSON.stringify(page)));
    const { failures, failuresOmitted } = report as {
      failures: unknown[];
      failuresOmitted: number;
    };
    expect([failures.length, failuresOmitted]).toEqual([100, 150]);
  });

  it('reads standard input', async () => {
    const { exit, printed } = await clearpane(['decode', '-'], '{"id":"a","title":"t"}');
    expect([exit, JSON.parse(printed[0] ?? 'null')]).toEqual([
      0,
      { ...nothing, file: '-', alerts: 1 },
    ]);
  });

  const examples = new URL('../../../shared/api/examples/', import.meta.url);
  const examplesOf = (pattern: RegExp): readonly string[] =>
    readdirSync(examples)
      .filter((name) => pattern.test(name))
      .flatMap((name) =>
        readdirSync(new URL(`${name}/`, examples)).map((example) =>
          fileURLToPath(new URL(`${name}/${example}`, examples)),
        ),
      );

  it('loses nothing of the Azure examples beside the project', async ({ skip }) => {
    skip(!existsSync(examples), 'the examples beside the project are absent here');
    const files = examplesOf(/^arm-/);
    const { exit, printed } = await clearpane(['decode', ...files]);
    expect([exit, JSON.parse(printed.at(-1) ?? 'null')]).toEqual([
      0,
      {
        files: files.length,
        alerts: 8,
        incidents: 4,
        evidence: 35,
        huntingResults: 0,
        unknownMembers: 0,
        unknownEnumValues: 0,
        wrongTypes: 0,
        losses: 0,
        failures: 0,
      },
    ]);
  });

  it('loses nothing of the Graph examples beside the project', async ({ skip }) => {
    skip(!existsSync(examples), 'the examples beside the project are absent here');
    const files = examplesOf(/^graph-/);
    const { exit, printed } = await clearpane(['decode', ...files]);
    expect([exit, JSON.parse(printed.at(-1) ?? 'null')]).toEqual([
      0,
      {
        files: files.length,
        alerts: 3,
        incidents: 3,
        evidence: 8,
        huntingResults: 2,
        unknownMembers: 7,
        unknownEnumValues: 0,
        wrongTypes: 0,
        losses: 0,
        failures: 0,
      },
    ]);
  });
});

describe('clearpane', () => {
  it.each([
    [['--version'], 0, ['1.2.3'], []],
    [['frobnicate'], 2, [], ['clearpane: no command "frobnicate"; see clearpane --help']],
    [['decode'], 2, [], ['clearpane decode: no FILE; see clearpane decode --help']],
    [
      ['decode', '--fast'],
      2,
      [],
      ['clearpane decode: no option "--fast"; see clearpane decode --help'],
    ],
  ])('%j', async (args, exit, printed, complaints) => {
    expect(await clearpane(args)).toEqual({ exit, printed, complaints });
  });

  it('lists its commands when asked, and when it is not told any', async () => {
    const asked = await clearpane(['--help']);
    const untold = await clearpane([]);
    expect(asked.printed[0]).toMatch(/^ {2}decode +Read security JSON/m);
    expect([asked.exit, untold.exit, untold.complaints]).toEqual([0, 2, asked.printed]);
  });
});
