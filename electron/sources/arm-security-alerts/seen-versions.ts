// Which versions of alerts were delivered, for a service that tells no time of change: what differs from the
// version before is a change, and was made between two listings.
import { createHash } from 'node:crypto';
import type { Alert } from '../../../shared/model/alert.ts';
import { amend } from '../../../shared/model/graph/residue.ts';
import type { Timestamp } from '../../../shared/model/timestamp.ts';

interface Version {
  readonly digest: string;
  readonly severity: string | null;
}

/** A delivered alert that is not yet known to be stored. */
export interface Candidate {
  readonly alert: Alert;
  readonly version: Version;
}

export class SeenVersions {
  readonly #versionById = new Map<string, Version>();

  /**
   * The alerts of a page that are not delivered yet, each once. One whose change nobody saw happen gets
   * `observedAt` as its time of change; `areNewcomersOld` says that this holds for unseen ones too.
   */
  changes(
    alerts: readonly Alert[],
    { observedAt, areNewcomersOld }: { observedAt: Timestamp; areNewcomersOld: boolean },
  ): readonly Candidate[] {
    const candidateById = new Map<string, Candidate>();
    for (const alert of alerts) {
      const delivered = this.#versionById.get(alert.id);
      const seen = candidateById.get(alert.id)?.version ?? delivered;
      // One of the service's two spellings lacks the severity.
      const severity = alert.severity ?? seen?.severity ?? null;
      const whole =
        alert.severity == null && severity !== null ? amend(alert, { severity }) : alert;
      const version = { digest: digestOf(whole), severity };
      if (seen?.digest === version.digest) continue;
      const isOld = delivered === undefined ? areNewcomersOld : true;
      candidateById.set(alert.id, {
        alert: isOld ? amend(whole, { lastUpdateDateTime: observedAt }) : whole,
        version,
      });
    }
    return [...candidateById.values()];
  }

  /** To be called when the candidates are stored: what was lost on the way must come again. */
  remember(candidates: readonly Candidate[]): void {
    for (const { alert, version } of candidates) this.#versionById.set(alert.id, version);
  }
}

/** The same for both spellings of one version, whatever the order of their members. */
function digestOf({ residue: _residue, additionalData, ...facts }: Alert): string {
  const data = Object.entries(additionalData ?? {})
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name !== 'isincident');
  const content = JSON.stringify([sorted(Object.entries(facts)), sorted(data)]);
  return createHash('sha1').update(content).digest('base64');
}

function sorted(members: readonly (readonly [string, unknown])[]) {
  return members.toSorted(([a], [b]) => (a < b ? -1 : 1));
}
