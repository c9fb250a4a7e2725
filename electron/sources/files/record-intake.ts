// What becomes of each record of an import: an alert or incident in a page, a row that waits to be joined, or
// something set aside; all of it told in the text's log.
import { createHash } from 'node:crypto';
import type { IngestPage } from '../../../shared/contract/store-ingest.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import { decodeRecord, type DecodedRecord } from '../../../shared/model/files/decode-record.ts';
import {
  missingInAlert,
  missingInIncident,
  type MissingFact,
} from '../../../shared/model/files/missing-facts.ts';
import {
  recordFormat,
  unknownColumns,
  type FileFormat,
} from '../../../shared/model/files/record-format.ts';
import { decodeAlert } from '../../../shared/model/graph/decode.ts';
import type { DecodeObserver } from '../../../shared/model/graph/object-decoder.ts';
import { amend } from '../../../shared/model/graph/residue.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { isLeftOutByDefender } from '../../../shared/model/informational-alert.ts';
import { isJsonObject, type JsonObject } from '../../../shared/model/json.ts';
import { fromFile } from '../../../shared/model/source-file.ts';
import { tenantId, type TenantId } from '../../../shared/model/tenant.ts';
import { HuntingJoin } from './hunting-join.ts';
import type { MemberLog } from './import-report.ts';
import type { MemberRecord } from './member-records.ts';
import { PageBatch } from './page-batch.ts';
import type { SentinelLinks } from './sentinel-links.ts';

export interface IntakeOptions {
  /** Where what names no tenant of its own belongs. */
  readonly tenantId: TenantId;
  /** Defender for Cloud's informational alerts, which Defender leaves out: false unless told. */
  readonly keepsInformational?: boolean;
}

/** A text whose first records are all unknown is refused; it may be endless. */
const UNKNOWN_MAX = 100;

const UNKNOWN = 'neither an alert, an incident nor a row of a table that is read';

/** Where a record stands, and its text if it has to be kept as it is. */
interface Origin {
  readonly log: MemberLog;
  readonly line: number;
  readonly json: JsonObject;
}

export class RecordIntake {
  readonly #options: IntakeOptions;
  readonly #batch = new PageBatch();
  readonly #join = new HuntingJoin();
  readonly #links: SentinelLinks;

  /** `links` is added to as incidents come. */
  constructor(options: IntakeOptions, links: SentinelLinks) {
    this.#options = options;
    this.#links = links;
  }

  /** Refuses the text, in its log, when nothing in it is known. */
  take({ record, table }: MemberRecord, log: MemberLog): void {
    log.records += 1;
    const { line } = record;
    if (record.kind === 'broken') {
      this.#quarantine(log, { line, reason: record.reason, raw: record.raw });
      return;
    }
    const { json } = record;
    const format = table ?? (isJsonObject(json) ? recordFormat(json) : null);
    if (format !== null && isJsonObject(json)) {
      log.addFormat(format);
      if (table === null) {
        for (const name of unknownColumns(format, Object.keys(json))) log.addUnknownColumn(name);
      }
      this.#takeKnown(format, { log, line, json });
      return;
    }
    log.addFailure({ line, reason: UNKNOWN });
    if (!log.hasFormat() && log.records >= UNKNOWN_MAX) {
      log.refused = `its first ${UNKNOWN_MAX} records are ${UNKNOWN}`;
    }
  }

  /** What waited for rows of other texts; pages fill meanwhile. */
  *joined(): Generator<MemberLog> {
    for (const { json, log } of this.#join.alerts(this.#options.tenantId)) {
      const origin = { log, line: 1, json };
      const decoded = decodeAlert(json);
      if (decoded.ok) this.#takeAlert(decoded.alert, origin);
      else this.#setAside(origin, decoded.reason);
      yield log;
    }
  }

  get isPageFull(): boolean {
    return this.#batch.isFull;
  }

  takePages(): readonly IngestPage[] {
    return this.#batch.take();
  }

  #takeKnown(format: FileFormat, origin: Origin): void {
    const { log, line, json } = origin;
    if (format === 'alertInfo' || format === 'alertEvidence') {
      const held = this.#join.add(format, json, log);
      if (held === 'nameless') this.#setAside(origin, 'it names no alert');
      if (held === 'full') log.refused = `${TOO_MUCH_TO_JOIN} It was read up to line ${line - 1}.`;
      return;
    }
    const place = `line ${line}`;
    const observer = observerOf(log, place);
    const context = { tenantId: this.#options.tenantId, place, digest: sha256, observer };
    this.#takeDecoded(decodeRecord(format, json, context), origin);
  }

