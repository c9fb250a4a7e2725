// Makes and keeps the incidents of what the services left alone, as documents like theirs.
import type { Clock } from '../../../shared/clock.ts';
import type { IngestItems } from '../../../shared/contract/store-ingest.ts';
import { placePage } from '../../../shared/correlation/local-incidents.ts';
import type { Suggestion } from '../../../shared/correlation/local-incidents.ts';
import type { Placement } from '../../../shared/correlation/placement.ts';
import { pairKey } from '../../../shared/grouping/groupings.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { isLocalId } from '../../../shared/model/incident.ts';
import type { Incident, IncidentKey } from '../../../shared/model/incident.ts';
import { incidentIdOfKey } from '../../../shared/model/regrouping.ts';
import { severityRank } from '../../../shared/model/severity.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { DocumentStore } from './document-store.ts';
import { localDocument } from './local-document.ts';
import type { Said } from './local-document.ts';
import { surroundingsIn } from './local-surroundings.ts';
import { placedOf } from './placed-alerts.ts';
import type { AutomaticMerge } from './schema.ts';
import type { StoreChange } from './store-memory.ts';
import { Suggestions } from './suggestions.ts';

export class LocalIncidents {
  readonly #documents: DocumentStore;
  readonly #clock: Clock;
  readonly #suggestions = new Suggestions();
  readonly #besideOf = new Map<IncidentKey, IncidentKey>();
  /** Local incidents that may have lost all their alerts, and where one of these went. */
  readonly #left = new Map<IncidentKey, IncidentKey>();

  constructor(documents: DocumentStore, clock: Clock) {
    this.#documents = documents;
    this.#clock = clock;
  }

