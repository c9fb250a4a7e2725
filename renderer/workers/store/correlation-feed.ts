// Shows the correlation worker every alert, a page at a time, and keeps what it says of them. Waits until
// the store is quiet: queues and commits come first.
import type {
  AlertMachines,
  CorrelationEngineCalls,
  EngineAlert,
} from '../../../shared/contract/correlation-engine.ts';
import type { ComparedAlerts, Placement } from '../../../shared/correlation/placement.ts';
import { failureIn } from '../../../shared/failure.ts';
import type { Failure } from '../../../shared/failure.ts';
import { alertTypeKey } from '../../../shared/grouping/groupings.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { RpcClient } from '../../../shared/rpc.ts';
import { Bits } from '../../../shared/table/bits.ts';
import type { DocumentStore } from './document-store.ts';
import type { LocalIncidents } from './local-incidents.ts';
import { oldestFirst } from './oldest-first.ts';
import type { StoreChange } from './store-memory.ts';

export interface CorrelationFeedParts {
  readonly documents: DocumentStore;
  readonly locals: LocalIncidents;
  /** How long the store must be quiet. */
  readonly quietMs: number;
  /** The number of alerts that wait is another one. */
  readonly onProgress: () => void;
  readonly onBug: (error: unknown) => void;
}

export type Engine = Pick<RpcClient<CorrelationEngineCalls>, 'call' | 'disconnect'>;

const GONE = {
  kind: 'storage',
  summary: 'Correlation stopped and is being started again.',
} as const satisfies Failure;

type EngineCalls = CorrelationEngineCalls['calls'];

/** Alerts in a page: what it costs to clone them must not be felt. */
const PAGE = 500;
/** Where commits never cease, one page goes through in this time. */
const LONGEST_WAIT_MS = 2_000;

export class CorrelationFeed {
  readonly #parts: CorrelationFeedParts;
  #engine: Engine | null = null;
  /** Rows that the engine was shown, or is about to be. */
  #queued = new Bits(0);
  #waiting: number[] = [];
  /** Of `#waiting`: those before it went through. */
  #next = 0;
  #waitsSince: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  /** The engine knows of `#waiting` what is before `#next`, and nothing else. */
  #hasForgotten = false;

  constructor(parts: CorrelationFeedParts) {
    this.#parts = parts;
  }

  /** An engine that knows nothing takes the place of the former one. */
  attach(engine: Engine): void {
    this.#engine?.disconnect(GONE);
    this.#engine = engine;
    this.startOver();
  }

