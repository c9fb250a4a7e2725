import { expect, it } from 'vitest';
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { decodeIncident } from '../../../shared/model/graph/decode.ts';
import { tellStory } from '../../../shared/story/tell-story.ts';
import { incidentActivities } from './incident-activities.ts';

const decoded = decodeIncident({
  id: '7',
  status: 'inProgress',
  lastModifiedBy: 'mia@harbor.example',
  comments: [
    {
      comment: 'Key revoked.',
      createdByDisplayName: 'Mia Lund',
      createdDateTime: '2026-03-02T12:00:00Z',
    },
  ],
  alerts: [
    {
      id: 'a1',
      severity: 'high',
      serviceSource: 'microsoftDefenderForCloud',
      resolvedDateTime: '2026-03-02T13:00:00Z',
    },
  ],
});

it('lists what is known, newest first', () => {
  if (!decoded.ok) throw new Error(decoded.reason);
  const { incident } = decoded;
  const [alert] = incident.alerts;
  const detail = {
    incident,
    row: {
      tenantId: 'tenant',
      incidentId: '7',
      name: 'Key theft',
      status: 'inProgress',
      createdAt: Date.UTC(2026, 2, 2, 10),
      lastUpdateAt: Date.UTC(2026, 2, 2, 14),
    },
    unseenComments: [
      {
        id: 'waits',
        text: 'Asked the owner.',
        writtenAt: Date.UTC(2026, 2, 2, 15),
        actor: 'robin@harbor.example',
        unsent: 'waiting',
      },
    ],
    alerts: [
      {
        alert,
        unseenComments: [],
        row: {
          key: 'tenant/a1' as AlertKey,
          title: 'Key used from abroad',
          severity: 'high',
          serviceSource: 'microsoftDefenderForCloud',
          assignedTo: null,
          sources: [],
          createdAt: Date.UTC(2026, 2, 2, 11),
        },
      },
    ],
    story: tellStory(incident.alerts),
  } as unknown as IncidentDetail;
  expect(incidentActivities(detail).map(({ what, who, text }) => [what, who, text])).toEqual([
    ['Comment on the incident', 'robin@harbor.example', 'Asked the owner.'],
    ['Incident last updated', 'mia@harbor.example', 'Status: In progress'],
    ['Alert resolved', null, 'Key used from abroad'],
    ['Comment on the incident', 'Mia Lund', 'Key revoked.'],
    ['High alert raised by Microsoft Defender for Cloud', null, 'Key used from abroad'],
    ['Incident created', null, 'Key theft'],
  ]);
});
