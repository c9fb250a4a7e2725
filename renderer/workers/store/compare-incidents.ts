// What correlation makes of two incidents: what ties them, or what is missing.
import type {
  IncidentComparison,
  SharedThing,
  TitledAlert,
} from '../../../shared/contract/store-queries.ts';
import type { ComparedAlerts } from '../../../shared/correlation/placement.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type { StoreMemory } from './store-memory.ts';
import { tieName } from './tie-names.ts';

/** Of each incident, the newest: what it costs to read and send them must not be felt. */
const MOST_SIGHTINGS = 500;

/** Asks the engine about the sightings of these rows; null while there is none. */
export type CompareRows = (
  first: readonly number[],
  second: readonly number[],
) => Promise<ComparedAlerts | null>;

/** null where the store does not have both, or while correlation is not running. */
export async function compareIncidents(
  memory: StoreMemory,
  compareRows: CompareRows,
  [first, second]: readonly [IncidentKey, IncidentKey],
): Promise<IncidentComparison | null> {
  if (memory.incidents.row(first) === undefined || memory.incidents.row(second) === undefined) {
    return null;
  }
  const all = [first, second].map((key) => sightingsOf(memory, key));
  const [own = [], others = []] = all.map((rows) => rows.slice(0, MOST_SIGHTINGS));
  const compared = await compareRows(own, others);
  if (compared === null) return null;
  const titled = (key: AlertKey): TitledAlert => ({ key, title: titleOf(memory, key) });
  const leftOut = all.reduce((sum, rows) => sum + Math.max(0, rows.length - MOST_SIGHTINGS), 0);
  return {
    links: compared.links.map(({ from, link, isMade }) => ({
      alert: titled(from),
      isMade,
      link: {
        ...link,
        title: titleOf(memory, link.to),
        ties: link.ties.map((tie) => ({ ...tie, name: tieName(memory, tie, [from, link.to]) })),
      },
    })),
    shared: distinct(
      compared.shared.map(({ alerts: [one, other], tie, ...rest }) => ({
        ...rest,
        alerts: [titled(one), titled(other)],
        tie: { ...tie, name: tieName(memory, tie, [one, other]) },
      })),
    ),
    bridge: compared.bridge,
    waiting: compared.unknown,
    alone: compared.alone,
    leftOut,
  };
}

/** The engine may know a thing by two keys, as a cluster and as a resource: the stronger stands for both. */
function distinct(shared: readonly SharedThing[]): readonly SharedThing[] {
  const seen = new Set<string>();
  return shared.filter(({ tie: { shared: kind, name } }) => {
    const thing = `${kind} ${name ?? ''}`;
    const isNews = name === null || !seen.has(thing);
    seen.add(thing);
    return isNews;
  });
}

/** All sources' versions of its alerts, the newest first: the engine tells copies itself. */
function sightingsOf(memory: StoreMemory, key: IncidentKey): readonly number[] {
  const { createdAt } = memory.sightings.table.columns;
  const rows = memory.alertRows(key).flatMap((row) => memory.folds.members(row));
  return rows.toSorted((a, b) => (createdAt.value(b) ?? 0) - (createdAt.value(a) ?? 0) || a - b);
}

function titleOf(memory: StoreMemory, key: AlertKey): string {
  const row = memory.alertRow(key);
  return row === undefined ? '' : (memory.sightings.table.columns.title.value(row) ?? '');
}
