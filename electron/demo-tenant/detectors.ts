// What each detection of the scripts is called on the wire, and how its product makes alert ids.
import { guidFor, hexFor, numberFor } from '../../resources/demo-tenant/identifiers.ts';
import type { DetectorName } from '../../resources/demo-tenant/script.ts';
import { descendingTicks, dotNetTicks } from './graph-time.ts';

export interface Detector {
  readonly serviceSource: string;
  readonly detectionSource: string;
  readonly productName: string;
  /** What Graph puts before the product's own id; also tells the id's shape. */
  readonly prefix:
    'da' | 'ed' | 'fa' | 'aa' | 'ca' | 'ma' | 'ra' | 'dc' | 'ad' | 'sn' | 'dl' | 'ir';
}

const detector = (
  serviceSource: string,
  detectionSource: string,
  productName: string,
  prefix: Detector['prefix'],
): Detector => ({ serviceSource, detectionSource, productName, prefix });

const endpoint = (detectionSource: string, prefix: 'da' | 'ed' = 'da'): Detector =>
  detector(
    'microsoftDefenderForEndpoint',
    detectionSource,
    'Microsoft Defender for Endpoint',
    prefix,
  );

const cloud = (detectionSource: string): Detector =>
  detector('microsoftDefenderForCloud', detectionSource, 'Microsoft Defender for Cloud', 'dc');

/** Findings of other providers that Defender for Cloud passes on. */
const external = (productName: string): Detector =>
  detector('microsoftDefenderForCloud', 'microsoftDefenderForCloud', productName, 'dc');

const sentinel = (detectionSource: string): Detector =>
  detector('microsoftSentinel', detectionSource, 'Microsoft Sentinel', 'sn');

export const DETECTORS: Readonly<Record<DetectorName, Detector>> = {
  endpoint: endpoint('microsoftDefenderForEndpoint'),
  antivirus: endpoint('antivirus'),
  smartScreen: endpoint('smartScreen'),
  customDetection: endpoint('customDetection', 'ed'),
  office: detector(
    'microsoftDefenderForOffice365',
    'microsoftDefenderForOffice365',
    'Microsoft Defender for Office 365',
    'fa',
  ),
  identity: detector(
    'microsoftDefenderForIdentity',
    'microsoftDefenderForIdentity',
    'Microsoft Defender for Identity',
    'aa',
  ),
  cloudApps: detector(
    'microsoftDefenderForCloudApps',
    'cloudAppSecurity',
    'Microsoft Defender for Cloud Apps',
    'ca',
  ),
  appGovernance: detector(
    'microsoftAppGovernance',
    'appGovernanceDetection',
    'Microsoft Application Protection',
    'ma',
  ),
  entra: detector(
    'azureAdIdentityProtection',
    'azureAdIdentityProtection',
    'AAD Identity Protection',
    'ad',
  ),
  xdr: detector('microsoft365Defender', 'microsoft365Defender', 'Microsoft 365 Defender', 'ra'),
  dlp: detector(
    'dataLossPrevention',
    'microsoftDataLossPrevention',
    'Microsoft Data Loss Prevention',
    'dl',
  ),
  insiderRisk: detector(
    'microsoftInsiderRiskManagement',
    'microsoftInsiderRiskManagement',
    'Microsoft Purview Insider Risk Management',
    'ir',
  ),
  sentinel: sentinel('scheduledAlerts'),
  sentinelNrt: sentinel('nrtAlerts'),
  threatIntelligence: sentinel('microsoftThreatIntelligence'),
  cloud: cloud('microsoftDefenderForCloud'),
  cloudServers: cloud('microsoftDefenderForServers'),
  cloudStorage: cloud('microsoftDefenderForStorage'),
  cloudDns: cloud('microsoftDefenderForDNS'),
  cloudDatabases: cloud('microsoftDefenderForDatabases'),
  cloudContainers: cloud('microsoftDefenderForContainers'),
  cloudKeyVault: cloud('microsoftDefenderForKeyVault'),
  cloudResourceManager: cloud('microsoftDefenderForResourceManager'),
  cloudAi: cloud('microsoftDefenderForAIServices'),
  cloudIot: cloud('microsoftDefenderForIoT'),
  guardDuty: external('Amazon GuardDuty'),
  commandCenter: external('Google Security Command Center'),
};

/** The Graph id and the product's own id of an alert. `at` is the first activity in the world's first edition,
 * so that ids which carry a time stay the same when the world moves. */
export function alertIds(
  by: Detector,
  key: string,
  at: number,
): { id: string; providerAlertId: string } {
  const { prefix } = by;
  const own = ((): string => {
    switch (prefix) {
      case 'da':
      case 'ed':
        return `${guidFor(key)}_1`;
      case 'dc':
        return `${descendingTicks(at)}_${guidFor(key)}`;
      case 'ra':
        return `${dotNetTicks(at)}_${numberFor(key, 2_000_000_000) - 1_000_000_000}`;
      case 'ad':
        return hexFor(key, 64);
      case 'ca':
        return hexFor(key, 24);
      case 'fa':
      case 'aa':
      case 'ma':
      case 'sn':
      case 'dl':
      case 'ir':
        return guidFor(key);
    }
  })();
  const id = prefix + own;
  // Defender for Endpoint and the XDR engine repeat the prefix in providerAlertId; the others do not.
  return { id, providerAlertId: prefix === 'da' || prefix === 'ra' ? id : own };
}