  /** Those that nobody rejected, between incidents that are there; the likeliest first. */
  suggestions(incident: IncidentKey): readonly Suggestion[] {
    const { redirectOf, rejected } = this.#documents.memory.groupings.people;
    const merged = [...redirectOf].filter(([, into]) => into === incident).map(([from]) => from);
    return this.#suggestions
      .of([incident, ...merged], (key) => this.#living(key))
      .filter(({ incidents }) => !rejected.has(pairKey(...incidents)));
  }

  /** Resolves when what the placements lead to is on the disk and shown. */
  async place(placements: readonly Placement[]): Promise<void> {
    const { incidentByAlert, founded, merged, suggested } = placePage(
      placements,
      surroundingsIn(this.#documents.memory),
      this.#besideOf,
    );
    for (const suggestion of suggested) this.#suggestions.add(suggestion);
    const placed = new Map(incidentByAlert);
    const merges: AutomaticMerge[] = [];
    for (const [from, merger] of merged) {
      const alerts = this.#alertsOf(from);
      for (const key of alerts) placed.set(key, merger.into);
      this.#suggestions.move(from, merger.into);
      merges.push({ ...merger, from, at: this.#clock.now(), alerts });
    }
    const documents = [
      ...this.#present(placed, founded),
      ...Array.from(merged, ([from, { into }]) => this.#redirected(from, into)),
    ];
    if (placed.size > 0) await this.#commit(documents, placed, merges);
  }

  /** A service has put alerts into incidents of its own: what is left empty leads there. */
  changed({ alertRows }: StoreChange): void {
    const { groupings } = this.#documents.memory;
    for (const row of alertRows) {
      const incident = groupings.correlated(row);
      const home = groupings.incidentKey(row);
      if (incident !== null && home !== null && home !== incident) this.#left.set(incident, home);
    }
  }

  get hasUnsettled(): boolean {
    return this.#left.size > 0;
  }

  /** Leads people on from incidents without alerts to where these are. */
  async settle(): Promise<void> {
    const { memory } = this.#documents;
    const left = [...this.#left];
    this.#left.clear();
    const documents = left.flatMap(([incident, home]) => {
      const row = memory.incidents.row(incident);
      if (row === undefined || memory.alertRows(incident).length > 0) return [];
      if (this.#isRedirected(row)) return [];
      this.#suggestions.move(incident, home);
      return [this.#redirected(incident, home)];
    });
    if (documents.length > 0) await this.#commit(documents);
  }

  /** Makes those that people made for alerts that they moved. */
  async makeCreated(): Promise<void> {
    const { memory } = this.#documents;
    const documents = Array.from(memory.groupings.people.created.values())
      .filter(({ key }) => memory.incidents.row(key) === undefined)
      .map(({ key, name, at }) =>
        this.#document(key, {
          name,
          createdAt: at,
          severity: this.#severity(memory.alertRows(key)),
        }),
      );
    if (documents.length > 0) await this.#commit(documents);
  }

  /** New incidents, and those that say something else since these alerts came to them. */
  #present(
    placed: ReadonlyMap<AlertKey, IncidentKey>,
    founded: ReadonlyMap<IncidentKey, AlertKey>,
  ): readonly Incident[] {
    const { memory } = this.#documents;
    const { sightings, incidents } = memory;
    const alertsByIncident = new Map<IncidentKey, AlertKey[]>();
    for (const [alert, incident] of placed) {
      const alerts = alertsByIncident.get(incident);
      if (alerts === undefined) alertsByIncident.set(incident, [alert]);
      else alerts.push(alert);
    }
    return Array.from(alertsByIncident).flatMap(([incident, alerts]) => {
      if (!isLocalId(incidentIdOfKey(incident))) return [];
      const newRows = alerts.map((key) => memory.alertRow(key)).filter((row) => row !== undefined);
      const severity = this.#severity([...memory.alertRows(incident), ...newRows]);
      const row = incidents.row(incident);
      if (row !== undefined) {
        if (incidents.table.columns.severity.value(row) === severity) return [];
        return [this.#document(incident, { ...this.#said(row), severity })];
      }
      const first = memory.alertRow(founded.get(incident) ?? alerts[0] ?? ('' as AlertKey));
      if (first === undefined) return [];
      const { title, createdAt } = sightings.table.columns;
      const name = title.value(first) ?? '';
      const made = { name, createdAt: createdAt.value(first) ?? this.#clock.now(), severity };
      return [this.#document(incident, made)];
    });
  }

  #redirected(from: IncidentKey, into: IncidentKey): Incident {
    const row = this.#documents.memory.incidents.row(from);
    const said =
      row === undefined ? { name: '', createdAt: 0, severity: 'unknown' } : this.#said(row);
    return this.#document(from, { ...said, into });
  }

  #said(row: number): Said {
    const { name, createdAt, severity } = this.#documents.memory.incidents.table.columns;
    return {
      name: name.value(row) ?? '',
      createdAt: createdAt.value(row) ?? 0,
      severity: severity.value(row) ?? 'unknown',
    };
  }

  #document(key: IncidentKey, said: Said): Incident {
    const madeBy = this.#documents.memory.groupings.people.created.get(key)?.actor;
    return localDocument(
      key,
      { ...said, ...(madeBy !== undefined && { madeBy }) },
      this.#nextVersion(key),
    );
  }

  /** Later than what is stored, whatever the clock says. */
  #nextVersion(key: IncidentKey): number {
    const { incidents } = this.#documents.memory;
    const row = incidents.row(key);
    const { statedUpdateAt } = incidents.table.columns;
    const before = row === undefined ? null : statedUpdateAt.value(row);
    return Math.max(this.#clock.now(), (before ?? 0) + 1);
  }

  async #commit(
    incidents: readonly Incident[],
    placed: ReadonlyMap<AlertKey, IncidentKey> = new Map(),
    merges: readonly AutomaticMerge[] = [],
  ): Promise<void> {
    const items: IngestItems = {
      feed: { sourceId: 'local', tenantId: tenantId(''), collection: 'incidents' },
      sourceKind: 'file',
      incidents,
      alerts: [],
      quarantined: [],
    };
    if (placed.size === 0) await this.#documents.commit(items, null);
    else await this.#documents.commitPlaced(items, placedOf(placed, merges));
  }

  /** What an incident is by now; undefined for one that is not stored. */
  #living(key: IncidentKey): IncidentKey | undefined {
    const { incidents } = this.#documents.memory;
    const { redirectIncidentId, tenantId: tenants } = incidents.table.columns;
    let at = key;
    // Redirects come from services too, and may form a circle.
    for (let step = 0; step < 32; step++) {
      const row = incidents.row(at);
      if (row === undefined) return undefined;
      const next = redirectIncidentId.value(row);
      if (next === null) return at;
      at = `${tenants.value(row) ?? ''}/${next}` as IncidentKey;
    }
    return undefined;
  }

  #alertsOf(incident: IncidentKey): readonly AlertKey[] {
    const { memory } = this.#documents;
    const { key } = memory.sightings.table.columns;
    return memory.alertRows(incident).map((row) => key.value(row) as AlertKey);
  }

  #severity(alertRows: readonly number[]): string {
    const { severity } = this.#documents.memory.sightings.table.columns;
    const severities = alertRows.map((row) => severity.value(row) ?? 'unknown');
    return severities.reduce(
      (worst, one) => (severityRank(one) > severityRank(worst) ? one : worst),
      'unknown',
    );
  }

  #isRedirected(row: number): boolean {
    return this.#documents.memory.incidents.table.columns.redirectIncidentId.value(row) !== null;
  }
}
