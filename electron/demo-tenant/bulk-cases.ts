// Volume for benchmarks and soak runs: everyday incidents by the thousand, kept as what can be filtered and
// built when read.
import { everydayIncident } from '../../resources/demo-tenant/everyday.ts';
import { randomFor } from '../../resources/demo-tenant/random.ts';
import type { IncidentScript } from '../../resources/demo-tenant/script.ts';
import { expandIncident } from './expand-incident.ts';
import type { Edition } from './expand-incident.ts';
import type { Case } from './wire.ts';
import { alertRow } from './world.ts';
import type { LazyCase } from './world.ts';

const FIRST_BULK_ID = 100_001;

/** Pages read neighbours: alerts of one time are of few cases. */
const CASES_KEPT = 256;

/** Cases that bring the scripts' alerts up to `alertsTotal`; none when they already are that many. */
export function* bulkCases(
  alertsTotal: number,
  scripts: readonly IncidentScript[],
  edition: Edition,
): Generator<LazyCase> {
  const kept = new Map<number, Case>();
  const build = (index: number): Case => {
    const known = kept.get(index);
    if (known !== undefined) return known;
    const built = expandIncident(bulkScript(index), edition);
    kept.set(index, built);
    const [oldest] = kept.keys();
    if (kept.size > CASES_KEPT && oldest !== undefined) kept.delete(oldest);
    return built;
  };
  let missing = alertsTotal - scripts.reduce((sum, script) => sum + script.alerts.length, 0);
  for (let index = 0; missing > 0; index += 1) {
    const { incident, alerts } = build(index);
    const used = alerts.slice(0, missing);
    missing -= used.length;
    yield {
      incident,
      alerts: used.map((alert) => ({ id: alert.id, row: alertRow(alert) })),
      read: () => build(index),
    };
  }
}

function bulkScript(index: number): IncidentScript {
  const random = randomFor(`bulk/${index}`);
  const hour = String(random.between(6, 19)).padStart(2, '0');
  const minute = String(random.between(0, 59)).padStart(2, '0');
  return everydayIncident(`bulk/${index}`, {
    id: String(FIRST_BULK_ID + index),
    startsAt: `-${random.between(2, 30)}d ${hour}:${minute}`,
  });
}
