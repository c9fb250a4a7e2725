// A source without the alerts that Microsoft Defender leaves out, unless a person keeps them. Each page says
// how many it lost.
import type { IngestPage } from '../../shared/contract/store-ingest.ts';
import type { Alert } from '../../shared/model/alert.ts';
import { amend } from '../../shared/model/graph/residue.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { isLeftOutByDefender } from '../../shared/model/informational-alert.ts';
import type { Source } from './source.ts';

/** What Microsoft Graph gives, Defender has not left out: its sources stay as they are. */
export function withoutLeftOut(source: Source, keepsThem: () => boolean): Source {
  if (source.describe().kind === 'graph') return source;
  const known = new Set<string>();
  return {
    ...source,
    async *pull(feed, cursor, signal) {
      for await (const page of source.pull(feed, cursor, signal)) {
        yield keepsThem() ? page : sifted(page, known);
      }
    },
  };
}

/** `known` are the ids that were counted before, since alerts come again. */
function sifted(page: IngestPage, known: Set<string>): IngestPage {
  let leftOut = 0;
  const stays = (alert: Alert): boolean => {
    if (!isLeftOutByDefender(alert)) return true;
    if (!known.has(alert.id)) leftOut += 1;
    known.add(alert.id);
    return false;
  };
  const sift = (incident: Incident): Incident => {
    const alerts = incident.alerts.filter(stays);
    return alerts.length === incident.alerts.length ? incident : amend(incident, { alerts });
  };
  const alerts = page.alerts.filter(stays);
  const incidents = page.incidents.map(sift);
  return { ...page, alerts, incidents, leftOut };
}
