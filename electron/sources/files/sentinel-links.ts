// Which incident of Sentinel an alert belongs to. Its tables say so at the incident and not at the alert, so
// that whoever reads alerts has to know the incidents first, wherever they stand.
import { recordFormat, type FileFormat } from '../../../shared/model/files/record-format.ts';
import { decodeIncidentRow } from '../../../shared/model/files/security-incident-row.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import type { TenantId } from '../../../shared/model/tenant.ts';
import { cancellable } from './cancellation.ts';
import { fileMembers } from './file-members.ts';
import { fileTrouble } from './file-trouble.ts';
import { MemberLog } from './import-report.ts';
import { memberRecords, type MemberRecord } from './member-records.ts';

interface LinkContext {
  readonly tenantId: TenantId;
  readonly signal?: AbortSignal | undefined;
}

export class SentinelLinks {
  readonly #incidentByAlert = new Map<string, string>();

  /** `sentinelAlertIds` in lower case. */
  add(incidentId: string, sentinelAlertIds: readonly string[]): void {
    for (const id of sentinelAlertIds) this.#incidentByAlert.set(id, incidentId);
  }

  incidentOf(sentinelAlertId: string): string | undefined {
    return this.#incidentByAlert.get(sentinelAlertId.toLowerCase());
  }

  /** Reads the incidents of a file's texts ahead. What cannot be read is told by whoever reads it then. */
  async learn(path: string, context: LinkContext): Promise<void> {
    try {
      for await (const member of fileMembers(path)) {
        if ('bytes' in member) await this.#learnText(member.label, member.bytes, context);
      }
    } catch (error) {
      if (fileTrouble(error) === null || context.signal?.aborted === true) throw error;
    }
  }

  async #learnText(
    label: string,
    bytes: AsyncIterable<Uint8Array>,
    { tenantId, signal }: LinkContext,
  ): Promise<void> {
    try {
      const log = new MemberLog({ file: label, container: 'none' });
      for await (const read of memberRecords(cancellable(bytes, signal), log)) {
        const format = formatOf(read);
        if (format === null) continue;
        if (!mayHoldIncidents(format, read)) return;
        const { record } = read;
        if (format !== 'securityIncident' || record.kind === 'broken') continue;
        if (!isJsonObject(record.json)) continue;
        const decoded = decodeIncidentRow(record.json, { tenantId, place: label });
        if (decoded.ok) this.add(decoded.incident.id, decoded.sentinelAlertIds);
      }
    } catch (error) {
      // Damage in one text of an archive is none of the others'.
      if (fileTrouble(error) === null || signal?.aborted === true) throw error;
    }
  }
}

function formatOf({ record, table }: MemberRecord): FileFormat | null {
  if (table !== null || record.kind === 'broken') return table;
  return isJsonObject(record.json) ? recordFormat(record.json) : null;
}

/** JSON can hold both of Sentinel's tables in any order, CSV one of them. */
function mayHoldIncidents(format: FileFormat, { table }: MemberRecord): boolean {
  if (format === 'securityIncident') return true;
  return table === null && (format === 'securityAlert' || format === 'continuousExport');
}
