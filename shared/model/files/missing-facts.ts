// What an alert or incident does not tell, so that an empty page can say that nothing was there to show.
import type { Alert } from '../alert.ts';
import type { Incident } from '../incident.ts';

export type MissingFact =
  | 'no title'
  | 'no description'
  | 'no severity'
  | 'no status'
  | 'no product'
  | 'no activity times'
  | 'no last update'
  | 'no evidence'
  | 'unreadable columns'
  | 'no incident'
  | 'no alerts'
  | 'no id of its own';

export function missingInAlert(alert: Alert): readonly MissingFact[] {
  return [
    ...unless(alert.title, 'no title'),
    ...unless(alert.description, 'no description'),
    ...unless(known(alert.severity), 'no severity'),
    ...unless(known(alert.status), 'no status'),
    ...unless(known(alert.serviceSource) ?? alert.productName, 'no product'),
    ...unless(alert.firstActivityDateTime, 'no activity times'),
    ...unless(alert.lastUpdateDateTime, 'no last update'),
    ...unless(alert.evidence[0], 'no evidence'),
    ...unless(alert.incidentId, 'no incident'),
  ];
}

export function missingInIncident(incident: Incident): readonly MissingFact[] {
  return [
    ...unless(incident.displayName, 'no title'),
    ...unless(known(incident.severity), 'no severity'),
    ...unless(known(incident.status), 'no status'),
    ...unless(incident.lastUpdateDateTime, 'no last update'),
    ...unless(incident.alerts[0], 'no alerts'),
  ];
}

function unless(fact: unknown, missing: MissingFact): readonly MissingFact[] {
  const isTold =
    typeof fact === 'string' ? fact.trim() !== '' : fact !== undefined && fact !== null;
  return isTold ? [] : [missing];
}

function known(member: string | null | undefined): string | null {
  return member === undefined || member === 'unknown' ? null : member;
}
