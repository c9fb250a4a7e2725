// Where the incidents of a workspace are in Azure Resource Manager.

/** Of the API that source and writer speak. */
export const sentinelVersion = 'api-version=2023-11-01';

/** `workspace` is a resource id; `baseUrl` has no slash at its end. */
export function incidentsUrl(baseUrl: string, workspace: string): string {
  return `${baseUrl}${workspace.replace(/\/+$/, '')}/providers/Microsoft.SecurityInsights/incidents`;
}
