// Files as a source: streams any number of them into pages for the store, and tells what was read, what was
// not, and what was missing. Formats are recognised by content; nothing is ever held whole.
import { createHash } from 'node:crypto';
import type { IngestPage } from '../../../shared/contract/store-ingest.ts';
import { FailureError } from '../../../shared/failure.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import { decodeRecord, type DecodedRecord } from '../../../shared/model/files/decode-record.ts';
import { missingInAlert, missingInIncident } from '../../../shared/model/files/missing-facts.ts';
import {
  formatName,
  recordFormat,
  unknownColumns,
} from '../../../shared/model/files/record-format.ts';
import { decodeAlert } from '../../../shared/model/graph/decode.ts';
import type { DecodeObserver } from '../../../shared/model/graph/object-decoder.ts';
import { amend } from '../../../shared/model/graph/residue.ts';
import { isJsonObject, type JsonObject } from '../../../shared/model/json.ts';
import { tenantId, type TenantId } from '../../../shared/model/tenant.ts';
import { fileMembers, type FileInput } from './file-members.ts';
import { fileTrouble } from './file-trouble.ts';
import { HuntingJoin } from './hunting-join.ts';
import { MemberLog, type MemberReport } from './import-report.ts';
import { memberRecords, type MemberRecord } from './member-records.ts';
import { PageBatch } from './page-batch.ts';

export interface ImportOptions {
  /** Where what names no tenant of its own belongs. */
  readonly tenantId: TenantId;
  readonly signal?: AbortSignal;
  /** Told after every page. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Defender for Cloud's informational alerts, which Defender leaves out: false unless told. */
  readonly keepsInformational?: boolean;
  /** Stops each text after so many records, for a preview. */
  readonly recordsMax?: number;
}

export interface ImportProgress {
  readonly file: string;
  /** Of all files so far. */
  readonly records: number;
}

/** An import under way; it reads as far as its pages are asked for. */
export interface FileImport {
  /** To be iterated once. Throws FailureError, kind `cancelled`, when the signal aborts. */
  readonly pages: AsyncIterable<IngestPage>;
  /** Of what was read so far; one entry a text. */
  readonly reports: () => readonly MemberReport[];
}

/** A file that cannot be read is told in its report, and the others are read. */
export function importFiles(inputs: readonly FileInput[], options: ImportOptions): FileImport {
  const reading = new Reading(options);
  return {
    pages: reading.pages(inputs),
    reports: () => reading.logs.map((log) => log.report()),
  };
}

const PREVIEW_RECORDS = 200;

/** What files are, by their first records. Nothing is kept. */
export function recogniseFiles(
  inputs: readonly FileInput[],
  options: Pick<ImportOptions, 'tenantId' | 'signal'>,
): Promise<readonly MemberReport[]> {
  return firstRecords(inputs, { ...options, recordsMax: PREVIEW_RECORDS });
}

async function firstRecords(
  inputs: readonly FileInput[],
  options: ImportOptions,
): Promise<readonly MemberReport[]> {
  const { pages, reports } = importFiles(inputs, options);
  const iterator = pages[Symbol.asyncIterator]();
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next());
  return reports();
}

/** A text whose first records are all unknown is refused; it may be endless. */
const UNKNOWN_MAX = 100;

const UNKNOWN = 'neither an alert, an incident nor a row of a table that is read';

