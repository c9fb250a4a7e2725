import { describe, expect, it } from 'vitest';
import type { OutboxItemStatus, OutboxItemView } from '../../shared/contract/outbox.ts';
import type { AlertRow, IncidentRow } from '../../shared/contract/queue.ts';
import type { IncidentDetail } from '../../shared/contract/store-queries.ts';
import { alertKey } from '../../shared/model/alert.ts';
import type { AnnotationTarget, FieldEdits } from '../../shared/model/annotation.ts';
import type { CommentRef, EntryId } from '../../shared/model/annotation-id.ts';
import { incidentKey } from '../../shared/model/incident.ts';
import { decodeComment } from '../../shared/model/graph/decode.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import {
  alertTarget,
  incidentTarget,
  shownAlert,
  shownDetail,
  shownIncident,
  unseenComments,
} from './pending.ts';

const tenant = tenantId('11111111-6c0b-4a77-9d52-0f6b7a1c8e44');

const common = {
  tenantId: tenant,
  severity: 'high',
  assignedTo: null,
  classification: null,
  determination: null,
  createdAt: null,
  lastUpdateAt: null,
  firstActivityAt: null,
  lastActivityAt: null,
  assets: [],
  assetCount: 0,
  clouds: [],
  accountIds: [],
  unsent: null,
};

const incident: IncidentRow = {
  ...common,
  key: incidentKey(tenant, '7'),
  incidentId: '7',
  status: 'active',
  name: 'Token theft',
  alertsActive: 1,
  alertsTotal: 1,
  serviceSources: [],
  detectionSources: [],
  categories: [],
  tags: ['system', 'old', 'kept'],
  priorityScore: null,
  redirectIncidentId: null,
};

const alert: AlertRow = {
  ...common,
  key: alertKey(tenant, 'da1'),
  alertId: 'da1',
  status: 'new',
  title: 'Odd sign-in',
  category: null,
  incidentKey: incident.key,
  incidentName: incident.name,
  serviceSource: 'microsoft365Defender',
  detectionSource: null,
  techniques: [],
  sources: [{ sourceId: 'graph', sourceKind: 'graph' }],
};

const waiting: OutboxItemStatus = { kind: 'waiting', failure: null, nextAttemptAt: null };

function change(
  target: AnnotationTarget | null,
  edits: FieldEdits,
  status: OutboxItemStatus = waiting,
): OutboxItemView {
  if (target === null) throw new Error('no target');
  const content = { kind: 'change', edits } as const;
  return { id: '01' as EntryId, target, content, writtenAt: 0, actor: 'robin', status };
}

describe('shownIncident', () => {
  const target = incidentTarget(incident);

  it('is the row itself where nothing was written about it', () => {
    const other = change({ ...target, id: '8' }, { status: { base: 'active', value: 'resolved' } });
    const shown = shownIncident(incident, { items: [other], delivered: [] });
    expect(shown.row).toBe(incident);
    expect(shown.isWaiting).toBe(false);
  });

  it('shows what was written last, null too, and tags among those of the service', () => {
    const items = [
      change(target, {
        status: { base: 'active', value: 'inProgress' },
        assignedTo: { base: null, value: 'kim@contoso.com' },
        customTags: { base: ['old', 'kept'], value: ['kept', 'new'] },
      }),
      change(target, {
        assignedTo: { base: 'kim@contoso.com', value: null },
        displayName: { base: incident.name, value: 'Renamed' },
      }),
    ];
    expect(shownIncident(incident, { items, delivered: [] })).toEqual({
      row: {
        ...incident,
        status: 'inProgress',
        assignedTo: null,
        name: 'Renamed',
        tags: ['system', 'kept', 'new'],
      },
      isWaiting: true,
    });
  });

  it('keeps what was just delivered under what waits, without a mark of its own', () => {
    const delivered = [change(target, { status: { base: 'active', value: 'resolved' } })];
    expect(shownIncident(incident, { items: [], delivered })).toEqual({
      row: { ...incident, status: 'resolved' },
      isWaiting: false,
    });
    const items = [change(target, { status: { base: 'resolved', value: 'active' } })];
    expect(shownIncident(incident, { items, delivered }).row.status).toBe('active');
  });
});

it('counts the alerts that are active as shown', () => {
  const detail = { row: incident, alerts: [{ row: alert, alert: { id: 'da1' } }] };
  const items = [change(alertTarget(alert), { status: { base: 'new', value: 'resolved' } })];
  const shown = shownDetail(detail as unknown as IncidentDetail, { items, delivered: [] });
  expect(shown.row).toEqual({ ...incident, alertsActive: 0 });
  expect(shown.alerts.map(({ row }) => row.status)).toEqual(['resolved']);
});

describe('unseenComments', () => {
  const target = incidentTarget(incident);
  const comment = (id: string, ref: string): OutboxItemView => ({
    ...change(target, {}),
    id: id as EntryId,
    content: { kind: 'comment', text: 'Seen.', ref: ref as CommentRef },
  });

  it('are those whose ref the service does not show, whatever else it changed', () => {
    const items = [comment('waits', 'AAAAAAA1'), comment('arrived', 'AAAAAAA2')];
    const delivered = [comment('just delivered', 'AAAAAAA3')];
    const seen = decodeComment({ comment: '<p>Seen.</p> [REF aaaaaaa2]' });
    if (!seen.ok) throw new Error(seen.reason);
    const written = { text: 'Seen.', writtenAt: 0, actor: 'robin' };
    expect(unseenComments(target, { items, delivered }, [seen.comment])).toEqual([
      { ...written, id: 'just delivered', isWaiting: false },
      { ...written, id: 'waits', isWaiting: true },
    ]);
  });
});

describe('shownAlert', () => {
  it('shows what was written about the alert, not about its incident', () => {
    const items = [
      change(incidentTarget(incident), { status: { base: 'active', value: 'inProgress' } }),
      change(alertTarget(alert), { status: { base: 'new', value: 'resolved' } }),
    ];
    expect(shownAlert(alert, { items, delivered: [] })).toEqual({
      row: { ...alert, status: 'resolved' },
      isWaiting: true,
    });
  });

  it('has no target where Microsoft Graph does not have the alert', () => {
    const sources = [{ sourceId: 'arm', sourceKind: 'arm' }] as const;
    expect(alertTarget({ ...alert, sources })).toBeNull();
  });
});
