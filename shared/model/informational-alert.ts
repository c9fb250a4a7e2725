// Alerts that Microsoft Defender leaves out, so that a person has to ask for them.
import type { Alert } from './alert.ts';

/** Defender XDR does not integrate the informational alerts of Defender for Cloud. */
export function isLeftOutByDefender({ severity, serviceSource }: Alert): boolean {
  return severity === 'informational' && serviceSource === 'microsoftDefenderForCloud';
}
