import { expect, it } from 'vitest';
import type {
  IncidentRegrouping,
  IncidentRegroupings,
} from '../../../shared/contract/incident-regroupings.ts';
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { EntryId } from '../../../shared/model/annotation-id.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
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

function makeDetail(): IncidentDetail {
  if (!decoded.ok) throw new Error(decoded.reason);
  const { incident } = decoded;
  const [alert] = incident.alerts;
  const detail = {
    incident,
    row: {
      key: incidentKey('tenant', '7'),
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
  return detail;
}

it('lists what is known, newest first', () => {
  const detail = makeDetail();
  expect(incidentActivities(detail, null).map(({ what, who, text }) => [what, who, text])).toEqual([
    ['Comment on the incident', 'robin@harbor.example', 'Asked the owner.'],
    ['Incident last updated', 'mia@harbor.example', 'Status: In progress'],
    ['Alert resolved', null, 'Key used from abroad'],
    ['Comment on the incident', 'Mia Lund', 'Key revoked.'],
    ['High alert raised by Microsoft Defender for Cloud', null, 'Key used from abroad'],
    ['Incident created', null, 'Key theft'],
  ]);
});

it('says what came along from another incident, and what was undone', () => {
  const origin = { key: incidentKey('tenant', '6'), incidentId: '6', name: 'Older theft' };
  const merge: IncidentRegrouping = {
    id: 'E1' as EntryId,
    at: Date.UTC(2026, 2, 2, 16),
    actor: 'robin@harbor.example',
    gesture: 'merge',
    from: [origin],
    to: { key: incidentKey('tenant', '7'), incidentId: '7', name: 'Key theft' },
    moved: 1,
    titles: ['Key used from abroad'],
    reasons: ['sameActor'],
    comment: '',
    undone: null,
    undoConflict: null,
  };
  const undone = { at: Date.UTC(2026, 2, 2, 17), actor: 'kim@harbor.example' };
  const told: IncidentRegroupings = {
    regroupings: [{ ...merge, id: 'E0' as EntryId, at: merge.at - 1, undone }, merge],
    more: 0,
    sources: [
      {
        incident: origin,
        merge: merge.id,
        alerts: ['tenant/a1' as AlertKey],
        comments: [{ comment: 'Owner is on leave.', createdDateTime: null }],
        unseenComments: [],
      },
    ],
    redirectedTo: null,
  };
  const listed = incidentActivities(makeDetail(), told);
  expect(
    listed.map(({ what, who, origin: from }) => [what, who, from?.incidentId ?? null]),
  ).toEqual([
    ['Undone: Merged with #6 “Older theft” (1 alert)', 'kim@harbor.example', null],
    ['Merged with #6 “Older theft” (1 alert)', 'robin@harbor.example', null],
    ['Merged with #6 “Older theft” (1 alert)', 'robin@harbor.example', null],
    ['Comment on the incident', 'robin@harbor.example', null],
    ['Incident last updated', 'mia@harbor.example', null],
    ['Alert resolved', null, '6'],
    ['Comment on the incident', 'Mia Lund', null],
    ['High alert raised by Microsoft Defender for Cloud', null, '6'],
    ['Incident created', null, null],
    ['Comment on the merged incident', null, '6'],
  ]);
});

it('says what correlation merged, and why', () => {
  const [merged] = incidentActivities(makeDetail(), null, [
    {
      from: incidentKey('t', 'local-1'),
      fromName: 'Beacon',
      at: Date.UTC(2027, 0, 1),
      alerts: [],
      alertTitle: 'Mining started',
      link: {
        to: 't/a1' as AlertKey,
        title: 'Beacon',
        reasons: ['sameAsset'],
        ties: [
          {
            reason: 'sameAsset',
            shared: 'machine',
            key: 'machine 1',
            name: 'web-01',
            secondsApart: 300,
            weight: 1.5,
          },
        ],
        score: 2,
      },
    },
  ]);
  expect(merged).toMatchObject({
    what: 'Incident “Beacon” merged into this one',
    who: 'Clearpane - alert correlation',
    text: '“Mining started” belongs to both. Same machine web-01, 5 min apart',
  });
});
