// What was just read of a service, in the form in which the outbox merges it with what a person set.
import type { Alert } from '../../shared/model/alert.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import type { FreshTarget } from './writer.ts';

export function freshAlert(alert: Alert): FreshTarget {
  const { status, assignedTo = null, classification = null, determination = null } = alert;
  return {
    tenantId: alert.tenantId ? tenantId(alert.tenantId) : null,
    updatedAt: alert.lastUpdateDateTime ?? null,
    redirectedToId: null,
    fields: {
      ...(typeof status === 'string' && { status }),
      assignedTo,
      classification,
      determination,
    },
    comments: alert.comments.flatMap(({ comment }) => comment ?? []),
  };
}

export function freshIncident(incident: Incident): FreshTarget {
  const { status, assignedTo = null, classification = null, determination = null } = incident;
  const { displayName, severity, customTags, resolvingComment } = incident;
  return {
    tenantId: incident.tenantId ? tenantId(incident.tenantId) : null,
    updatedAt: incident.lastUpdateDateTime ?? null,
    redirectedToId: incident.redirectIncidentId || null,
    fields: {
      ...(typeof status === 'string' && { status }),
      ...(typeof displayName === 'string' && { displayName }),
      ...(typeof severity === 'string' && { severity }),
      ...(resolvingComment !== undefined && { resolvingComment }),
      assignedTo,
      classification,
      determination,
      customTags,
    },
    comments: incident.comments.flatMap(({ comment }) => comment ?? []),
  };
}