  /** The engine forgets all, and is shown everything again. */
  startOver(): void {
    if (this.#engine === null) return;
    const { sightings } = this.#parts.documents.memory;
    this.#hasForgotten = false;
    this.#waiting = oldestFirst(sightings.table.columns.createdAt, sightings.rowCount);
    this.#next = 0;
    this.#queued = Bits.all(sightings.rowCount);
    this.#schedule();
  }

  changed(change: StoreChange): void {
    this.#parts.locals.changed(change);
    if (this.#engine === null) return;
    const { rowCount } = this.#parts.documents.memory.sightings;
    const fresh: number[] = [];
    for (let row = this.#queued.length; row < rowCount; row++) fresh.push(row);
    this.#queued = this.#queued.length < rowCount ? Bits.all(rowCount) : this.#queued;
    this.#waiting.push(...fresh);
    this.#schedule();
  }

  /** Alerts that the engine has not been shown yet. */
  get waiting(): number {
    return this.#waiting.length - this.#next;
  }

  /** What the engine says of those of the alerts that it has been shown; nothing while there is none. */
  async placements(keys: readonly AlertKey[]): Promise<readonly Placement[]> {
    return (await this.#ask('engine.placements', { keys })) ?? [];
  }

  /** Why a person lets the alert stand alone; null where nobody does. */
  aloneReason(key: AlertKey): string | null {
    const row = this.#parts.documents.memory.sightings.row(key);
    return row === undefined ? null : this.#aloneReasonOf(row);
  }

  /** As placements: the machines that their evidence names. */
  async machines(keys: readonly AlertKey[]): Promise<readonly AlertMachines[]> {
    return (await this.#ask('engine.machines', { keys })) ?? [];
  }

  /** As placements, of two sets of rows of sightings; null while there is no engine. */
  async compare(
    first: readonly number[],
    second: readonly number[],
  ): Promise<ComparedAlerts | null> {
    const rows = [...first, ...second];
    const texts = await this.#parts.documents.readSightingTexts(rows);
    const alerts = rows.map((row, index) => this.#alert(row, texts[index]));
    return this.#ask('engine.compare', {
      first: alerts.slice(0, first.length),
      second: alerts.slice(first.length),
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#engine = null;
  }

  /** null while there is no engine, and where it went meanwhile. */
  async #ask<N extends keyof EngineCalls>(
    name: N,
    argument: EngineCalls[N]['argument'],
  ): Promise<EngineCalls[N]['result'] | null> {
    try {
      return (await this.#engine?.call(name, argument)) ?? null;
    } catch (error) {
      if (failureIn(error) === null) throw error;
      return null;
    }
  }

  #schedule(): void {
    if (this.#isRunning) return;
    const now = performance.now();
    this.#waitsSince ??= now;
    const isOverdue = now - this.#waitsSince >= LONGEST_WAIT_MS;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), isOverdue ? 0 : this.#parts.quietMs);
  }

  async #run(): Promise<void> {
    const engine = this.#engine;
    if (engine === null || this.#isRunning) return;
    this.#isRunning = true;
    this.#waitsSince = null;
    try {
      await this.#parts.locals.settle();
      if (!this.#hasForgotten) await this.#forget(engine);
      if (this.waiting > 0) await this.#showPage(engine);
    } catch (error) {
      // A full disk is told by whoever commits; an engine that died is followed by another one.
      if (failureIn(error) === null) this.#parts.onBug(error);
      if (engine === this.#engine) return;
    } finally {
      this.#isRunning = false;
    }
    // Own commits are no news: they must not keep this going.
    if (this.waiting > 0 || this.#parts.locals.hasUnsettled) this.#schedule();
  }

  async #forget(engine: Engine): Promise<void> {
    const { people } = this.#parts.documents.memory.groupings;
    this.#hasForgotten = true;
    await engine.call('engine.startOver', { told: [...people.machinePairs.values()] });
  }

  async #showPage(engine: Engine): Promise<void> {
    const { documents, locals, onProgress } = this.#parts;
    const waiting = this.#waiting;
    const rows = waiting.slice(this.#next, this.#next + PAGE);
    const texts = await documents.readSightingTexts(rows);
    const alerts = rows.map((row, index) => this.#alert(row, texts[index]));
    const placements = await engine.call('engine.add', { alerts }).catch(async (error: unknown) => {
      // If it could not read one, the store reads it as well, and knows that it is damaged.
      if (failureIn(error) !== null && engine === this.#engine) await documents.readSightings(rows);
      throw error;
    });
    if (engine !== this.#engine || waiting !== this.#waiting) return;
    await locals.place(placements);
    if (waiting !== this.#waiting) return;
    this.#next += rows.length;
    if (this.waiting === 0) {
      this.#waiting = [];
      this.#next = 0;
    }
    onProgress();
  }

  #aloneReasonOf(row: number): string | null {
    const { sightings, groupings } = this.#parts.documents.memory;
    const { aloneTypes } = groupings.people;
    if (aloneTypes.size === 0) return null;
    const { tenantId, alertTypes } = sightings.table.columns;
    const tenant = tenantId.value(row) ?? '';
    const alone = alertTypes
      .value(row)
      .map((type) => aloneTypes.get(alertTypeKey(tenant, type)))
      .find((one) => one !== undefined);
    return alone?.reason ?? null;
  }

  #alert(row: number, document: Uint8Array = new Uint8Array(0)): EngineAlert {
    const { key, tenantId } = this.#parts.documents.memory.sightings.table.columns;
    return {
      key: key.value(row) as AlertKey,
      tenantId: tenantId.value(row) ?? '',
      isAlone: this.#aloneReasonOf(row) !== null,
      document,
    };
  }
}
