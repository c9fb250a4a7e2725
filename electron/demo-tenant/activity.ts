// What happens in the tenant while it runs: one event a minute, chosen by the minute's number.
import { everydayIncident } from '../../resources/demo-tenant/everyday.ts';
import { numberFor } from '../../resources/demo-tenant/identifiers.ts';
import { ANALYSTS } from '../../resources/demo-tenant/people.ts';
import { randomFor } from '../../resources/demo-tenant/random.ts';
import type { AlertScript, IncidentScript } from '../../resources/demo-tenant/script.ts';
import type { Edition } from './expand-incident.ts';

export type ActivityEvent =
  | { readonly kind: 'alert'; readonly script: IncidentScript; readonly alert: AlertScript }
  | { readonly kind: 'incident'; readonly script: IncidentScript }
  | {
      readonly kind: 'comment';
      readonly incidentId: string;
      readonly by: string;
      readonly text: string;
    }
  | {
      readonly kind: 'change';
      readonly incidentId: string;
      readonly by: string;
      readonly changes: Readonly<Record<string, unknown>>;
    };

/** What the events can choose from. */
export interface Stage {
  /** Stories that go on; at least one. */
  readonly stories: readonly IncidentScript[];
  /** Ids of everyday incidents that are open and that no caller has written to. */
  readonly open: readonly string[];
}

const FIRST_ACTIVITY_ID = 5_001;

const NOTES = [
  'Checked with the owner, waiting for an answer.',
  'Same source address as yesterday. Asked the network team for flow logs.',
  'No sign of this outside the devices listed here.',
  'Sessions revoked. Password reset is with the service desk.',
  'Compared with the change calendar: nothing planned at that time.',
  'Collected an investigation package; reading it now.',
  'Raised with the platform team, they see the same calls in their own logs.',
] as const;

/** When the event of a minute happens; minutes count from 1 at the anchor. */
export function activityTime(minute: number, edition: Edition): number {
  return edition.anchorAt + minute * 60_000 - numberFor(`activity/${minute}/second`, 20_000);
}

/** The event of a minute; every minute has one. */
export function activityAt(minute: number, stage: Stage): ActivityEvent {
  const random = randomFor(`activity/${minute}`);
  const kind = random.next();
  const story = random.pick(stage.stories);
  const by = random.pick(Object.values(ANALYSTS));
  if (kind < 0.4) {
    return { kind: 'alert', script: story, alert: random.pick(story.continues ?? []) };
  }
  if (kind < 0.55) {
    const script = everydayIncident(`everyday/activity/${minute}`, {
      id: String(FIRST_ACTIVITY_ID + minute),
      startsAt: '-0s',
    });
    return {
      kind: 'incident',
      script: {
        ...script,
        alerts: script.alerts.slice(0, 1).map((alert) => ({ ...alert, after: '0s' })),
      },
    };
  }
  const [incidentId] = random.some(stage.open, 1);
  if (kind < 0.8 && incidentId !== undefined) {
    const changes =
      random.next() < 0.7
        ? { status: 'inProgress', assignedTo: by }
        : {
            status: 'resolved',
            assignedTo: by,
            classification: 'informationalExpectedActivity',
            determination: 'confirmedActivity',
            resolvingComment: 'Confirmed with the owner.',
          };
    return { kind: 'change', incidentId, by, changes };
  }
  return { kind: 'comment', incidentId: incidentId ?? story.id, by, text: random.pick(NOTES) };
}