  #takeDecoded(decoded: DecodedRecord, origin: Origin): void {
    switch (decoded.kind) {
      case 'refused':
        return this.#setAside(origin, decoded.reason);
      case 'incident':
        return this.#takeIncident(decoded, origin);
      case 'alert': {
        const { unreadable, hasOwnId, sentinelId } = decoded;
        const alert = this.#linked(decoded.alert, sentinelId);
        const more: MissingFact[] = unreadable.length > 0 ? ['unreadable columns'] : [];
        if (!hasOwnId) more.push('no id of its own');
        return this.#takeAlert(alert, origin, more);
      }
      default:
        decoded satisfies never;
    }
  }

  #takeIncident(
    { incident, refused, sentinelAlertIds }: Extract<DecodedRecord, { readonly kind: 'incident' }>,
    origin: Origin,
  ): void {
    const { log, line } = origin;
    const tenant = this.#tenantOf(incident.tenantId);
    if (tenant === null) return this.#setAside(origin, NO_DIRECTORY);
    if (!incident.alerts.every((alert) => isOfTenant(alert, tenant))) {
      return this.#setAside(origin, 'it holds alerts of another tenant');
    }
    this.#links.add(incident.id, sentinelAlertIds);
    for (const { reason, place } of refused)
      log.addFailure({ line, reason: `${place}: ${reason}` });
    const alerts = incident.alerts.map((alert) => fromFile(alert, log.name));
    this.#batch.addIncident(tenant, amend(incident, { alerts }));
    log.addTenant(tenant);
    log.incidents += 1;
    log.alerts += incident.alerts.length;
    log.addTitle(incident.displayName);
    const missing = missingIn(incident, sentinelAlertIds);
    log.addMissing(missing, { id: incident.id, title: incident.displayName ?? '' });
    for (const alert of incident.alerts) {
      log.addMissing(missingInAlert(alert), { id: alert.id, title: alert.title ?? '' });
    }
  }

  /** `more` is missing besides what the alert itself lacks. */
  #takeAlert(alert: Alert, origin: Origin, more: readonly MissingFact[] = []): void {
    const { log } = origin;
    const tenant = this.#tenantOf(alert.tenantId);
    if (tenant === null) return this.#setAside(origin, NO_DIRECTORY);
    if (this.#options.keepsInformational !== true && isLeftOutByDefender(alert)) {
      log.informationalSkipped += 1;
      return;
    }
    this.#batch.addAlert(tenant, fromFile(alert, log.name));
    log.addTenant(tenant);
    log.alerts += 1;
    log.addTitle(alert.title);
    const missing = [...missingInAlert(alert), ...more];
    log.addMissing(missing, { id: alert.id, title: alert.title ?? '' });
  }

  #linked(alert: Alert, sentinelId: string | null): Alert {
    if (alert.incidentId || sentinelId === null) return alert;
    const incidentId = this.#links.incidentOf(sentinelId);
    return incidentId === undefined ? alert : amend(alert, { incidentId });
  }

  /** Null for a text that can be no tenant's. */
  #tenantOf(named: string | null | undefined): TenantId | null {
    if (!named) return this.#options.tenantId;
    return GUID.test(named) ? tenantId(named) : null;
  }

  #setAside({ log, line, json }: Origin, reason: string): void {
    this.#quarantine(log, { line, reason, raw: JSON.stringify(json) });
  }

  #quarantine(
    log: MemberLog,
    { line, reason, raw }: { readonly line: number; readonly reason: string; readonly raw: string },
  ): void {
    log.addFailure({ line, reason });
    log.quarantined += 1;
    const place = `${log.file}, line ${line}`;
    this.#batch.addQuarantined(this.#options.tenantId, { reason, place, raw });
  }
}

const GUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const TOO_MUCH_TO_JOIN =
  'It has more rows than can be joined at once: import the tables of fewer days at a time.';
const NO_DIRECTORY = 'its tenant is no id of a directory';

/** An alert that names no tenant is of its incident's. */
function isOfTenant(alert: Alert, tenant: TenantId): boolean {
  return !alert.tenantId || alert.tenantId.toLowerCase() === tenant;
}

/** Sentinel's table names an incident's alerts and does not hold them. */
function missingIn(
  incident: Incident,
  sentinelAlertIds: readonly string[],
): ReturnType<typeof missingInIncident> {
  const missing = missingInIncident(incident);
  return sentinelAlertIds.length > 0 ? missing.filter((fact) => fact !== 'no alerts') : missing;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Unknown members by name, without the record's own place. */
function observerOf(log: MemberLog, place: string): DecodeObserver {
  return {
    unknownMember: (member) =>
      log.addUnknownColumn(member.slice(place.length + 1).replace(/\[\d+\]/g, '[]')),
    unknownEnumMember: () => undefined,
    wrongType: () => undefined,
    tooDeep: () => undefined,
  };
}
