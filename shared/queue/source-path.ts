// Where an alert comes from as a path of two steps: the service, and what of it detected. A row is
// listed under both, so that to choose a service is to choose all of its detection sources.
import { labelOf } from '../model/labels.ts';
import { shortServiceName } from '../model/short-names.ts';

const STEP = '/';

/** The paths of an alert, the service first. */
export function sourcePaths(service: string, detection: string | null): readonly string[] {
  return detection === null ? [service] : [service, `${service}${STEP}${detection}`];
}

/** The service of a detection source's path; null for that of a service. */
export function parentSource(path: string): string | null {
  const step = path.indexOf(STEP);
  return step < 0 ? null : path.slice(0, step);
}

export function sourcePathName(path: string): string {
  const service = parentSource(path);
  return service === null
    ? shortServiceName(path)
    : labelOf('detectionSource', path.slice(service.length + STEP.length));
}

/** Those that are known of, each service before its parts (row 9 of the feature map). */
export const knownSources: readonly string[] = Object.entries({
  microsoftDefenderForEndpoint: [
    'microsoftDefenderForEndpoint',
    'antivirus',
    'smartScreen',
    'customTi',
    'customDetection',
    'automatedInvestigation',
    'microsoftThreatExperts',
    'microsoftDefenderForIoT',
  ],
  microsoftDefenderForIdentity: ['microsoftDefenderForIdentity'],
  microsoftDefenderForCloudApps: ['cloudAppSecurity'],
  microsoftDefenderForOffice365: ['microsoftDefenderForOffice365'],
  microsoft365Defender: ['microsoft365Defender', 'customDetection', 'manual', 'securityCopilot'],
  azureAdIdentityProtection: ['azureAdIdentityProtection'],
  microsoftAppGovernance: ['appGovernanceDetection', 'appGovernancePolicy'],
  dataLossPrevention: ['microsoftDataLossPrevention'],
  microsoftDefenderForCloud: [
    'microsoftDefenderForCloud',
    'microsoftDefenderForServers',
    'microsoftDefenderForStorage',
    'microsoftDefenderForDNS',
    'microsoftDefenderForDatabases',
    'microsoftDefenderForContainers',
    'microsoftDefenderForNetwork',
    'microsoftDefenderForAppService',
    'microsoftDefenderForKeyVault',
    'microsoftDefenderForResourceManager',
    'microsoftDefenderForApiManagement',
    'microsoftDefenderForAIServices',
  ],
  microsoftSentinel: [
    'scheduledAlerts',
    'nrtAlerts',
    'microsoftDefenderThreatIntelligenceAnalytics',
    'builtInMl',
    'microsoftSentinel',
  ],
  microsoftInsiderRiskManagement: ['microsoftInsiderRiskManagement'],
  microsoftThreatIntelligence: ['microsoftThreatIntelligence'],
}).flatMap(([service, detections]) => [
  service,
  ...detections.map((detection) => `${service}${STEP}${detection}`),
]);
