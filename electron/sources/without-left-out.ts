// A source without the alerts that Microsoft Defender leaves out, unless a person keeps them, and without
// the new ones of Defender for Cloud where a person turned these off. Each page says how many it lost.
import type { IngestPage } from '../../shared/contract/store-ingest.ts';
import type { Alert } from '../../shared/model/alert.ts';
import { amend } from '../../shared/model/graph/residue.ts';
import type { Incident } from '../../shared/model/incident.ts';
import {
  isLeftOutByDefender,
  isOfDefenderForCloud,
} from '../../shared/model/informational-alert.ts';
import { timestampMs } from '../../shared/model/timestamp.ts';
import type { Source } from './source.ts';

/** As they are when a page comes. */
export interface AlertWishes {
  keepsInformational(): boolean;
  /** From when on new alerts of Defender for Cloud are not wanted, UTC epoch ms; null where all are. */
  defenderForCloudOffSince(): number | null;
}

/** What Microsoft Graph gives, Defender has not left out: of it, only what a person turned off is lost. */
export function withoutLeftOut(source: Source, wishes: AlertWishes): Source {
  const isSifted = source.describe().kind !== 'graph';
  const leftOut = new Set<string>();
  const turnedOff = new Set<string>();
  return {
    ...source,
    async *pull(feed, cursor, signal) {
      for await (const page of source.pull(feed, cursor, signal)) {
        const offSince = wishes.defenderForCloudOffSince();
        const before = [leftOut.size, turnedOff.size] as const;
        const lost = (alert: Alert): Set<string> | null => {
          if (offSince !== null && isCreatedSince(alert, offSince)) return turnedOff;
          return isSifted && !wishes.keepsInformational() && isLeftOutByDefender(alert)
            ? leftOut
            : null;
        };
        const stays = (alert: Alert): boolean => {
          const counted = lost(alert);
          // Alerts come again, and are counted once.
          counted?.add(alert.id);
          return counted === null;
        };
        const kept = sifted(page, stays, { keepsEmptied: offSince === null });
        yield {
          ...kept,
          ...(isSifted && !wishes.keepsInformational() && { leftOut: leftOut.size - before[0] }),
          ...(offSince !== null && { turnedOff: turnedOff.size - before[1] }),
        };
      }
    },
  };
}

/** One without a time is taken for new. */
function isCreatedSince(alert: Alert, since: number): boolean {
  if (!isOfDefenderForCloud(alert)) return false;
  return alert.createdDateTime == null || timestampMs(alert.createdDateTime) >= since;
}

/** Where emptied ones are not kept, an incident goes with its last alert; one that came without any stays. */
function sifted(
  page: IngestPage,
  stays: (alert: Alert) => boolean,
  { keepsEmptied }: { readonly keepsEmptied: boolean },
): IngestPage {
  const sift = (incident: Incident): readonly Incident[] => {
    const alerts = incident.alerts.filter(stays);
    if (alerts.length === incident.alerts.length) return [incident];
    return alerts.length > 0 || keepsEmptied ? [amend(incident, { alerts })] : [];
  };
  return { ...page, alerts: page.alerts.filter(stays), incidents: page.incidents.flatMap(sift) };
}
