// The objects that the demo tenant holds and serves: Graph's JSON, with the members that it works on typed.

/** Under it a comment carries the name that Sentinel's caller gave it, which Graph's JSON does not show. */
export const COMMENT_NAME = Symbol('comment name');

export interface WireComment {
  readonly '@odata.type': '#microsoft.graph.security.alertComment';
  readonly comment: string;
  readonly createdByDisplayName: string;
  readonly createdDateTime: string;
  readonly [COMMENT_NAME]?: string;
}

export interface WireAlert {
  readonly '@odata.type': '#microsoft.graph.security.alert';
  readonly id: string;
  readonly incidentId: string;
  readonly status: string;
  readonly severity: string;
  readonly classification: string | null;
  readonly determination: string | null;
  readonly serviceSource: string;
  readonly detectionSource: string;
  readonly detectorId: string;
  readonly tenantId: string;
  readonly title: string;
  readonly category: string;
  readonly assignedTo: string | null;
  readonly mitreTechniques: readonly string[];
  readonly createdDateTime: string;
  readonly lastUpdateDateTime: string;
  readonly resolvedDateTime: string | null;
  readonly comments: readonly WireComment[];
  readonly evidence: readonly Readonly<Record<string, unknown>>[];
  readonly [member: string]: unknown;
}

export interface WireIncident {
  readonly '@odata.type': '#microsoft.graph.security.incident';
  readonly id: string;
  readonly status: string;
  readonly severity: string;
  readonly classification: string | null;
  readonly determination: string | null;
  readonly tenantId: string;
  readonly displayName: string;
  readonly assignedTo: string | null;
  readonly createdDateTime: string;
  readonly lastUpdateDateTime: string;
  readonly redirectIncidentId: string | null;
  readonly comments: readonly WireComment[];
  readonly customTags: readonly string[];
  readonly [member: string]: unknown;
}

/** An incident with the alerts that belong to it. */
export interface Case {
  readonly incident: WireIncident;
  readonly alerts: readonly WireAlert[];
}
