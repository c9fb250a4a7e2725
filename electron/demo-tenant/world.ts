// The tenant's incidents and alerts at one moment: the script, what has happened since, and what was written.
// The same edition, edits and clock give the same world, whenever it is asked.
import { TENANT_ID } from '../../resources/demo-tenant/people.ts';
import type { IncidentScript } from '../../resources/demo-tenant/script.ts';
import { activityAt, activityTime } from './activity.ts';
import type { ArmState } from './arm-alert.ts';
import { Collection } from './collection.ts';
import type { Edit } from './edits.ts';
import { expandAlert, expandIncident } from './expand-incident.ts';
import type { Edition } from './expand-incident.ts';
import { coarseTime, preciseTime, sortableTime } from './graph-time.ts';
import type { FilterRow } from './odata-filter.ts';
import { COMMENT_NAME } from './wire.ts';
import type { Case, WireAlert, WireComment, WireIncident } from './wire.ts';

/** A case that is built when it is read; used for volume. */
export interface LazyCase {
  readonly incident: WireIncident;
  readonly alerts: readonly { readonly id: string; readonly row: FilterRow }[];
  readonly read: () => Case;
}

export interface WorldOptions {
  readonly edition: Edition;
  readonly scripts: readonly IncidentScript[];
  readonly extra: Iterable<LazyCase>;
  readonly isActive: boolean;
  /** Whose name comments carry. */
  readonly signedInAs: string;
}

