// Members that Graph hides behind `unknownFutureValue` unless the caller asks for them with
// `Prefer: include-unknown-enum-members` (those listed after it in the v1.0 metadata).

const HIDDEN: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['status', new Set(['awaitingAction'])],
  [
    'serviceSource',
    new Set([
      'microsoftDefenderForCloud',
      'microsoftSentinel',
      'microsoftInsiderRiskManagement',
      'microsoftThreatIntelligence',
      'microsoftSecurityForAI',
    ]),
  ],
  [
    'detectionSource',
    new Set([
      'microsoftDefenderForCloud',
      'microsoftDefenderForIoT',
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
      'nrtAlerts',
      'scheduledAlerts',
      'microsoftDefenderThreatIntelligenceAnalytics',
      'builtInMl',
      'microsoftInsiderRiskManagement',
      'microsoftThreatIntelligence',
      'microsoftDefenderForAIServices',
      'securityCopilot',
      'microsoftSentinel',
    ]),
  ],
  [
    'remediationStatus',
    new Set([
      'active',
      'pendingApproval',
      'declined',
      'unremediated',
      'running',
      'partiallyRemediated',
    ]),
  ],
]);

/** True when the header asks for the members as they are. */
export function wantsUnknownMembers(prefer: string | undefined): boolean {
  return (prefer ?? '')
    .split(',')
    .some((preference) => preference.trim().toLowerCase() === 'include-unknown-enum-members');
}

/** For JSON.stringify: replaces hidden members, at every depth. */
export function hideUnknownMembers(member: string, value: unknown): unknown {
  return typeof value === 'string' && HIDDEN.get(member)?.has(value) === true
    ? 'unknownFutureValue'
    : value;
}
