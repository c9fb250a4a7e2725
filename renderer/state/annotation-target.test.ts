import { describe, expect, it } from 'vitest';
import type { AlertRow } from '../../shared/contract/queue.ts';
import type { IncidentDetail } from '../../shared/contract/store-queries.ts';
import type { SourceKind } from '../../shared/model/alert-source.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { writerId } from '../../shared/model/writer-id.ts';
import { alertTarget, incidentTarget } from './annotation-target.ts';

const tenant = tenantId('11111111-6c0b-4a77-9d52-0f6b7a1c8e44');

function alertOf(...kinds: readonly SourceKind[]): AlertRow {
  const sources = kinds.map((sourceKind) => ({ sourceId: `my ${sourceKind}`, sourceKind }));
  return {
    tenantId: tenant,
    alertId: 'da1',
    incidentKey: `${tenant}/7`,
    sources,
  } as unknown as AlertRow;
}

function incidentOf(incidentId: string, ...alerts: readonly AlertRow[]): IncidentDetail {
  const row = { tenantId: tenant, incidentId };
  return { row, alerts: alerts.map((alert) => ({ row: alert })) } as unknown as IncidentDetail;
}

describe('an alert', () => {
  it('goes back through the source that leads it', () => {
    const target = { kind: 'alert', tenantId: tenant, id: 'da1', incidentId: '7' };
    for (const kind of ['graph', 'arm', 'sentinel', 'file'] as const) {
      const sourceId = writerId(kind, tenant);
      expect(alertTarget(alertOf(kind, 'file')), kind).toEqual({ ...target, sourceId });
    }
  });

  it('need not be in an incident', () => {
    expect(alertTarget({ ...alertOf('graph'), incidentKey: null })).toMatchObject({
      incidentId: null,
    });
  });
});

describe('an incident', () => {
  const cases: readonly (readonly [SourceKind, string, readonly AlertRow[]])[] = [
    ['graph', '7', [alertOf('file'), alertOf('graph'), alertOf('sentinel')]],
    ['sentinel', '7', [alertOf('sentinel'), alertOf('arm')]],
    ['file', '7', [alertOf('file')]],
    ['graph', '7', [alertOf('arm')]],
    ['graph', '7', []],
    ['sentinel', 'c0ffee00-0000-4000-8000-000000000000', []],
  ];
  it.each(cases)('goes back to %s: %s', (kind, id, alerts) => {
    expect(incidentTarget(incidentOf(id, ...alerts))).toEqual({
      kind: 'incident',
      sourceId: writerId(kind, tenant),
      tenantId: tenant,
      id,
    });
  });
});
