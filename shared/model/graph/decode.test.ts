// Own cases of what the service is known or feared to send; the examples beside the project where present.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { commentAuthor, commentTime } from '../comment.ts';
import {
  decodeAlert,
  decodeComment,
  decodeEvidence,
  decodeHuntingQueryResults,
  decodeIncident,
  encodeAlert,
  encodeComment,
  encodeEvidence,
  encodeHuntingQueryResults,
  encodeIncident,
} from './decode.ts';
import type { DecodeObserver } from './object-decoder.ts';

/** What an observer is told, in order. */
function notes(): { readonly told: string[]; readonly observer: DecodeObserver } {
  const told: string[] = [];
  const observer: DecodeObserver = {
    unknownMember: (place) => told.push(`unknown member ${place}`),
    unknownEnumMember: (place, member) => told.push(`unknown enum member ${place} ${member}`),
    wrongType: (place) => told.push(`wrong type ${place}`),
    tooDeep: (place) => told.push(`too deep ${place}`),
  };
  return { told, observer };
}

/** Through JSON text, as off the wire: only so does a key `__proto__` become an own member. */
const wire = (text: string): JsonObject => JSON.parse(text) as JsonObject;

function alertOf(json: Json) {
  const decoded = decodeAlert(json);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.alert;
}

function incidentOf(json: Json) {
  const decoded = decodeIncident(json);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.incident;
}

function evidenceOf(json: Json) {
  const decoded = decodeEvidence(json);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.evidence;
}

const emptyAlertLists = {
  categories: [],
  comments: [],
  evidence: [],
  mitreTechniques: [],
  systemTags: [],
};

