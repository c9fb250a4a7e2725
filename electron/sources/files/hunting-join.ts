// Brings together the rows of AlertInfo and AlertEvidence that belong to one alert; they come in any order and
// from several files, so that they are held until all files are read.
import type { JsonObject } from '../../../shared/model/json.ts';
import { huntingAlertId, huntingAlertJson } from '../../../shared/model/files/hunting-alert.ts';
import type { MemberLog } from './import-report.ts';

/** Characters of rows that are held, as JSON text. */
const HELD_MAX = 64 * 2 ** 20;

interface HeldAlert {
  /** Of the text that named it first. */
  readonly log: MemberLog;
  info: string | null;
  readonly evidence: string[];
}

export class HuntingJoin {
  readonly #alertById = new Map<string, HeldAlert>();
  readonly #heldMax: number;
  #held = 0;

  constructor(heldMax = HELD_MAX) {
    this.#heldMax = heldMax;
  }

  /** `nameless`: it names no alert. `full`: no more can be held. */
  add(
    table: 'alertInfo' | 'alertEvidence',
    row: JsonObject,
    log: MemberLog,
  ): 'held' | 'nameless' | 'full' {
    const id = huntingAlertId(row);
    if (id === null) return 'nameless';
    const text = JSON.stringify(row);
    if (this.#held + text.length > this.#heldMax) return 'full';
    const alert = this.#alertById.get(id) ?? { log, info: null, evidence: [] };
    this.#alertById.set(id, alert);
    if (table === 'alertEvidence') alert.evidence.push(text);
    else alert.info ??= text;
    this.#held += text.length;
    return 'held';
  }

  /** Each alert once, in Graph's JSON, with the log that it is told in. What was given is held no longer. */
  *alerts(tenantId: string): Generator<{ readonly json: JsonObject; readonly log: MemberLog }> {
    for (const [id, { info, evidence, log }] of this.#alertById) {
      this.#alertById.delete(id);
      const rows = evidence.map((text) => JSON.parse(text) as JsonObject);
      const json = huntingAlertJson(
        { info: info === null ? null : (JSON.parse(info) as JsonObject), evidence: rows },
        tenantId,
      );
      yield { json, log };
    }
    this.#held = 0;
  }
}
