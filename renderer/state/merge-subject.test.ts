import { expect, it } from 'vitest';
import type { IncidentDetail } from '../../shared/contract/store-queries.ts';
import { alertKey } from '../../shared/model/alert.ts';
import { decodeIncident } from '../../shared/model/graph/decode.ts';
import { incidentKey } from '../../shared/model/incident.ts';
import { newIncidentKey, incidentIdOfKey } from '../../shared/model/regrouping.ts';
import { tellStory } from '../../shared/story/tell-story.ts';
import { mergeSubject } from './merge-subject.ts';

const tenant = '2a9d1f3e-6c0b-4a77-9d52-0f6b7a1c8e44';
const device = (name: string, rbacGroupName: string | null) => ({
  '@odata.type': '#microsoft.graph.security.deviceEvidence',
  deviceDnsName: name,
  rbacGroupName,
});

function detailOf(incidentId: string): IncidentDetail {
  const decoded = decodeIncident({
    id: incidentId,
    tenantId: tenant,
    status: 'active',
    customTags: ['VIP'],
    systemTags: ['Correlated on this computer'],
    comments: [{ comment: 'One' }],
    alerts: [
      {
        id: 'a',
        tenantId: tenant,
        comments: [{ comment: 'Two' }],
        evidence: [device('pc-1', 'Desks'), device('pc-2', 'Desks'), device('pc-3', null)],
      },
      { id: 'b', tenantId: tenant, evidence: [device('srv-1', 'Servers'), device('srv-2', '')] },
    ],
  });
  if (!decoded.ok) throw new Error(decoded.reason);
  const { incident } = decoded;
  return {
    incident,
    row: {
      key: incidentKey(tenant, incidentId),
      incidentId,
      tenantId: tenant,
      name: 'Story',
      createdAt: 5,
      status: 'active',
      assignedTo: 'ada',
      classification: null,
      determination: null,
      tags: ['VIP', 'Correlated on this computer'],
      redirectIncidentId: '9',
    },
    unseenComments: [{}],
    alerts: incident.alerts.map((alert) => ({
      alert,
      row: { key: alertKey(tenant, alert.id) },
      unseenComments: [],
    })),
    story: tellStory(incident.alerts),
  } as unknown as IncidentDetail;
}

it('reads what decides about a merge', () => {
  const { entities, ...subject } = mergeSubject(detailOf('7'));
  expect(subject).toEqual({
    key: incidentKey(tenant, '7'),
    name: 'Story',
    tenantId: tenant,
    createdAt: 5,
    status: 'active',
    assignedTo: 'ada',
    classification: null,
    determination: null,
    tags: ['VIP', 'Correlated on this computer'],
    comments: 3,
    alerts: [alertKey(tenant, 'a'), alertKey(tenant, 'b')],
    deviceGroups: ['Desks', 'Servers'],
    redirectedTo: incidentKey(tenant, '9'),
  });
  expect(new Set(entities).size).toBe(5);
});

it('leaves out what this computer says of an incident that it made', () => {
  const id = incidentIdOfKey(newIncidentKey(tenant, () => 0));
  expect(mergeSubject(detailOf(id)).tags).toEqual(['VIP']);
});
