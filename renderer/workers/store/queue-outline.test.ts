// Outlines of both queues, put together from their windows, against a grouping of the plain rows.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALERTS_WITHIN, isOutlineRow } from '../../../shared/contract/queue-outline.ts';
import type { OutlineRow, QueueOutline } from '../../../shared/contract/queue-outline.ts';
import type { AlertRow, IncidentRow } from '../../../shared/contract/queue.ts';
import { isoAt, SAMPLE_NOW, sampleAlert, sampleIncident } from './sample-documents.ts';
import { allAlerts, allIncidents, makeDisk, openTestStore, page } from './store-under-test.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const HOUR_MS = 3_600_000;
const ALERTS = 400;
const INCIDENTS = 20;

let store: StoreUnderTest;
let alertRows: readonly AlertRow[];
let incidentRows: readonly IncidentRow[];

beforeAll(async () => {
  store = openTestStore(makeDisk());
  const alerts = Array.from({ length: ALERTS }, (_, number) => {
    const at = isoAt(SAMPLE_NOW - number * 7 * HOUR_MS);
    return sampleAlert(number, {
      id: `alert-${number}`,
      // Incident 3 has far more than are shown within it; every ninth alert is in none.
      incidentId: number % 9 === 0 ? null : String(number % 2 === 0 ? 3 : number % INCIDENTS),
      createdDateTime: at,
      firstActivityDateTime: at,
      lastUpdateDateTime: at,
      assignedTo: number % 3 === 0 ? null : `user${number % 11}@fabrikam.example`,
    });
  });
  const incidents = Array.from({ length: INCIDENTS }, (_, number) => sampleIncident(number));
  await store.ingest.call('page.commit', page({ alerts, incidents }));
  const window = { offset: 0, limit: 1_000 };
  alertRows = (await store.first('queue.alerts', { ...allAlerts, window })).rows;
  incidentRows = (await store.first('queue.incidents', { ...allIncidents, window })).rows;
});

afterAll(() => store.close());

const closed: QueueOutline = { grouping: null, zone: 'utc', openGroups: [], openRows: [] };

/** All places, from windows of an odd size. */
async function places(queue: 'alerts' | 'incidents', changes: Partial<QueueOutline>) {
  const outline = { ...closed, ...changes };
  const rows: (AlertRow | IncidentRow | OutlineRow)[] = [];
  for (;;) {
    const window = { offset: rows.length, limit: 37 };
    const answer =
      queue === 'alerts'
        ? await store.first('queue.alertOutline', { ...allAlerts, window, outline })
        : await store.first('queue.incidentOutline', { ...allIncidents, window, outline });
    expect(answer.offset).toBe(rows.length);
    expect(answer.total).toBe(queue === 'alerts' ? ALERTS : INCIDENTS);
    rows.push(...answer.rows);
    if (rows.length >= (answer.places ?? 0)) {
      expect(rows).toHaveLength(answer.places ?? 0);
      return rows;
    }
    expect(answer.rows).toHaveLength(37);
  }
}

const told = (row: AlertRow | IncidentRow | OutlineRow): string =>
  isOutlineRow(row) && row.kind === 'group' ? `${row.value}: ${row.count}` : row.key;

/** Values of a row by group column; none is "". */
const valuesOf: Readonly<Record<string, (row: AlertRow) => readonly string[]>> = {
  severity: ({ severity }) => [severity],
  assignedTo: ({ assignedTo }) => [assignedTo ?? ''],
  assets: ({ assets }) => [...new Set(assets.map(({ name }) => name))],
  createdAt: ({ createdAt }) => [new Date(createdAt ?? 0).toISOString().slice(0, 10)],
  incident: ({ incidentKey }) => [incidentKey ?? ''],
};

function grouped(column: string, open: readonly string[]): readonly string[] {
  const rowsByValue = new Map<string, AlertRow[]>();
  for (const row of alertRows) {
    const values = valuesOf[column]?.(row) ?? [];
    for (const value of values.length === 0 ? [''] : values) {
      rowsByValue.set(value, [...(rowsByValue.get(value) ?? []), row]);
    }
  }
  const { compare } = new Intl.Collator('en', { numeric: true });
  return [...rowsByValue]
    .sort(([a, ofA], [b, ofB]) => {
      const byCount = ofB.length - ofA.length;
      const byNothing = Number(a === '') - Number(b === '');
      const byValue = column === 'createdAt' ? Number(b > a) - Number(b < a) : compare(a, b);
      return byCount || byNothing || byValue;
    })
    .flatMap(([value, rows]) => [
      `${value}: ${rows.length}`,
      ...(open.includes(value) ? rows.map(({ key }) => key) : []),
    ]);
}

