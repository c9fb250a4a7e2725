// Which alerts rules and people keep out of the alert queue. Alerts are looked through in the background,
// a batch at a time: what has changed, and after a change of the rules what is in their reach.
import type { Clock } from '../../../shared/clock.ts';
import type { DueResolution, TuningProjection } from '../../../shared/contract/store-ingest.ts';
import type { SetAsideReason, TuningOverview } from '../../../shared/contract/store-queries.ts';
import { failureIn } from '../../../shared/failure.ts';
import type { Alert, AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { Acknowledgement } from '../../../shared/model/tuning.ts';
import { isInForce } from '../../../shared/model/tuning-rule.ts';
import type { AuthoredRule, RuleId, TuningRule } from '../../../shared/model/tuning-rule.ts';
import { writerId } from '../../../shared/model/writer-id.ts';
import { Bits } from '../../../shared/table/bits.ts';
import { ruleMatch } from '../../../shared/tuning/rule-match.ts';
import { sourceOf } from './alert-queue.ts';
import { ruleReach } from './rule-reach.ts';
import { noChange } from './store-memory.ts';
import type { StoreChange, StoreMemory } from './store-memory.ts';

export interface SetAsideParts {
  readonly memory: StoreMemory;
  readonly clock: Clock;
  /** In the order of `rows`, which lead their alerts. */
  readAlerts(rows: readonly number[]): Promise<readonly Alert[]>;
  /** Other alerts are set aside than before. */
  onChange(change: StoreChange): void;
  onBug(error: unknown): void;
}

interface KeptRule extends AuthoredRule {
  readonly isAbout: (alert: Alert) => boolean;
  readonly mayBeAbout: (row: number) => boolean;
  readonly rows: Set<number>;
}

/** How far before its making a rule reaches: what its preview shows. */
const REACH_MS = 30 * 86_400_000;
/** Documents read at once; queries are answered in between. */
const BATCH = 200;
/** Rows looked at once in the columns alone. */
const GLANCE = 20_000;

/** A clock may stand still, or be set back. */
const LEAST_WAIT_MS = 250;
/** Timers take no more than 2^31 ms. */
const LONGEST_WAIT_MS = 86_400_000;

export class SetAside {
  readonly #parts: SetAsideParts;
  #rules: readonly KeptRule[] = [];
  #acknowledged: ReadonlyMap<AlertKey, Acknowledgement> = new Map();
  #putBack: readonly AlertKey[] = [];
  /** Rows still to be looked at. */
  readonly #pending = new Set<number>();
  #isLooking = false;
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: SetAsideParts) {
    this.#parts = parts;
  }

  /** People made rules, or took alerts out one by one. */
  get hasRules(): boolean {
    return this.#rules.length + this.#acknowledged.size > 0;
  }

  /** Takes the place of all that was told before. A rule that stayed as it was keeps what it has found. */
  project({ rules, acknowledged, putBack }: TuningProjection): void {
    const before = new Map(this.#rules.map((kept) => [kept.rule.id, kept]));
    const isKept = ({ rule, changedAt }: AuthoredRule) =>
      before.get(rule.id)?.changedAt === changedAt;
    this.#rules = rules.map((authored) => ({
      ...authored,
      isAbout: ruleMatch(authored.rule),
      mayBeAbout: ruleReach(this.#parts.memory, authored.rule),
      rows: (isKept(authored) ? before.get(authored.rule.id)?.rows : null) ?? new Set(),
    }));
    this.#acknowledged = new Map(acknowledged);
    this.#putBack = putBack;
    const fresh = rules.filter((authored) => !isKept(authored));
    if (fresh.length > 0) {
      const since = Math.min(...fresh.map(reachOf));
      for (const row of this.#rowsSince(since)) this.#pending.add(row);
    }
    this.#parts.onChange(noChange);
    this.#awaitExpiry();
    this.#look();
  }

  close(): void {
    clearTimeout(this.#expiry);
  }

  changed({ alertRows }: StoreChange): void {
    if (this.#rules.length === 0) return;
    const { folds } = this.#parts.memory;
    for (const row of alertRows) this.#pending.add(folds.leadingRow(row));
    this.#look();
  }

  /** The leading rows that the queue has. */
  visible(): Bits {
    const leading = this.#parts.memory.folds.leading();
    const byRules = this.#hiddenByRules();
    const acknowledged = this.#acknowledgedRows();
    if (byRules === null && acknowledged.size === 0) return leading;
    const visible = new Bits(leading.length, leading.words.slice());
    byRules?.forEach((row) => visible.remove(row));
    for (const row of acknowledged.keys()) visible.remove(row);
    return visible;
  }

  overview(): TuningOverview {
    const { clock } = this.#parts;
    const acknowledged = this.#acknowledgedRows();
    const byRules = this.#hiddenByRules();
    for (const row of acknowledged.keys()) byRules?.remove(row);
    return {
      rules: this.#rules.map(({ rule, owner, createdAt, changedBy, changedAt, rows }) => ({
        authored: { rule, owner, createdAt, changedBy, changedAt },
        isInForce: isInForce(rule, clock.now()),
        alerts: rows.size,
      })),
      hiddenByRules: byRules?.count() ?? 0,
      acknowledged: acknowledged.size,
      isLooking: this.#isLooking,
    };
  }

  /** What is out of the queue and why; the newest first. */
  hiddenRows(): readonly (readonly [row: number, reason: SetAsideReason])[] {
    return [...this.#hidden()].sort(([a], [b]) => this.#createdAt(b) - this.#createdAt(a));
  }

  /** null for what the queue has. */
  reason(key: AlertKey): SetAsideReason | null {
    const row = this.#parts.memory.alertRow(key);
    if (row === undefined) return null;
    const acknowledged = this.#acknowledgedRows().get(row);
    if (acknowledged !== undefined) return acknowledged;
    const kept = this.#hidingRules().findLast(({ rows }) => rows.has(row));
    return kept === undefined || this.#rowsOf(this.#putBack).has(row) ? null : reasonOf(kept);
  }

  rowsOfRule(id: RuleId): readonly number[] {
    const rows = this.#rules.find(({ rule }) => rule.id === id)?.rows ?? [];
    return [...rows].sort((a, b) => this.#createdAt(b) - this.#createdAt(a));
  }

  /** Alerts of the last 30 days that the rule would be about; the newest first. */
  async tryOut(rule: TuningRule): Promise<{ rows: readonly number[]; examined: number }> {
    const isAbout = ruleMatch(rule);
    const examined = this.#rowsSince(this.#parts.clock.now() - REACH_MS);
    const candidates = examined.filter(ruleReach(this.#parts.memory, rule));
    const found: number[] = [];
    for (let next = 0; next < candidates.length; next += BATCH) {
      const batch = this.#leading(candidates.slice(next, next + BATCH));
      const alerts = await this.#parts.readAlerts(batch);
      found.push(...batch.filter((_row, index) => isAboutAt(isAbout, alerts[index])));
      await turn();
    }
    found.sort((a, b) => this.#createdAt(b) - this.#createdAt(a));
    return { rows: found, examined: examined.length };
  }

  /** What rules in force are to resolve and no person put back. */
  due(): readonly DueResolution[] {
    const { memory, clock } = this.#parts;
    const { status, alertId, incidentKey, tenantId: tenants } = memory.sightings.table.columns;
    const putBack = this.#rowsOf(this.#putBack);
    return this.#rules
      .filter(({ rule }) => rule.action === 'resolve' && isInForce(rule, clock.now()))
      .flatMap(({ rule, rows }) =>
        this.#leading([...rows])
          .filter((row) => status.value(row) !== 'resolved' && !putBack.has(row))
          .map((row): DueResolution => {
            const tenant = tenantId(tenants.value(row) ?? '');
            const incident = incidentKey.value(row) as IncidentKey | null;
            return {
              ruleName: rule.name,
              status: status.value(row) ?? 'unknown',
              target: {
                kind: 'alert',
                sourceId: writerId(sourceOf(memory, row).sourceKind, tenant),
                tenantId: tenant,
                id: alertId.value(row) ?? '',
                incidentId: incident === null ? null : incident.slice(incident.indexOf('/') + 1),
              },
            };
          }),
      );
  }

  #hidden(): ReadonlyMap<number, SetAsideReason> {
    const hidden = new Map<number, SetAsideReason>();
    for (const kept of this.#hidingRules()) {
      for (const row of this.#leading([...kept.rows])) hidden.set(row, reasonOf(kept));
    }
    for (const row of this.#rowsOf(this.#putBack)) hidden.delete(row);
    for (const [row, reason] of this.#acknowledgedRows()) hidden.set(row, reason);
    return hidden;
  }

  /** null where there are none. Asked for with every change, so that it makes nothing of each row. */
  #hiddenByRules(): Bits | null {
    const rules = this.#hidingRules();
    if (rules.every(({ rows }) => rows.size === 0)) return null;
    const leading = this.#parts.memory.folds.leading();
    const hidden = new Bits(leading.length);
    for (const { rows } of rules) {
      for (const row of rows) if (leading.has(row)) hidden.add(row);
    }
    for (const row of this.#rowsOf(this.#putBack)) hidden.remove(row);
    return hidden;
  }

  #hidingRules(): readonly KeptRule[] {
    const now = this.#parts.clock.now();
    return this.#rules.filter(({ rule }) => rule.action === 'hide' && isInForce(rule, now));
  }

  #acknowledgedRows(): ReadonlyMap<number, SetAsideReason> {
    const { memory, clock } = this.#parts;
    const now = clock.now();
    return new Map(
      [...this.#acknowledged].flatMap(([key, { at, actor, reason, until }]) => {
        const row = memory.alertRow(key);
        if (row === undefined || (until !== null && until <= now)) return [];
        return [[row, { kind: 'acknowledged', at, actor, reason, until } as const]];
      }),
    );
  }

  #rowsOf(keys: readonly AlertKey[]): ReadonlySet<number> {
    const { memory } = this.#parts;
    return new Set(keys.flatMap((key) => memory.alertRow(key) ?? []));
  }

  #leading(rows: readonly number[]): readonly number[] {
    const { folds } = this.#parts.memory;
    return rows.filter((row) => folds.leadingRow(row) === row);
  }

  #rowsSince(since: number): readonly number[] {
    const { folds } = this.#parts.memory;
    return Array.from(folds.leading().toRows()).filter((row) => this.#createdAt(row) >= since);
  }

  #createdAt(row: number): number {
    const { createdAt } = this.#parts.memory.sightings.table.columns;
    return createdAt.value(row) ?? Number.POSITIVE_INFINITY;
  }

  /** What ends by itself is in the queue again at that time. */
  #awaitExpiry(): void {
    clearTimeout(this.#expiry);
    const now = this.#parts.clock.now();
    const ends = [
      ...this.#rules.map(({ rule }) => rule.expiresAt),
      ...[...this.#acknowledged.values()].map(({ until }) => until),
    ].filter((end) => end !== null && end > now);
    if (ends.length === 0) return;
    const next = Math.min(...ends.map(Number)) - now;
    this.#expiry = setTimeout(
      () => {
        this.#parts.onChange(noChange);
        this.#awaitExpiry();
      },
      Math.min(Math.max(next, LEAST_WAIT_MS), LONGEST_WAIT_MS),
    );
  }

  #look(): void {
    if (this.#isLooking || this.#pending.size === 0) return;
    this.#isLooking = true;
    void this.#lookThrough()
      .catch((error: unknown) => {
        // A disk that fails is told by whoever asks for something; what is pending is tried again then.
        if (failureIn(error) === null) this.#parts.onBug(error);
      })
      .finally(() => {
        this.#isLooking = false;
        this.#parts.onChange(noChange);
      });
  }

  async #lookThrough(): Promise<void> {
    const { memory, readAlerts, onChange } = this.#parts;
    while (this.#pending.size > 0) {
      const taken = this.#nextPending();
      const rows = this.#leading(taken);
      const read = rows.filter((row) => this.#mayBeAbout(row));
      const alerts = await readAlerts(read);
      const alertByRow = new Map(read.map((row, index) => [row, alerts[index]]));
      for (const row of taken) this.#pending.delete(row);
      const { key } = memory.sightings.table.columns;
      const changed = rows.filter((row) => this.#note(row, alertByRow.get(row)));
      if (changed.length > 0) {
        const alertKeys = new Set(changed.map((row) => key.value(row) ?? ''));
        onChange({ ...noChange, alertKeys, alertRows: new Set(changed) });
      }
      await turn();
    }
  }

  /** As many as leave few documents to read. */
  #nextPending(): readonly number[] {
    const taken: number[] = [];
    let toRead = 0;
    for (const row of this.#pending) {
      if (toRead === BATCH || taken.length === GLANCE) break;
      taken.push(row);
      if (this.#mayBeAbout(row)) toRead += 1;
    }
    return taken;
  }

  #mayBeAbout(row: number): boolean {
    return this.#rules.some(({ rule, mayBeAbout }) => rule.isOn && mayBeAbout(row));
  }

  /** Whether a rule is about the alert that was not, or no longer is. */
  #note(row: number, alert: Alert | undefined): boolean {
    let isOther = false;
    for (const kept of this.#rules) {
      const isInReach = this.#createdAt(row) >= reachOf(kept);
      const isAbout = kept.rule.isOn && isInReach && isAboutAt(kept.isAbout, alert);
      if (kept.rows.has(row) === isAbout) continue;
      isOther = true;
      if (isAbout) kept.rows.add(row);
      else kept.rows.delete(row);
    }
    return isOther;
  }
}

function reasonOf({ rule }: KeptRule): SetAsideReason {
  return { kind: 'rule', ruleId: rule.id, ruleName: rule.name };
}

function reachOf({ createdAt }: AuthoredRule): number {
  return createdAt - REACH_MS;
}

function isAboutAt(isAbout: (alert: Alert) => boolean, alert: Alert | undefined): boolean {
  return alert !== undefined && isAbout(alert);
}

/** Lets what waits for the worker have its turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
