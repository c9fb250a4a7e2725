// What must hold for the scripted world whenever it is anchored.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TENANT_ID } from '../../resources/demo-tenant/people.ts';
import { SCENARIO } from '../../resources/demo-tenant/scenario.ts';
import { graphSecurity } from '../../resources/graph-security.ts';
import { expandIncident } from './expand-incident.ts';
import { sortableTime } from './graph-time.ts';
import type { Case, WireAlert } from './wire.ts';

const ANCHORS = ['2026-11-24T00:00:00Z', '2026-11-24T09:31:12Z', '2026-03-01T23:59:59Z'].map(
  (text) => Date.parse(text),
);

const casesAt = (anchorAt: number): readonly Case[] =>
  SCENARIO.map((script) => expandIncident(script, { anchorAt, firstAnchorAt: anchorAt }));

const alertsAt = (anchorAt: number): readonly WireAlert[] =>
  casesAt(anchorAt).flatMap(({ alerts }) => alerts);

const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../resources/${name}`, import.meta.url), 'utf8'));

const someAnchor = ANCHORS[1] ?? 0;

/** Every evidence object, nested ones too. */
function evidenceIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(evidenceIn);
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(evidenceIn);
  return String((value as Record<string, unknown>)['@odata.type']).endsWith('Evidence')
    ? [value as Readonly<Record<string, unknown>>, ...inside]
    : inside;
}

/** "Command And Control" as Graph writes it. */
const asCategory = (tactic: string): string => tactic.replaceAll(' ', '');

describe('the scripted world', () => {
  it('has about 60 incidents and 600 alerts', () => {
    const alerts = alertsAt(someAnchor);
    expect(SCENARIO.length).toBeGreaterThanOrEqual(58);
    expect(SCENARIO.length).toBeLessThanOrEqual(66);
    expect(alerts.length).toBeGreaterThanOrEqual(540);
    expect(alerts.length).toBeLessThanOrEqual(660);
  });

  it('has unique ids', () => {
    const cases = casesAt(someAnchor);
    const incidentIds = cases.map(({ incident }) => incident.id);
    const alertIds = cases.flatMap(({ alerts }) => alerts.map(({ id }) => id));
    expect(new Set(incidentIds).size).toBe(incidentIds.length);
    expect(new Set(alertIds).size).toBe(alertIds.length);
    expect(new Set(SCENARIO.map(({ key }) => key)).size).toBe(SCENARIO.length);
  });

  it.each(ANCHORS)('tells times in order and none after the anchor %i', (anchorAt) => {
    const latest = sortableTime(new Date(anchorAt + 1).toISOString()) ?? '';
    const earliest = sortableTime(new Date(anchorAt - 32 * 86_400_000).toISOString()) ?? '';
    for (const { incident, alerts } of casesAt(anchorAt)) {
      const times = [incident.createdDateTime, incident.lastUpdateDateTime];
      expect(sortableTime(incident.lastUpdateDateTime)?.slice(0, 19) ?? '').toSatisfy(
        (updated: string) => updated >= (sortableTime(incident.createdDateTime) ?? '').slice(0, 19),
      );
      for (const alert of alerts) {
        const first = String(alert['firstActivityDateTime']);
        const last = String(alert['lastActivityDateTime']);
        times.push(first, last, alert.createdDateTime, alert.lastUpdateDateTime);
        expect([first.slice(0, 19) <= last.slice(0, 19), alert.id]).toEqual([true, alert.id]);
        expect([
          alert.createdDateTime.slice(0, 19) <= alert.lastUpdateDateTime.slice(0, 19),
          alert.id,
        ]).toEqual([true, alert.id]);
      }
      for (const time of times) {
        const sortable = sortableTime(time) ?? '';
        expect([sortable > earliest && sortable <= latest, time]).toEqual([true, time]);
      }
    }
  });

  it('puts every alert into its own incident of this tenant', () => {
    for (const { incident, alerts } of casesAt(someAnchor)) {
      expect(incident.tenantId).toBe(TENANT_ID);
      for (const alert of alerts) {
        expect([alert.incidentId, alert.tenantId]).toEqual([incident.id, TENANT_ID]);
      }
    }
  });

  it('gives an incident the severity of its worst alert', () => {
    const ranks = ['informational', 'low', 'medium', 'high'];
    for (const { incident, alerts } of casesAt(someAnchor)) {
      const worst = Math.max(0, ...alerts.map((alert) => ranks.indexOf(alert.severity)));
      expect([incident.id, incident.severity]).toEqual([incident.id, ranks[worst]]);
    }
  });

  it('fills the default queue: open, of the last seven days, with a severity', () => {
    for (const anchorAt of ANCHORS) {
      const incidents = casesAt(anchorAt).map(({ incident }) => incident);
      const within = (days: number) =>
        incidents.filter(
          (one) => Date.parse(one.lastUpdateDateTime) >= anchorAt - days * 86_400_000,
        );
      const open = within(7).filter(
        (one) =>
          (one.status === 'active' || one.status === 'inProgress') &&
          one.severity !== 'informational',
      );
      expect(within(7).length).toBeGreaterThanOrEqual(25);
      expect(within(1).length).toBeGreaterThanOrEqual(8);
      expect(open.length).toBeGreaterThanOrEqual(16);
      expect(open.length).toBeLessThanOrEqual(32);
    }
  });

  it('shows every evidence type of the contract at the top of some alert', () => {
    const wanted = Object.entries(graphSecurity.objects)
      .filter(([, type]) => 'base' in type && type.base === 'alertEvidence')
      .map(([name]) => name)
      .sort();
    const found = new Set(
      alertsAt(someAnchor)
        .flatMap(({ evidence }) => evidence)
        .map((evidence) =>
          String(evidence['@odata.type']).replace('#microsoft.graph.security.', ''),
        ),
    );
    expect(wanted.length).toBeGreaterThan(40);
    expect([...found].sort()).toEqual(wanted);
  });

  it('takes titles, tactics and severities of Defender for Cloud from the catalogue', () => {
    const { alerts: catalogue } = readJson('alert-catalogue.json') as {
      alerts: readonly {
        alertType: string | null;
        displayName: string;
        tactics: readonly string[];
        severities: readonly string[];
      }[];
    };
    const own = alertsAt(someAnchor).filter(
      (alert) =>
        alert['productName'] === 'Microsoft Defender for Cloud' &&
        alert.detectionSource !== 'microsoftDefenderForIoT',
    );
    expect(own.length).toBeGreaterThan(100);
    const strangers = own.flatMap((alert) => {
      const entries = catalogue.filter(
        ({ alertType, displayName }) =>
          alertType === alert.detectorId && displayName === alert.title,
      );
      const tactics = entries.flatMap((entry) => entry.tactics).map(asCategory);
      const severities = entries.flatMap((entry) => entry.severities);
      const allows = (known: readonly string[], value: string): boolean =>
        known.length === 0 || known.includes(value);
      return entries.length > 0 &&
        allows(tactics, alert.category) &&
        allows(
          severities.map((severity) => severity.toLowerCase()),
          alert.severity,
        )
        ? []
        : [`${alert.detectorId} | ${alert.title} | ${alert.category} | ${alert.severity}`];
    });
    expect(strangers).toEqual([]);
  });

  it('never sends an informational alert of Defender for Cloud', () => {
    const informational = alertsAt(someAnchor).filter(
      (alert) =>
        alert.serviceSource === 'microsoftDefenderForCloud' && alert.severity === 'informational',
    );
    expect(informational).toEqual([]);
  });

  it('names only techniques of ATT&CK that are in force', () => {
    const { techniques } = readJson('attack.json') as {
      techniques: readonly { id: string; deprecated: boolean; revoked?: boolean }[];
    };
    const inForce = new Set(
      techniques.filter((one) => !one.deprecated && one.revoked !== true).map((one) => one.id),
    );
    const used = [...new Set(alertsAt(someAnchor).flatMap((alert) => alert.mitreTechniques))];
    expect(used.filter((id) => !inForce.has(id))).toEqual([]);
    expect(used.length).toBeGreaterThan(60);
  });

  it('names a resource of each cloud in one open incident', () => {
    const pivot = casesAt(someAnchor).find(
      ({ incident }) => incident.displayName === 'Multi-cloud credential pivot',
    );
    const kinds = new Set(
      (pivot?.alerts ?? []).flatMap((alert) => alert.evidence.map((one) => one['@odata.type'])),
    );
    expect([pivot?.incident.status, pivot?.incident.severity]).toEqual(['active', 'high']);
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        '#microsoft.graph.security.azureResourceEvidence',
        '#microsoft.graph.security.amazonResourceEvidence',
        '#microsoft.graph.security.googleCloudResourceEvidence',
      ]),
    );
  });

  it('gives a virtual machine the same ARM id as device and as resource', () => {
    const all = evidenceIn(alertsAt(someAnchor).map(({ evidence }) => evidence));
    const resourceIds = new Set(all.map((one) => one['resourceId']));
    const machines = all.flatMap((one) => {
      const metadata = one['vmMetadata'] as { readonly resourceId: string } | null | undefined;
      return metadata === null || metadata === undefined ? [] : [metadata.resourceId];
    });
    expect(machines.length).toBeGreaterThan(20);
    expect([...new Set(machines)].filter((id) => !resourceIds.has(id))).toEqual([]);
  });

  it('puts into the id of a Defender for Cloud alert when it began', () => {
    const [alert] = alertsAt(someAnchor).filter(
      (one) => one.serviceSource === 'microsoftDefenderForCloud',
    );
    const ticks = BigInt(/^dc(\d{19})_/.exec(alert?.id ?? '')?.[1] ?? 0);
    const startedAt = Number(
      (3_155_378_975_999_999_999n - ticks - 621_355_968_000_000_000n) / 10_000n,
    );
    expect(startedAt).toBe(Date.parse(String(alert?.['firstActivityDateTime'])));
  });

  it('keeps its ids when it is anchored anew', () => {
    const [first, later] = [someAnchor, someAnchor + 86_400_000].map((anchorAt) =>
      SCENARIO.map((script) => expandIncident(script, { anchorAt, firstAnchorAt: someAnchor })),
    );
    const ids = (cases: readonly Case[] | undefined) =>
      cases?.flatMap(({ incident, alerts }) => [incident.id, ...alerts.map(({ id }) => id)]);
    expect(ids(later)).toEqual(ids(first));
    expect(later?.[0]?.incident.createdDateTime).not.toBe(first?.[0]?.incident.createdDateTime);
  });
});