describe('decodeAlert', () => {
  it('keeps absent absent and null null, and makes every list a list', () => {
    const json = { '@odata.type': '#microsoft.graph.security.alert', id: 'da1', title: null };
    const alert = alertOf({ ...json, comments: null });
    expect(alert).toEqual({
      ...emptyAlertLists,
      id: 'da1',
      title: null,
      residue: {
        raw: [['comments', null]],
        absent: ['categories', 'evidence', 'mitreTechniques', 'systemTags'],
      },
    });
    expect(encodeAlert(alert)).toEqual({ ...json, comments: null });
  });

  it('needs no residue for a canonical alert', () => {
    const json = {
      '@odata.type': '#microsoft.graph.security.alert',
      ...emptyAlertLists,
      id: 'da1',
      severity: 'high',
      createdDateTime: '2021-04-27T12:19:27.7211305Z',
    };
    const alert = alertOf(json);
    expect(alert).toEqual({
      ...emptyAlertLists,
      id: 'da1',
      severity: 'high',
      createdDateTime: '2021-04-27T12:19:27.7211305Z',
    });
    expect(encodeAlert(alert)).toEqual(json);
  });

  it.each([
    [{ title: 'no id' }, 'it has no id'],
    [{ id: 5 }, 'its id is not a text'],
    [{ id: null }, 'its id is not a text'],
    [{ id: ' ' }, 'its id is empty'],
    [{ id: 'a'.repeat(513) }, 'its id is longer than 512 characters'],
    ['da1', 'it is not a JSON object'],
    [[{ id: 'da1' }], 'it is not a JSON object'],
    [null, 'it is not a JSON object'],
  ])('refuses %#', (json, reason) => {
    expect(decodeAlert(json, { place: 'value[2]' })).toEqual({
      ok: false,
      place: 'value[2]',
      reason,
    });
  });

  it('does not take an inherited id for an own one', () => {
    const json = wire('{"__proto__":{"id":"da1"}}');
    expect(decodeAlert(json)).toEqual({ ok: false, place: 'alert', reason: 'it has no id' });
  });

  it('shows enum members in canonical case and encodes the wire’s', () => {
    const json = { id: 'da1', status: 'InProgress', severity: 'HIGH', determination: 'Clean' };
    const alert = alertOf(json);
    expect([alert.status, alert.severity, alert.determination]).toEqual([
      'inProgress',
      'high',
      'Clean',
    ]);
    expect(encodeAlert(alert)).toEqual(json);
  });

  it('keeps unknown members and unknown enum members, and tells where', () => {
    const { told, observer } = notes();
    const json = {
      id: 'da1',
      severity: 'catastrophic',
      'evidence@odata.context': 'x',
      novelty: { deep: [1] },
      evidence: [
        {
          '@odata.type': '#microsoft.graph.security.urlEvidence',
          url: 'a',
          foo: 1,
          roles: ['boss'],
        },
      ],
    };
    const decoded = decodeAlert(json, { observer });
    expect(told).toEqual([
      'unknown enum member alert.severity catastrophic',
      'unknown member alert.novelty',
      'unknown member alert.evidence[0].foo',
      'unknown enum member alert.evidence[0].roles[0] boss',
    ]);
    expect(decoded.ok && decoded.alert.severity).toBe('catastrophic');
    expect(decoded.ok && encodeAlert(decoded.alert)).toEqual(json);
  });

  it('keeps wrong types raw, item by item where a list holds objects', () => {
    const { told, observer } = notes();
    const url = {
      '@odata.type': '#microsoft.graph.security.urlEvidence',
      createdDateTime: 'yesterday',
      detailedRoles: [],
      roles: [],
      tags: ['a', 5],
      url: 7,
    };
    const json = {
      '@odata.type': '#microsoft.graph.security.alert',
      ...emptyAlertLists,
      id: 'da1',
      title: { text: 'no' },
      categories: 'DefenseEvasion',
      evidence: [null, url, 'x', []],
      customDetails: [],
    };
    const decoded = decodeAlert(json, { observer });
    expect(decoded).toEqual({
      ok: true,
      alert: {
        ...emptyAlertLists,
        id: 'da1',
        title: null,
        customDetails: null,
        evidence: [
          {
            kind: 'urlEvidence',
            createdDateTime: null,
            detailedRoles: [],
            roles: [],
            tags: ['a'],
            url: null,
            residue: {
              raw: [
                ['createdDateTime', 'yesterday'],
                ['tags', ['a', 5]],
                ['url', 7],
              ],
            },
          },
        ],
        residue: {
          raw: [
            ['categories', 'DefenseEvasion'],
            ['title', { text: 'no' }],
            ['customDetails', []],
          ],
          items: [
            ['evidence', 0, null],
            ['evidence', 2, 'x'],
            ['evidence', 3, []],
          ],
        },
      },
    });
    expect(told).toEqual([
      'wrong type alert.categories',
      'wrong type alert.evidence[0]',
      'wrong type alert.evidence[1].createdDateTime',
      'wrong type alert.evidence[1].tags[1]',
      'wrong type alert.evidence[1].url',
      'wrong type alert.evidence[2]',
      'wrong type alert.evidence[3]',
      'wrong type alert.title',
      'wrong type alert.customDetails',
    ]);
    expect(decoded.ok && encodeAlert(decoded.alert)).toEqual(json);
  });

  it('takes members named __proto__ and constructor for unknown ones, and gives them back', () => {
    const text =
      '{"id":"da1","__proto__":{"title":"evil"},"constructor":{"prototype":{"x":1}},' +
      '"customDetails":{"__proto__":{"polluted":true}}}';
    const alert = alertOf(wire(text));
    expect(alert.title).toBeUndefined();
    expect(Object.getPrototypeOf(alert)).toBe(Object.prototype);
    const encoded = encodeAlert(alert);
    expect(Object.getPrototypeOf(encoded)).toBe(Object.prototype);
    expect(JSON.parse(JSON.stringify(encoded))).toEqual(wire(text));
    expect(Object.getOwnPropertyDescriptor(encoded, '__proto__')?.value).toEqual({ title: 'evil' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('keeps evidence nested past its limit raw', () => {
    const { told, observer } = notes();
    let image: JsonObject = { imageId: 'innermost' };
    for (let level = 0; level < 5000; level += 1) image = { digestImage: image };
    const json = {
      id: 'da1',
      evidence: [{ '@odata.type': '#microsoft.graph.security.containerImageEvidence', ...image }],
    };
    const decoded = decodeAlert(json, { observer });
    expect(told).toEqual([`too deep alert.evidence[0]${'.digestImage'.repeat(64)}`]);
    expect(decoded.ok && encodeAlert(decoded.alert)).toEqual(json);
  });
});

describe('decodeEvidence', () => {
  it.each([
    ['#microsoft.graph.security.userEvidence', 'userEvidence'],
    ['microsoft.graph.security.userEvidence', 'userEvidence'],
    ['#microsoft.graph.userEvidence', 'userEvidence'],
    ['#Microsoft.Graph.Security.UserEvidence', 'userEvidence'],
    ['#microsoft.graph.security.quantumEvidence', 'unknownEvidence'],
    ['#microsoft.graph.security.alert', 'unknownEvidence'],
    ['#contoso.userEvidence', 'unknownEvidence'],
    ['__proto__', 'unknownEvidence'],
    ['', 'unknownEvidence'],
    [null, 'unknownEvidence'],
    [7, 'unknownEvidence'],
  ])('reads @odata.type %j as %s', (odataType, kind) => {
    const json = { '@odata.type': odataType, verdict: 'Malicious', custom: 1 };
    const evidence = evidenceOf(json);
    expect([evidence.kind, evidence.verdict]).toEqual([kind, 'malicious']);
    expect(encodeEvidence(evidence)).toEqual(json);
  });

  it('keeps an unknown type’s own members in the residue', () => {
    const json = {
      '@odata.type': '#microsoft.graph.security.quantumEvidence',
      kind: 'the wire’s own kind',
      odataType: 'and its own odataType',
      detailedRoles: [],
      roles: ['attacked'],
      tags: [],
      qubits: 5,
    };
    const evidence = evidenceOf(json);
    expect(evidence).toEqual({
      kind: 'unknownEvidence',
      odataType: '#microsoft.graph.security.quantumEvidence',
      detailedRoles: [],
      roles: ['attacked'],
      tags: [],
      residue: {
        raw: [
          ['kind', 'the wire’s own kind'],
          ['odataType', 'and its own odataType'],
          ['qubits', 5],
        ],
      },
    });
    expect(encodeEvidence(evidence)).toEqual(json);
  });

  it('decodes evidence inside evidence, with or without its type, and by type where it may differ', () => {
    const shared = { detailedRoles: [], roles: [], tags: [] };
    const json = {
      '@odata.type': '#microsoft.graph.security.kubernetesNamespaceEvidence',
      ...shared,
      name: 'default',
      cluster: {
        '@odata.type': '#microsoft.graph.security.kubernetesClusterEvidence',
        ...shared,
        name: 'prod',
        platform: 'EKS',
        cloudResource: {
          '@odata.type': '#microsoft.graph.security.amazonResourceEvidence',
          ...shared,
          amazonAccountId: '123456789012',
        },
      },
    };
    const evidence = evidenceOf(json);
    expect(evidence).toEqual({
      kind: 'kubernetesNamespaceEvidence',
      ...shared,
      name: 'default',
      cluster: {
        kind: 'kubernetesClusterEvidence',
        ...shared,
        name: 'prod',
        platform: 'eks',
        cloudResource: {
          kind: 'amazonResourceEvidence',
          ...shared,
          amazonAccountId: '123456789012',
        },
        residue: {
          raw: [
            ['@odata.type', '#microsoft.graph.security.kubernetesClusterEvidence'],
            ['platform', 'EKS'],
          ],
        },
      },
    });
    expect(encodeEvidence(evidence)).toEqual(json);
  });
});

describe('decodeIncident', () => {
  const incident = {
    '@odata.type': '#microsoft.graph.incident',
    id: '2972395',
    status: 'Active',
    tags: ['Demo'],
    comments: [
      {
        comment: 'Demo',
        createdBy: 'a@contoso.example',
        createdTime: '2021-09-30T12:07:37.2756993Z',
      },
    ],
    alerts: [{ id: 'da1', title: 'kept' }, { title: 'no id' }, 3, { id: 'da2' }],
  };

  it('is kept when some of its alerts are refused, which stay in the residue', () => {
    const decoded = decodeIncident(incident, { place: 'value[0]' });
    if (!decoded.ok) throw new Error(decoded.reason);
    expect(decoded.incident.alerts.map(({ id }) => id)).toEqual(['da1', 'da2']);
    expect(decoded.refused).toEqual([
      { ok: false, place: 'value[0].alerts[1]', reason: 'it has no id' },
      { ok: false, place: 'value[0].alerts[2]', reason: 'it is not a JSON object' },
    ]);
    expect(decoded.incident.residue?.items).toEqual([
      ['alerts', 1, { title: 'no id' }],
      ['alerts', 2, 3],
    ]);
    expect(encodeIncident(decoded.incident)).toEqual(incident);
  });

  it('reads the documentation’s spelling of comments', () => {
    const [comment] = incidentOf(incident).comments;
    expect(comment && [commentAuthor(comment), commentTime(comment)]).toEqual([
      'a@contoso.example',
      '2021-09-30T12:07:37.2756993Z',
    ]);
  });
});

describe('decodeComment', () => {
  it('gives a comment back as it was', () => {
    const json = { comment: 'ok', createdByDisplayName: 'A', createdDateTime: null, extra: 1 };
    const decoded = decodeComment(json);
    expect(decoded.ok && encodeComment(decoded.comment)).toEqual(json);
    expect(decoded.ok && commentAuthor(decoded.comment)).toBe('A');
  });
});

describe('decodeHuntingQueryResults', () => {
  it.each([
    [{ schema: [{ name: 'A', type: 'String' }], results: [{ A: 'x' }, { A: null }] }],
    [{ Schema: [{ Name: 'A', Type: 'String' }], Results: [{ A: 'x' }, { A: null }] }],
  ])('reads either letter case: %j', (json) => {
    const decoded = decodeHuntingQueryResults(json);
    if (!decoded.ok) throw new Error(decoded.reason);
    const { schema, results } = decoded.results;
    expect(schema.map(({ name, type }) => [name, type])).toEqual([['A', 'String']]);
    expect(results).toEqual([{ A: 'x' }, { A: null }]);
    expect(encodeHuntingQueryResults(decoded.results)).toEqual(json);
  });

  it('takes the canonical spelling where both are there', () => {
    const json = { schema: [], Schema: [{ name: 'A' }], results: [5, { a: 1 }], Results: null };
    const decoded = decodeHuntingQueryResults(json);
    if (!decoded.ok) throw new Error(decoded.reason);
    expect(decoded.results.schema).toEqual([]);
    expect(decoded.results.results).toEqual([{ a: 1 }]);
    expect(encodeHuntingQueryResults(decoded.results)).toEqual(json);
  });
});

const examples = new URL('../../../../shared/api/examples/', import.meta.url);

describe.skipIf(!existsSync(examples))('the examples beside the project (absent: skipped)', () => {
  const folders = existsSync(examples) ? readdirSync(examples) : [];
  const files = folders
    .filter((folder) => folder.startsWith('graph-'))
    .flatMap((folder) =>
      readdirSync(new URL(`${folder}/`, examples)).map((file) => `${folder}/${file}`),
    );

  it.each(files)('%s comes back as it was', (file) => {
    const { kind, payload } = wire(readFileSync(new URL(file, examples), 'utf8')) as {
      kind: string;
      payload: JsonObject;
    };
    const items = Array.isArray(payload['value']) ? (payload['value'] as Json[]) : [payload];
    const encoded = items.map((item) => {
      if (kind.startsWith('graph-alert')) return encodeAlert(alertOf(item));
      if (kind.startsWith('graph-incident')) return encodeIncident(incidentOf(item));
      const decoded = decodeHuntingQueryResults(item);
      return decoded.ok ? encodeHuntingQueryResults(decoded.results) : null;
    });
    expect(encoded).toEqual(items);
  });
});