export class World {
  readonly incidents = new Collection<WireIncident>();
  readonly alerts = new Collection<WireAlert>();
  /** What was set in Defender for Cloud, by alert name; Graph has no word for a dismissal. */
  readonly armStates = new Map<string, ArmState>();
  readonly #options: WorldOptions;
  readonly #alertIds = new Map<string, string[]>();
  readonly #editedByHand = new Set<string>();
  readonly #routine = new Map<string, IncidentScript>();
  #minute = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    for (const script of options.scripts) this.#addScript(script, options.edition);
    for (const { incident, alerts, read } of options.extra) {
      this.#putIncident(incident);
      alerts.forEach(({ id, row }, index) => {
        this.#link(incident.id, id);
        this.alerts.put({ id, row, read: () => read().alerts[index] as WireAlert });
      });
    }
  }

  /** Lets happen what is due by `now`; never goes back. */
  advance(now: number): void {
    if (!this.#options.isActive) return;
    while (activityTime(this.#minute + 1, this.#options.edition) <= now) {
      this.#minute += 1;
      this.#happen(this.#minute);
    }
  }

  /** In order of creation. */
  alertsOf(incidentId: string): readonly WireAlert[] {
    return (this.#alertIds.get(incidentId) ?? []).flatMap((id) => {
      const entry = this.alerts.get(id);
      return entry === undefined ? [] : [entry.read()];
    });
  }

  /** Applies a checked edit whose target exists. */
  apply(edit: Edit): void {
    this.advance(edit.at);
    if (edit.kind === 'armState') {
      this.armStates.set(edit.id, edit.state);
      return;
    }
    const incidentId =
      edit.target === 'incident' ? edit.id : this.alerts.get(edit.id)?.read().incidentId;
    if (incidentId !== undefined) this.#editedByHand.add(incidentId);
    if (edit.kind === 'comment') {
      this.#comment(edit, this.#options.signedInAs);
    } else if (edit.target === 'alert') {
      this.#changeAlert(edit.id, edit.changes, edit.at);
      if (incidentId !== undefined) this.#touchIncident(incidentId, edit.at);
    } else {
      this.#changeIncident(edit.id, edit.changes, { at: edit.at, by: this.#options.signedInAs });
    }
  }

  #happen(minute: number): void {
    const { edition, scripts } = this.#options;
    const at = activityTime(minute, edition);
    const event = activityAt(minute, {
      stories: scripts.filter((script) => (script.continues ?? []).length > 0),
      open: [...this.#routine.keys()].filter((id) => this.#isOpenRoutine(id)),
    });
    switch (event.kind) {
      case 'incident': {
        const firstAnchorAt = edition.firstAnchorAt + (at - edition.anchorAt);
        this.#addScript(event.script, { anchorAt: at, firstAnchorAt });
        break;
      }
      case 'alert': {
        const alert = expandAlert(event.script, event.alert, {
          key: `activity/${minute}`,
          at,
          firstAt: edition.firstAnchorAt + (at - edition.anchorAt),
          latestAt: at,
          anchorAt: edition.anchorAt,
        });
        this.#link(alert.incidentId, alert.id);
        this.#putAlert(alert);
        this.#touchIncident(alert.incidentId, at);
        break;
      }
      case 'change':
        this.#changeIncident(event.incidentId, event.changes, { at, by: event.by });
        break;
      case 'comment':
        this.#comment({ at, target: 'incident', id: event.incidentId, text: event.text }, event.by);
        break;
      default:
        event satisfies never;
    }
  }

  #isOpenRoutine(id: string): boolean {
    const status = this.incidents.get(id)?.row['status'];
    return (status === 'active' || status === 'inProgress') && !this.#editedByHand.has(id);
  }

  #addScript(script: IncidentScript, edition: Edition): void {
    const { incident, alerts } = expandIncident(script, edition);
    this.#putIncident(incident);
    if (script.key.startsWith('everyday/')) this.#routine.set(incident.id, script);
    for (const alert of alerts) {
      this.#link(incident.id, alert.id);
      this.#putAlert(alert);
    }
  }

  #link(incidentId: string, alertId: string): void {
    const known = this.#alertIds.get(incidentId);
    if (known === undefined) this.#alertIds.set(incidentId, [alertId]);
    else known.push(alertId);
  }

  #changeAlert(id: string, changes: Readonly<Record<string, unknown>>, at: number): void {
    const alert = this.alerts.get(id)?.read();
    if (alert === undefined) return;
    const isResolved = (changes['status'] ?? alert.status) === 'resolved';
    this.#putAlert({
      ...alert,
      ...changes,
      lastUpdateDateTime: coarseTime(at),
      resolvedDateTime: isResolved ? (alert.resolvedDateTime ?? coarseTime(at)) : null,
    });
  }

  /** Assigning or resolving an incident does the same to its open alerts, as the service documents. */
  #changeIncident(
    id: string,
    changes: Readonly<Record<string, unknown>>,
    { at, by }: { readonly at: number; readonly by: string },
  ): void {
    const incident = this.incidents.get(id)?.read();
    if (incident === undefined) return;
    this.#putIncident({
      ...incident,
      ...changes,
      lastModifiedBy: by,
      lastUpdateDateTime: coarseTime(at),
    });
    const passedOn = {
      ...(changes['status'] === 'resolved' ? { status: 'resolved' } : {}),
      ...(Object.hasOwn(changes, 'assignedTo') ? { assignedTo: changes['assignedTo'] } : {}),
    };
    if (Object.keys(passedOn).length === 0) return;
    for (const alert of this.alertsOf(id)) {
      if (alert.status !== 'resolved') this.#changeAlert(alert.id, passedOn, at);
    }
  }

  #comment(
    edit: {
      readonly at: number;
      readonly target: Edit['target'];
      readonly id: string;
      readonly text: string;
      readonly name?: string;
    },
    by: string,
  ): void {
    const { name } = edit;
    const comment: WireComment = {
      ...(name !== undefined && { [COMMENT_NAME]: name }),
      '@odata.type': '#microsoft.graph.security.alertComment',
      comment: edit.text,
      createdByDisplayName: by,
      createdDateTime: preciseTime(edit.at, `comment/${edit.id}/${edit.text}`),
    };
    const lastUpdateDateTime = coarseTime(edit.at);
    if (edit.target === 'incident') {
      const incident = this.incidents.get(edit.id)?.read();
      if (incident === undefined) return;
      this.#putIncident({
        ...incident,
        comments: withComment(incident.comments, comment),
        lastUpdateDateTime,
      });
    } else {
      const alert = this.alerts.get(edit.id)?.read();
      if (alert === undefined) return;
      this.#putAlert({ ...alert, comments: [...alert.comments, comment], lastUpdateDateTime });
      this.#touchIncident(alert.incidentId, edit.at);
    }
  }

  #touchIncident(id: string, at: number): void {
    const incident = this.incidents.get(id)?.read();
    if (incident !== undefined)
      this.#putIncident({ ...incident, lastUpdateDateTime: coarseTime(at) });
  }

  #putAlert(alert: WireAlert): void {
    this.alerts.put({ id: alert.id, row: alertRow(alert), read: () => alert });
  }

  #putIncident(incident: WireIncident): void {
    this.incidents.put({ id: incident.id, row: incidentRow(incident), read: () => incident });
  }
}

/** In the place of the one of its name, where there is one. */
function withComment(
  comments: readonly WireComment[],
  comment: WireComment,
): readonly WireComment[] {
  const name = comment[COMMENT_NAME];
  const at = name === undefined ? -1 : comments.findIndex((one) => one[COMMENT_NAME] === name);
  return at === -1 ? [...comments, comment] : comments.with(at, comment);
}

/** What an alert can be filtered and sorted by. */
export function alertRow(alert: WireAlert): FilterRow {
  return { ...incidentRow(alert), serviceSource: alert.serviceSource };
}

function incidentRow(item: WireIncident | WireAlert): FilterRow {
  if (item.tenantId !== TENANT_ID) throw new Error(`${item.id} is of another tenant`);
  return {
    id: item.id,
    assignedTo: item.assignedTo,
    classification: item.classification,
    createdDateTime: sortableTime(item.createdDateTime),
    determination: item.determination,
    lastUpdateDateTime: sortableTime(item.lastUpdateDateTime),
    severity: item.severity,
    status: item.status,
  };
}