class Reading {
  readonly logs: MemberLog[] = [];
  readonly #options: ImportOptions;
  readonly #batch = new PageBatch();
  readonly #join = new HuntingJoin();
  /** Incidents of Sentinel's table by the ids of their alerts, for alerts that come after them. */
  readonly #incidentByAlert = new Map<string, string>();

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  async *pages(inputs: readonly FileInput[]): AsyncGenerator<IngestPage> {
    for (const input of await this.#ordered(inputs)) yield* this.#readInput(input);
    for (const { json, log } of this.#join.alerts(this.#options.tenantId)) {
      this.#stopIfCancelled();
      this.#takeHunting(json, log);
      yield* this.#full(log);
    }
    yield* this.#batch.take();
  }

  /** Sentinel's incidents name their alerts, and not the other way round: they are read first. */
  async #ordered(inputs: readonly FileInput[]): Promise<readonly FileInput[]> {
    if (inputs.length < 2 || this.#options.recordsMax !== undefined) return inputs;
    const first: FileInput[] = [];
    const others: FileInput[] = [];
    for (const input of inputs) {
      this.#stopIfCancelled();
      const isOfIncidents = typeof input === 'string' && (await holdsSentinelIncidents(input));
      (isOfIncidents ? first : others).push(input);
    }
    return [...first, ...others];
  }

  async *#readInput(input: FileInput): AsyncGenerator<IngestPage> {
    const name = typeof input === 'string' ? input : input.name;
    let log: MemberLog | null = null;
    try {
      for await (const member of fileMembers(input)) {
        log = this.#startLog(member.label, member.container);
        if ('reason' in member) log.refused = member.reason;
        else yield* this.#readMember(member.bytes, log);
      }
    } catch (error) {
      const trouble = fileTrouble(error);
      if (trouble === null || this.#options.signal?.aborted === true) throw error;
      (log ?? this.#startLog(name, 'none')).refused = trouble;
    }
  }

  async *#readMember(bytes: AsyncIterable<Uint8Array>, log: MemberLog): AsyncGenerator<IngestPage> {
    const { recordsMax = Infinity } = this.#options;
    try {
      for await (const record of memberRecords(this.#cancellable(bytes), log)) {
        log.records += 1;
        this.#takeRecord(record, log);
        yield* this.#full(log);
        if (log.refused !== null) return;
        if (log.records >= recordsMax) {
          log.isCut = true;
          return;
        }
      }
    } catch (error) {
      // What was read before the damage is kept; the other members can still be read.
      const trouble = fileTrouble(error);
      if (trouble === null || this.#options.signal?.aborted === true) throw error;
      log.refused = log.records === 0 ? trouble : `${trouble} ${log.records} records were read.`;
    }
  }

  #takeRecord({ record, table }: MemberRecord, log: MemberLog): void {
    const { line } = record;
    if (record.kind === 'broken') {
      this.#quarantine(log, { line, reason: record.reason, raw: record.raw });
      return;
    }
    const { json } = record;
    const format = table ?? (isJsonObject(json) ? recordFormat(json) : null);
    if (format === null || !isJsonObject(json)) {
      log.addFailure({ line, reason: UNKNOWN });
      if (!log.hasFormat() && log.records >= UNKNOWN_MAX) {
        log.refused = `its first ${UNKNOWN_MAX} records are ${UNKNOWN}`;
      }
      return;
    }
    log.addFormat(format);
    if (table === null) {
      for (const name of unknownColumns(format, Object.keys(json))) log.addUnknownColumn(name);
    }
    if (format === 'alertInfo' || format === 'alertEvidence') {
      const reason = this.#join.add(format, json, log);
      if (reason !== null) this.#quarantine(log, { line, reason, raw: JSON.stringify(json) });
      return;
    }
    const place = `line ${line}`;
    const observer = observerOf(log, place);
    const context = { tenantId: this.#options.tenantId, place, digest: sha256, observer };
    this.#take(decodeRecord(format, json, context), { log, line, json });
  }

  #take(
    decoded: DecodedRecord,
    {
      log,
      line,
      json,
    }: { readonly log: MemberLog; readonly line: number; readonly json: JsonObject },
  ): void {
    if (decoded.kind === 'refused') {
      this.#quarantine(log, { line, reason: decoded.reason, raw: JSON.stringify(json) });
    } else if (decoded.kind === 'alert') {
      const { unreadable, hasOwnId, sentinelId } = decoded;
      const alert = this.#linked(decoded.alert, sentinelId);
      if (!this.#takeAlert(alert, log)) return;
      if (unreadable.length > 0) log.addMissing(['unreadable columns'], alert.id);
      if (!hasOwnId) log.addMissing(['no id of its own'], alert.id);
    } else {
      const { incident, refused, sentinelAlertIds } = decoded;
      for (const id of sentinelAlertIds) this.#incidentByAlert.set(id, incident.id);
      for (const { reason, place } of refused)
        log.addFailure({ line, reason: `${place}: ${reason}` });
      this.#batch.addIncident(this.#tenantOf(incident.tenantId, log), incident);
      log.incidents += 1;
      log.alerts += incident.alerts.length;
      log.addTitle(incident.displayName);
      const named = sentinelAlertIds.length > 0;
      const missing = missingInIncident(incident).filter((fact) => !named || fact !== 'no alerts');
      log.addMissing(missing, incident.id);
      for (const alert of incident.alerts) log.addMissing(missingInAlert(alert), alert.id);
    }
  }

  #takeHunting(json: JsonObject, log: MemberLog): void {
    const decoded = decodeAlert(json);
    if (decoded.ok) this.#takeAlert(decoded.alert, log);
    else this.#quarantine(log, { line: 1, reason: decoded.reason, raw: JSON.stringify(json) });
  }

  /** False where it is left out. */
  #takeAlert(alert: Alert, log: MemberLog): boolean {
    const isInformational =
      alert.severity === 'informational' && alert.serviceSource === 'microsoftDefenderForCloud';
    if (isInformational && this.#options.keepsInformational !== true) {
      log.informationalSkipped += 1;
      return false;
    }
    this.#batch.addAlert(this.#tenantOf(alert.tenantId, log), alert);
    log.alerts += 1;
    log.addTitle(alert.title);
    log.addMissing(missingInAlert(alert), alert.id);
    return true;
  }

  #linked(alert: Alert, sentinelId: string | null): Alert {
    if (alert.incidentId || sentinelId === null) return alert;
    const incidentId = this.#incidentByAlert.get(sentinelId.toLowerCase());
    return incidentId === undefined ? alert : amend(alert, { incidentId });
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

  #tenantOf(named: string | null | undefined, log: MemberLog): TenantId {
    const isNamed = named !== undefined && named !== null && GUID.test(named);
    const tenant = isNamed ? tenantId(named) : this.#options.tenantId;
    log.addTenant(tenant);
    return tenant;
  }

  *#full(log: MemberLog): Generator<IngestPage> {
    if (!this.#batch.isFull) return;
    yield* this.#batch.take();
    const records = this.logs.reduce((sum, each) => sum + each.records, 0);
    this.#options.onProgress?.({ file: log.file, records });
  }

  #startLog(...[file, container]: ConstructorParameters<typeof MemberLog>): MemberLog {
    const log = new MemberLog(file, container);
    this.logs.push(log);
    return log;
  }

  /** Also while no record comes: a single one may be endless. */
  async *#cancellable(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.#stopIfCancelled();
      yield chunk;
    }
  }

  #stopIfCancelled(): void {
    if (this.#options.signal?.aborted !== true) return;
    throw new FailureError({ kind: 'cancelled', summary: 'The import was cancelled.' });
  }
}

async function holdsSentinelIncidents(path: string): Promise<boolean> {
  const [report] = await firstRecords([path], { tenantId: NO_TENANT, recordsMax: 1 });
  return report?.formats.includes(formatName('securityIncident')) === true;
}

const NO_TENANT = tenantId('00000000-0000-0000-0000-000000000000');

const GUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

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
