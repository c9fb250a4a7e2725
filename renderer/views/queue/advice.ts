// What the alerts of an incident advise and which threats they name, each once.
import type { AlertDetail } from '../../../shared/contract/store-queries.ts';

export interface Advice {
  readonly text: string;
  /** Alerts that give it. */
  readonly alerts: number;
}

/** What most alerts advise comes first. */
export function adviceOf(alerts: readonly AlertDetail[]): readonly Advice[] {
  const countByText = new Map<string, number>();
  for (const { alert } of alerts) {
    const text = alert.recommendedActions?.trim() ?? '';
    if (text !== '') countByText.set(text, (countByText.get(text) ?? 0) + 1);
  }
  return [...countByText]
    .map(([text, count]) => ({ text, alerts: count }))
    .sort((a, b) => b.alerts - a.alerts);
}

export interface NamedThreat {
  readonly kind: 'Threat' | 'Family' | 'Actor';
  readonly name: string;
}

/** In the order of the alerts. */
export function threatsOf(alerts: readonly AlertDetail[]): readonly NamedThreat[] {
  const threatByKey = new Map<string, NamedThreat>();
  const add = (kind: NamedThreat['kind'], name: string | null | undefined): void => {
    if (name) threatByKey.set(`${kind} ${name.toLowerCase()}`, { kind, name });
  };
  for (const { alert } of alerts) {
    add('Actor', alert.actorDisplayName);
    add('Threat', alert.threatDisplayName);
    add('Family', alert.threatFamilyName);
  }
  return [...threatByKey.values()];
}
