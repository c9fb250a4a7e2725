// The distinct things that evidence names. identity/entities-of.ts finds them and makes their keys.
import type { Branded } from './brand.ts';

export type Cloud = 'azure' | 'aws' | 'gcp';

/** Identity of a thing: equal keys mean the same thing, in whatever spelling the evidence had it. */
export type EntityKey = Branded<'EntityKey'>;

/** The tabs of the assets page; `evidence` is what is no asset. */
export type EntityCategory =
  'device' | 'user' | 'mailbox' | 'app' | 'cloudResource' | 'aiAgent' | 'evidence';

/** The 13 node families of the attack-story graph: they choose a node's glyph. */
export type EntityFamily =
  | 'general'
  | 'compute'
  | 'networking'
  | 'data'
  | 'containers'
  | 'keysAndSecrets'
  | 'devOps'
  | 'apis'
  | 'identityAndAccess'
  | 'iot'
  | 'certificate'
  | 'ipAddress'
  | 'subscriptions';

export type EntityKind =
  | 'device'
  | 'iotDevice'
  | 'networkInterface'
  | 'user'
  | 'servicePrincipal'
  | 'securityGroup'
  | 'directoryDomain'
  | 'mailbox'
  | 'mailboxConfiguration'
  | 'mailMessage'
  | 'mailCluster'
  | 'mailSubmission'
  | 'teamsMessage'
  | 'cloudApplication'
  | 'oauthApplication'
  | 'aiAgent'
  | 'cloudResource'
  | 'blobContainer'
  | 'blob'
  | 'sasToken'
  | 'kubernetesCluster'
  | 'kubernetesNamespace'
  | 'kubernetesController'
  | 'kubernetesPod'
  | 'kubernetesService'
  | 'kubernetesServiceAccount'
  | 'kubernetesSecret'
  | 'container'
  | 'containerImage'
  | 'containerRegistry'
  | 'gitHubOrganization'
  | 'gitHubRepository'
  | 'gitHubUser'
  | 'ipAddress'
  | 'url'
  | 'dnsName'
  | 'networkConnection'
  | 'file'
  | 'fileHash'
  | 'malware'
  | 'process'
  | 'registryKey'
  | 'registryValue'
  | 'logonSession'
  | 'logonRequest'
  | 'unknown';

export interface EntityDetail {
  readonly label: string;
  readonly value: string;
}

export interface Entity {
  readonly key: EntityKey;
  readonly kind: EntityKind;
  /** What a person calls it; never empty, attacker-chosen. */
  readonly name: string;
  readonly category: EntityCategory;
  readonly cloud: Cloud | null;
  readonly family: EntityFamily;
  /** The provider's type in words, e.g. "Virtual machine", "S3 bucket". */
  readonly resourceType?: string;
  /** ARM id, ARN or full resource name, as the wire spelled it. */
  readonly resourceId?: string;
  /** Azure subscription, AWS account or Google Cloud project. */
  readonly accountId?: string;
  readonly region?: string;
  /** The most telling facts first; only those that are stated. */
  readonly details: readonly EntityDetail[];
}
