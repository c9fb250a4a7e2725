// The whole script of the demo tenant.
import { EVERYDAY_INCIDENTS, MERGED_INCIDENT } from './everyday-incidents.ts';
import type { IncidentScript } from './script.ts';
import { AGENT_JAILBREAK } from './stories/agent-jailbreak.ts';
import { AKS_MINER } from './stories/aks-miner.ts';
import { AWS_KEY_THEFT } from './stories/aws-key-theft.ts';
import { CRANE_SENSOR } from './stories/crane-sensor.ts';
import { DNS_EXFILTRATION } from './stories/dns-exfiltration.ts';
import { GCP_KEY_ABUSE } from './stories/gcp-key-abuse.ts';
import { MAILBOX_FRAUD } from './stories/mailbox-fraud.ts';
import { MULTI_CLOUD_PIVOT } from './stories/multi-cloud-pivot.ts';
import { RANSOMWARE } from './stories/ransomware.ts';
import { SQL_BRUTE_FORCE } from './stories/sql-brute-force.ts';
import { STORAGE_MALWARE } from './stories/storage-malware.ts';
import { TOKEN_LEAK } from './stories/token-leak.ts';
import { VAULT_FROM_TOR } from './stories/vault-from-tor.ts';

/** Stories first; keys and ids are unique. */
export const SCENARIO: readonly IncidentScript[] = [
  MULTI_CLOUD_PIVOT,
  RANSOMWARE,
  MAILBOX_FRAUD,
  VAULT_FROM_TOR,
  AGENT_JAILBREAK,
  AKS_MINER,
  AWS_KEY_THEFT,
  DNS_EXFILTRATION,
  STORAGE_MALWARE,
  GCP_KEY_ABUSE,
  CRANE_SENSOR,
  SQL_BRUTE_FORCE,
  TOKEN_LEAK,
  ...EVERYDAY_INCIDENTS,
  MERGED_INCIDENT,
];
