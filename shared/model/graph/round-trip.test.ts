// Property: whatever the service sends, encoding what was decoded gives it back. The objects are drawn
// from the contract's table, then spoilt at random; the comparison is of JSON texts with sorted members.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import type { GraphTypeName } from './contract.ts';
import {
  decodeAlert,
  decodeEvidence,
  decodeHuntingQueryResults,
  decodeIncident,
  encodeAlert,
  encodeEvidence,
  encodeHuntingQueryResults,
  encodeIncident,
} from './decode.ts';
import { planOf, type ValuePlan } from './plan.ts';
import { graphSecurity } from '../../../resources/graph-security.ts';

const types = Object.keys(graphSecurity.objects) as GraphTypeName[];
const evidenceTypes = types.filter((type) => planOf(type).kind !== null);

/** Off the wire, so that a key `__proto__` is an own member. */
const anyJson = fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as Json);
const hostileName = fc.constantFrom(
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'kind',
  'residue',
  'odataType',
  '@odata.type',
  'Name',
  'toString',
);

function scalar(plan: ValuePlan): fc.Arbitrary<Json> {
  switch (plan.kind) {
    case 'text':
      return fc.string({ unit: 'binary' });
    case 'number':
      return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case 'boolean':
      return fc.boolean();
    case 'time':
      return fc.oneof(
        fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString()),
        fc.constantFrom('2021-04-27T12:19:27.7211305Z', '0001-01-01T00:00:00Z', 'never'),
      );
    case 'enum':
      return fc
        .tuple(fc.constantFrom(...plan.memberByLowerCase.values(), 'novelty'), fc.boolean())
        .map(([member, upper]) => (upper ? member.toUpperCase() : member));
    case 'open':
    case 'evidence':
    case 'object':
      return fc.dictionary(fc.oneof(fc.string(), hostileName), anyJson);
  }
}

function value(plan: ValuePlan, depth: number): fc.Arbitrary<Json> {
  if (plan.kind === 'evidence') {
    return fc.constantFrom(...evidenceTypes).chain((type) => typed(type, depth - 1));
  }
  return plan.kind === 'object' ? object(plan.type, depth - 1) : scalar(plan);
}

/** An object of the type with some of its members, some of them spoilt, and some it should not have. */
function object(type: GraphTypeName, depth: number): fc.Arbitrary<JsonObject> {
  if (depth <= 0) return fc.constant({});
  const members = [...planOf(type).memberByName.values()];
  const drawn = Object.fromEntries(
    members.map(({ name, isList, value: plan }) => {
      const item = fc.oneof(
        { weight: 12, arbitrary: value(plan, depth) },
        { weight: 1, arbitrary: anyJson },
      );
      const list = fc.array(item, { maxLength: 3 });
      const wrong = fc.oneof(fc.constant(null), anyJson);
      return [name, fc.oneof({ weight: 8, arbitrary: isList ? list : item }, wrong)];
    }),
  );
  const extras = fc.dictionary(fc.oneof(hostileName, fc.string()), anyJson, { maxKeys: 2 });
  return fc
    .tuple(fc.record(drawn, { requiredKeys: [] }), extras)
    .map(([known, unknown]) => JSON.parse(joined(known, unknown)) as JsonObject);
}

const joined = (known: object, unknown: object): string =>
  `{${[...Object.entries(unknown), ...Object.entries(known)]
    .map(([name, member]) => `${JSON.stringify(name)}:${JSON.stringify(member)}`)
    .join(',')}}`;

function typed(type: GraphTypeName, depth: number): fc.Arbitrary<JsonObject> {
  const spelling = fc.constantFrom(
    `#microsoft.graph.security.${type}`,
    `microsoft.graph.security.${type}`,
    `#microsoft.graph.${type.toUpperCase()}`,
    '#microsoft.graph.security.newEvidence',
  );
  return fc
    .tuple(object(type, depth), fc.oneof({ weight: 5, arbitrary: spelling }, anyJson), fc.boolean())
    .map(([members, odataType, absent]) =>
      absent ? members : { ...members, '@odata.type': odataType },
    );
}

const withId = (objects: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  objects.map((json) => ({ ...json, id: 'da1' }));

/** Text with members sorted: equal texts are equal JSON, own `__proto__` members included. */
function sortedText(json: Json): string {
  return JSON.stringify(json, (_name, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    const entries = Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return entries.map(([name, inner]) => [name, inner]);
  });
}

describe('encode(decode(json)) is json', () => {
  it.each(evidenceTypes)('for %s', (type) => {
    fc.assert(
      fc.property(typed(type, 3), (json) => {
        const decoded = decodeEvidence(json);
        expect(decoded.ok && sortedText(encodeEvidence(decoded.evidence))).toBe(sortedText(json));
      }),
      { numRuns: 40 },
    );
  });

  it('for alerts', () => {
    fc.assert(
      fc.property(withId(typed('alert', 3)), (json) => {
        const decoded = decodeAlert(json);
        expect(decoded.ok && sortedText(encodeAlert(decoded.alert))).toBe(sortedText(json));
      }),
      { numRuns: 100 },
    );
  });

  it('for incidents', () => {
    fc.assert(
      fc.property(withId(typed('incident', 3)), (json) => {
        const decoded = decodeIncident(json);
        expect(decoded.ok && sortedText(encodeIncident(decoded.incident))).toBe(sortedText(json));
      }),
      { numRuns: 100 },
    );
  });

  it('for hunting results', () => {
    fc.assert(
      fc.property(object('huntingQueryResults', 3), (json) => {
        const decoded = decodeHuntingQueryResults(json);
        expect(decoded.ok && sortedText(encodeHuntingQueryResults(decoded.results))).toBe(
          sortedText(json),
        );
      }),
      { numRuns: 100 },
    );
  });
});
