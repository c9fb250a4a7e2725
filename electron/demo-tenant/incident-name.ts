// Names of incidents in the service's style, made from what the alerts have in common.
import type { WireAlert } from './wire.ts';

const WORDS: ReadonlyMap<string, string> = new Map([
  ['InitialAccess', 'Initial access'],
  ['Execution', 'Execution'],
  ['Persistence', 'Persistence'],
  ['PrivilegeEscalation', 'Privilege escalation'],
  ['DefenseEvasion', 'Defense evasion'],
  ['CredentialAccess', 'Credential access'],
  ['Discovery', 'Discovery'],
  ['LateralMovement', 'Lateral movement'],
  ['Collection', 'Collection'],
  ['CommandAndControl', 'Command and control'],
  ['Exfiltration', 'Exfiltration'],
  ['Impact', 'Impact'],
  ['Reconnaissance', 'Reconnaissance'],
  ['PreAttack', 'Pre-attack'],
  ['Probing', 'Probing'],
  ['Exploitation', 'Exploitation'],
]);

/** `alerts` in order of time, at least one. */
export function incidentName(alerts: readonly WireAlert[]): string {
  const place = placeOf(alerts);
  const titles = new Set(alerts.map((alert) => alert.title));
  const sources = new Set(alerts.map((alert) => alert.serviceSource));
  const reported = sources.size > 1 ? ' reported by multiple sources' : '';
  const [title] = titles;
  if (titles.size === 1 && title !== undefined) return `${title}${place}${reported}`;
  const tactics = [...new Set(alerts.map((alert) => WORDS.get(alert.category)))].filter(
    (word) => word !== undefined,
  );
  const first = tactics[0];
  const last = tactics.at(-1);
  if (first === undefined || last === undefined)
    return `Multiple threat families detected${place}${reported}`;
  if (first === last) return `${first} incident${place}${reported}`;
  return `Multi-stage incident involving ${first} & ${last}${place}${reported}`;
}

function placeOf(alerts: readonly WireAlert[]): string {
  const devices = new Set<unknown>();
  const users = new Set<unknown>();
  const cloudResources = new Set<unknown>();
  for (const evidence of alerts.flatMap((alert) => alert.evidence)) {
    const kind = evidence['@odata.type'];
    if (kind === '#microsoft.graph.security.deviceEvidence') devices.add(evidence['mdeDeviceId']);
    if (
      kind === '#microsoft.graph.security.userEvidence' ||
      kind === '#microsoft.graph.security.mailboxEvidence'
    ) {
      users.add((evidence['userAccount'] as { readonly accountName: unknown }).accountName);
    }
    const resource =
      evidence['resourceId'] ?? evidence['amazonResourceId'] ?? evidence['fullResourceName'];
    if (typeof resource === 'string') cloudResources.add(resource);
  }
  if (devices.size > 0) return devices.size > 1 ? ' on multiple endpoints' : ' on one endpoint';
  if (users.size > 0) return users.size > 1 ? ' involving multiple users' : ' involving one user';
  if (cloudResources.size > 0) {
    return cloudResources.size > 1 ? ' on multiple cloud resources' : ' on one cloud resource';
  }
  return '';
}
