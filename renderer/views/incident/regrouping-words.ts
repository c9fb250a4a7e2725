// What was merged, moved and split, in words for the activities of an incident.
import type {
  IncidentMention,
  IncidentRegrouping,
} from '../../../shared/contract/incident-regroupings.ts';
import { mergeReasonWords } from '../../../shared/grouping/merge-reason-words.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { shortIncidentId } from '../../../shared/model/short-names.ts';

/** By its name, or by its id where it has none. */
export function mentionName({ name, incidentId }: IncidentMention): string {
  return name === '' ? `incident ${shortIncidentId(incidentId)}` : name;
}

/** As seen from `incident`, e.g. "2 alerts moved in from #12 “Exfiltration”". */
export function regroupingWords(regrouping: IncidentRegrouping, incident: IncidentKey): string {
  const { gesture, from, to, moved } = regrouping;
  const alerts = moved === 1 ? '1 alert' : `${moved.toLocaleString('en-US')} alerts`;
  const isHere = to.key === incident;
  if (gesture === 'merge') {
    return isHere
      ? `Merged with ${from.map(quoted).join(', ')} (${alerts})`
      : `Merged into ${quoted(to)}`;
  }
  const others = from.filter(({ key }) => key !== to.key);
  const source = others.length === 0 ? '' : ` from ${others.map(quoted).join(', ')}`;
  if (isHere) return `${alerts} moved here${source}`;
  return gesture === 'split'
    ? `${alerts} split off into ${quoted(to)}`
    : `${alerts} moved to ${quoted(to)}`;
}

/** Reasons, comment and the first titles, a line each. */
export function regroupingText({ reasons, comment, titles, moved }: IncidentRegrouping): string {
  const more = moved - titles.length;
  return [
    reasons.map((reason) => mergeReasonWords[reason]).join(', '),
    comment,
    ...titles.map((title) => `• ${title}`),
    more > 0 ? `and ${more.toLocaleString('en-US')} more` : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function quoted({ name, incidentId }: IncidentMention): string {
  const id = `#${shortIncidentId(incidentId)}`;
  return name === '' ? id : `${id} “${name}”`;
}
