// Alerts that are not taken in unless a person asks for them, or until a person does not want them.
import type { Alert } from './alert.ts';

/** Defender XDR does not integrate the informational alerts of Defender for Cloud. */
export function isLeftOutByDefender(alert: Alert): boolean {
  return alert.severity === 'informational' && isOfDefenderForCloud(alert);
}

export function isOfDefenderForCloud({ serviceSource }: Alert): boolean {
  return serviceSource === 'microsoftDefenderForCloud';
}
