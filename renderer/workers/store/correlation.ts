// Correlation as the data store has it: the feed to the engine, the local incidents that come of it, and
// what is told of both.
import type { Clock } from '../../../shared/clock.ts';
import type { MachineNames } from '../../../shared/contract/machine-names.ts';
import type {
  CorrelatedMerge,
  GroundedLink,
  IncidentComparison,
  IncidentCorrelation,
  SuggestedIncident,
} from '../../../shared/contract/store-queries.ts';
import type { Suggestion } from '../../../shared/correlation/local-incidents.ts';
import type { AlertLink } from '../../../shared/correlation/placement.ts';
import type { AloneType } from '../../../shared/grouping/groupings.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { EntityKey } from '../../../shared/model/entity.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { compareIncidents } from './compare-incidents.ts';
import type { CompareRows } from './compare-incidents.ts';
import { CorrelationFeed } from './correlation-feed.ts';
import type { CorrelationFeedParts, Engine } from './correlation-feed.ts';
import { LocalIncidents } from './local-incidents.ts';
import { readMachineNames } from './machine-names.ts';
import type { MachinesOf } from './machine-names.ts';
import type { AutomaticMerge } from './schema.ts';
import type { StoreChange } from './store-memory.ts';
import { tieName } from './tie-names.ts';

export type CorrelationParts = Omit<CorrelationFeedParts, 'locals'> & { readonly clock: Clock };

/** Suggestions that a page of an incident shows. */
const MOST_SUGGESTED = 20;

export class Correlation {
  readonly #parts: CorrelationParts;
  readonly #locals: LocalIncidents;
  readonly #feed: CorrelationFeed;
  /** What people said of machines, as the engine was told last. */
  #told = JSON.stringify([]);

  constructor(parts: CorrelationParts) {
    this.#parts = parts;
    this.#locals = new LocalIncidents(parts.documents, parts.clock);
    this.#feed = new CorrelationFeed({ ...parts, locals: this.#locals });
  }

  get waiting(): number {
    return this.#feed.waiting;
  }

  attach(engine: Engine): void {
    this.#feed.attach(engine);
  }

  changed(change: StoreChange): void {
    this.#feed.changed(change);
  }

  /** People decided something of groupings, or of machines. */
  async heedPeople(): Promise<void> {
    const { machinePairs } = this.#parts.documents.memory.groupings.people;
    const told = JSON.stringify([...machinePairs]);
    // What machines are tells which alerts are linked: nothing less than all of them will do.
    if (told !== this.#told) this.#feed.startOver();
    this.#told = told;
    await this.#locals.makeCreated();
  }

  aloneTypes(): readonly AloneType[] {
    const { aloneTypes } = this.#parts.documents.memory.groupings.people;
    return [...aloneTypes.values()].sort((a, b) => b.at - a.at);
  }

  machineNames(alerts: readonly AlertKey[], entity: EntityKey): Promise<MachineNames | null> {
    const machinesOf: MachinesOf = (keys) => this.#feed.machines(keys);
    return readMachineNames(this.#parts.documents, machinesOf, alerts, entity);
  }

  close(): void {
    this.#feed.close();
  }

  compare(keys: readonly [IncidentKey, IncidentKey]): Promise<IncidentComparison | null> {
    const compareRows: CompareRows = (first, second) => this.#feed.compare(first, second);
    return compareIncidents(this.#parts.documents.memory, compareRows, keys);
  }

  async read(key: IncidentKey): Promise<IncidentCorrelation> {
    const { memory } = this.#parts.documents;
    const { key: keys } = memory.sightings.table.columns;
    const members = memory.alertRows(key).flatMap((row) => memory.folds.members(row));
    const placements = await this.#feed.placements(
      members.map((row) => keys.value(row) as AlertKey),
    );
    return {
      alerts: placements.map((placement) => ({
        ...placement,
        aloneReason: this.#feed.aloneReason(placement.key),
        links: placement.links.map((link) => this.#grounded(placement.key, link)),
      })),
      suggestions: this.#locals
        .suggestions(key)
        .slice(0, MOST_SUGGESTED)
        .flatMap((suggestion) => this.#suggested(key, suggestion)),
      merges: memory.merges.into(key).map((merge) => this.#merge(key, merge)),
      waiting: this.#feed.waiting,
    };
  }

  #suggested(
    key: IncidentKey,
    { incidents: [a, b], alert, link }: Suggestion,
  ): readonly SuggestedIncident[] {
    const other = a === key ? b : a;
    const { incidents } = this.#parts.documents.memory;
    const row = incidents.row(other);
    if (row === undefined) return [];
    const { incidentId, name, severity, status } = incidents.table.columns;
    const suggested = {
      key: other,
      incidentId: incidentId.value(row) ?? '',
      name: name.value(row) ?? '',
      severity: severity.value(row) ?? '',
      status: status.value(row) ?? '',
      alert: { key: alert, title: this.#title(alert) },
      link: this.#grounded(alert, link),
    };
    return [suggested];
  }

  #merge(key: IncidentKey, { from, at, alerts, alert, link }: AutomaticMerge): CorrelatedMerge {
    const { memory } = this.#parts.documents;
    const row = memory.incidents.row(from);
    const isHere = (one: AlertKey) => {
      const alertRow = memory.alertRow(one);
      return alertRow !== undefined && memory.groupings.incidentKey(alertRow) === key;
    };
    return {
      from,
      fromName: row === undefined ? '' : memory.names.shown(row),
      at,
      alerts: alerts.filter(isHere),
      alertTitle: this.#title(alert),
      link: this.#grounded(alert, link),
    };
  }

  #grounded(alert: AlertKey, link: AlertLink): GroundedLink {
    const { memory } = this.#parts.documents;
    const ties = link.ties.map((tie) => ({
      ...tie,
      name: tieName(memory, tie, [alert, link.to]),
    }));
    return { ...link, title: this.#title(link.to), ties };
  }

  #title(alert: AlertKey): string {
    const { memory } = this.#parts.documents;
    const row = memory.alertRow(alert);
    return row === undefined ? '' : (memory.sightings.table.columns.title.value(row) ?? '');
  }
}
