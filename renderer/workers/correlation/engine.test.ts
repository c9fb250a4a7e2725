import { expect, test } from 'vitest';
import type { EngineAlert } from '../../../shared/contract/correlation-engine.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { CorrelationEngine } from './engine.ts';

const TENANT = '11111111-2222-3333-4444-555555555555';

/** An alert about one device, a number of minutes after the first. */
function alertOn(
  device: string,
  id: string,
  minutes: number,
  isAlone = false,
  description = 'Made for tests.',
): EngineAlert {
  const at = new Date(Date.UTC(2026, 10, 1, 8, minutes)).toISOString();
  const alert = {
    id,
    title: `Suspicious activity ${id}`,
    description,
    category: 'Execution',
    detectorId: `detector-${id}`,
    productName: 'Microsoft Defender for Endpoint',
    createdDateTime: at,
    firstActivityDateTime: at,
    lastActivityDateTime: at,
    evidence: [
      {
        '@odata.type': '#microsoft.graph.security.deviceEvidence',
        mdeDeviceId: device,
        deviceDnsName: `${device.slice(0, 6)}.contoso.example`,
      },
    ],
  };
  const document = new TextEncoder().encode(JSON.stringify({ source: null, alert }));
  return { key: `${TENANT}/${id}` as AlertKey, tenantId: TENANT, isAlone, document };
}

const FIRST = 'a'.repeat(40);
const SECOND = 'b'.repeat(40);

test('links alerts about one machine, and says by which machine and how far apart', () => {
  const engine = new CorrelationEngine();
  engine.add([alertOn(FIRST, 'one', 0)]);
  const [second, other] = engine.add([alertOn(FIRST, 'two', 5), alertOn(SECOND, 'three', 6)]);
  expect(second?.links).toMatchObject([
    { to: `${TENANT}/one`, ties: [{ shared: 'machine', secondsApart: 300 }] },
  ]);
  expect(second?.links[0]?.reasons).toContain('sameAsset');
  expect(other?.links).toEqual([]);
});

test('links nothing to an alert that is to stand alone', () => {
  const engine = new CorrelationEngine();
  engine.add([alertOn(FIRST, 'one', 0, true)]);
  expect(engine.add([alertOn(FIRST, 'two', 5)])[0]?.links).toEqual([]);
  expect(engine.add([alertOn(FIRST, 'three', 6, true)])[0]?.links).toEqual([]);
});

test('links nothing to the alerts of a rule that opts out at the start of its description', () => {
  const engine = new CorrelationEngine();
  engine.add([alertOn(FIRST, 'one', 0)]);
  const placed = engine.add([
    alertOn(FIRST, 'two', 5, false, '#DONT_CORR# Noisy.'),
    alertOn(FIRST, 'three', 6, false, 'Noisy. #DONT_CORR#'),
  ]);
  expect(placed.map(({ links }) => links.length)).toEqual([0, 1]);
});

test('leaves out what it knows, and tells it again when asked', () => {
  const engine = new CorrelationEngine();
  const placed = engine.add([alertOn(FIRST, 'one', 0), alertOn(FIRST, 'two', 5)]);
  expect(placed).toHaveLength(2);
  expect(engine.add([alertOn(FIRST, 'two', 5)])).toEqual([]);
  const keys = placed.map(({ key }) => key);
  expect(engine.placements(keys)).toEqual(placed);
  expect(engine.placements(['x/unknown' as AlertKey])).toEqual([]);
});

test('says what links two sets of alerts, and which of them it does not know yet', () => {
  const engine = new CorrelationEngine();
  const [first, second, third] = [
    alertOn(FIRST, 'one', 0),
    alertOn(FIRST, 'two', 5),
    alertOn(SECOND, 'three', 6),
  ];
  const placed = engine.add([first, second, third]);
  const compared = engine.compare([first], [second, alertOn(FIRST, 'late', 9)]);
  const link = placed.find(({ key }) => key === second.key)?.links[0];
  expect(compared).toMatchObject({
    links: [{ from: second.key, link, isMade: true }],
    shared: [{ alerts: [first.key, second.key], tie: link?.ties[0], crowd: 0, isTooFar: false }],
    unknown: 1,
  });
  expect(engine.compare([first, second], [third])).toEqual({
    links: [],
    shared: [],
    bridge: null,
    unknown: 0,
    alone: 0,
  });
  expect(engine.compare([{ ...first, isAlone: true }], [second])).toMatchObject({
    links: [],
    shared: [],
    alone: 1,
  });
  expect(engine.placements(placed.map(({ key }) => key))).toEqual(placed);
});
