// Secrets of a key vault are read through Tor with an application secret that leaked.
import { servicePrincipal } from '../applications.ts';
import { azureChild, azureResource, azureSubscription } from '../clouds.ts';
import { ip } from '../network.ts';
import { seen } from '../script.ts';
import type { AlertScript, IncidentScript } from '../script.ts';

const vault = azureResource(
  'shared',
  'rg-secrets',
  'Microsoft.KeyVault/vaults',
  'kv-nwh-integration',
);
const customsKey = azureChild(vault, 'secrets', 'customs-api-key');
const ediPassword = azureChild(vault, 'secrets', 'edi-as2-password');
const principal = servicePrincipal('sp-edi-connector');
const tor = ip('203.0.113.18');
const BAD = { verdict: 'malicious', remediation: 'active' } as const;

const steps = [
  [
    '0m',
    'KV_TORAccess',
    'Access from a TOR exit node to a key vault',
    'CredentialAccess',
    'A key vault was read through Tor.',
    [],
  ],
  [
    '3m',
    'KV_AppAnomaly',
    'Unusual application accessed a key vault',
    'CredentialAccess',
    'sp-edi-connector had never read this vault.',
    [],
  ],
  [
    '9m',
    'KV_ListGetAnomaly',
    'Suspicious secret listing and query in a key vault',
    'CredentialAccess',
    'All secrets were listed, then read one by one.',
    [customsKey, ediPassword],
  ],
  [
    '11m',
    'KV_OperationVolumeAnomaly',
    'High volume of operations in a key vault',
    'CredentialAccess',
    '412 operations in four minutes; ten a day are usual.',
    [],
  ],
  [
    '34m',
    'KV_PutGetAnomaly',
    'Suspicious policy change and secret query in a key vault',
    'CredentialAccess',
    'The access policy was widened, a secret read, and the policy put back.',
    [ediPassword],
  ],
  [
    '52m',
    'KV_UnusualAccessSuspiciousIP',
    'Unusual access to the key vault from a suspicious IP (Non-Microsoft or external)',
    'CredentialAccess',
    'A second exit node read the same secrets.',
    [customsKey],
  ],
] as const;

const inVault: readonly AlertScript[] = steps.map(
  ([after, type, title, category, tells, secrets]) => ({
    after,
    lasts: '3m',
    from: 'cloudKeyVault',
    type,
    title,
    severity: 'medium',
    category,
    techniques: ['T1555.006', 'T1090.003'],
    tells,
    advice:
      'Revoke the secret of the application, rotate what was read, and allow the vault only from your networks.',
    evidence: [
      seen(vault, 'attacked', { verdict: 'suspicious' }),
      ...secrets.map((secret) => seen(secret, 'attacked')),
      seen(principal, ['compromised', 'source'], BAD),
      seen(tor, 'attacker', { verdict: 'malicious' }),
    ],
  }),
);

export const VAULT_FROM_TOR: IncidentScript = {
  key: 'vault-from-tor',
  id: '4190',
  startsAt: '-11h10m',
  name: 'Key vault kv-nwh-integration read from Tor with a leaked application secret',
  tells:
    'The secret of sp-edi-connector was used through Tor to list and read a key vault. Two of the secrets belong to customs interfaces.',
  status: 'active',
  priority: 84,
  systemTags: ['Critical asset'],
  alerts: [
    ...inVault,
    {
      after: '1h20m',
      from: 'cloudResourceManager',
      type: 'ARM_AnomalousServiceOperation.CredentialAccess',
      title:
        "PREVIEW - Suspicious invocation of a high-risk 'Credential Access' operation by a service principal detected",
      severity: 'medium',
      category: 'CredentialAccess',
      techniques: ['T1552.001'],
      tells: 'sp-edi-connector listed the keys of a storage account.',
      evidence: [
        seen(azureSubscription('shared'), 'attacked'),
        seen(
          azureResource('shared', 'rg-edi', 'Microsoft.Storage/storageAccounts', 'nwhedidrop'),
          'attacked',
        ),
        seen(principal, 'source', BAD),
        seen(tor, 'attacker', { verdict: 'malicious' }),
      ],
    },
    {
      after: '1h40m',
      from: 'entra',
      title: 'Suspicious service principal sign-ins',
      severity: 'high',
      category: 'InitialAccess',
      techniques: ['T1078.004'],
      tells: 'Sign-ins of sp-edi-connector do not look like any of the last 60 days.',
      evidence: [
        seen(principal, 'compromised', BAD),
        seen(tor, 'source', { verdict: 'malicious' }),
      ],
    },
  ],
  continues: inVault.slice(0, 1).map((alert) => ({ ...alert, after: '0s' })),
};