describe('an outline', () => {
  it.each(Object.keys(valuesOf))('groups by %s', async (column) => {
    const grouping = { column, order: 'count' } as const;
    const heads = await places('alerts', { grouping });
    expect(heads.map(told).toSorted()).toEqual([...grouped(column, [])].toSorted());
    const values = heads.flatMap((row) =>
      isOutlineRow(row) && row.kind === 'group' ? [row.value] : [],
    );
    const open = values.filter((_, index) => index % 2 === 0).slice(0, 60);
    const rows = await places('alerts', { grouping, openGroups: [...open, 'no such group'] });
    if (column === 'severity') expect(rows).toHaveLength(heads.length + countIn(heads, open));
    else expect(rows.map(told)).toEqual(grouped(column, open));
  });

  it('orders groups by what they mean', async () => {
    const bySeverity = await places('alerts', { grouping: { column: 'severity', order: 'value' } });
    const severities = bySeverity.map((row) => told(row).split(':')[0]);
    expect(severities).toEqual(
      ['high', 'medium', 'low', 'informational'].filter((one) => severities.includes(one)),
    );
    const byDay = await places('alerts', { grouping: { column: 'createdAt', order: 'value' } });
    const days = byDay.map(told);
    expect(days).toEqual(days.toSorted().toReversed());
  });

  it('names groups that have another name than their value', async () => {
    const heads = await places('alerts', { grouping: { column: 'incident', order: 'count' } });
    const names = heads.flatMap((row) =>
      isOutlineRow(row) && row.kind === 'group' ? [[row.value, row.name]] : [],
    );
    for (const [value, name] of names) {
      const row = incidentRows.find(({ key }) => key === value);
      expect(name).toBe(row?.name ?? null);
    }
  });

  it('shows the alerts of open incidents beneath them', async () => {
    const open = incidentRows.filter(({ incidentId }) => incidentId === '3' || incidentId === '5');
    const rows = await places('incidents', { openRows: [...open.map(({ key }) => key), 'none'] });
    const expected = incidentRows.flatMap((incident) => {
      if (!open.includes(incident)) return [incident.key];
      const within = alertRows
        .filter(({ incidentKey }) => incidentKey === incident.key)
        .toSorted((a, b) => (a.firstActivityAt ?? 0) - (b.firstActivityAt ?? 0))
        .map(({ key }) => `within ${key}`);
      const shown = within.slice(0, ALERTS_WITHIN);
      const more = within.length > ALERTS_WITHIN ? [`all ${incident.key}`] : [];
      return [incident.key, ...shown, ...more];
    });
    expect(rows.map(told)).toEqual(expected);
    const ofThird = alertRows.filter(({ incidentKey }) => incidentKey?.endsWith('/3'));
    expect(ofThird.length).toBeGreaterThan(ALERTS_WITHIN);
    const all = rows.find((row) => isOutlineRow(row) && row.kind === 'allAlerts');
    expect(all).toMatchObject({ total: ofThird.length });
  });

  it('opens incidents within groups', async () => {
    const [incident] = incidentRows.filter(({ incidentId }) => incidentId === '5');
    const rows = await places('incidents', {
      grouping: { column: 'severity', order: 'value' },
      openGroups: [incident?.severity ?? ''],
      openRows: [incident?.key ?? ''],
    });
    const place = rows.findIndex(({ key }) => key === incident?.key);
    expect(rows[place + 1]).toMatchObject({ kind: 'alertWithin', incidentKey: incident?.key });
  });

  it('refuses to group by what is no column', async () => {
    const grouping = { column: 'toString', order: 'count' } as const;
    const view = { ...allAlerts, outline: { ...closed, grouping } };
    await expect(
      Promise.race([
        store.first('queue.alertOutline', view),
        new Promise((resolve) => setTimeout(resolve, 100, 'no answer')),
      ]),
    ).resolves.toBe('no answer');
    expect(store.bugs).toHaveLength(1);
  });
});

function countIn(heads: readonly (AlertRow | IncidentRow | OutlineRow)[], open: readonly string[]) {
  const counts = heads.map((row) =>
    isOutlineRow(row) && row.kind === 'group' && open.includes(row.value) ? row.count : 0,
  );
  return counts.reduce((a, b) => a + b, 0);
}
