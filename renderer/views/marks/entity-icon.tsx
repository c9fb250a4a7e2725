// A glyph for every kind of thing; total over the kinds, so that a new one does not compile without.
import type { FluentIcon } from '@fluentui/react-icons';
import { AppsRegular } from '@fluentui/react-icons/svg/apps';
import { AppGenericRegular } from '@fluentui/react-icons/svg/app-generic';
import { BotRegular } from '@fluentui/react-icons/svg/bot';
import { BoxRegular } from '@fluentui/react-icons/svg/box';
import { BoxMultipleRegular } from '@fluentui/react-icons/svg/box-multiple';
import { BranchForkRegular } from '@fluentui/react-icons/svg/branch-fork';
import { BugRegular } from '@fluentui/react-icons/svg/bug';
import { CertificateRegular } from '@fluentui/react-icons/svg/certificate';
import { ChatRegular } from '@fluentui/react-icons/svg/chat';
import { CloudRegular } from '@fluentui/react-icons/svg/cloud';
import { CubeRegular } from '@fluentui/react-icons/svg/cube';
import { CubeMultipleRegular } from '@fluentui/react-icons/svg/cube-multiple';
import { DatabaseRegular } from '@fluentui/react-icons/svg/database';
import { DesktopRegular } from '@fluentui/react-icons/svg/desktop';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { DocumentKeyRegular } from '@fluentui/react-icons/svg/document-key';
import { DoorRegular } from '@fluentui/react-icons/svg/door';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { GlobeRegular } from '@fluentui/react-icons/svg/globe';
import { IotRegular } from '@fluentui/react-icons/svg/iot';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import { MailRegular } from '@fluentui/react-icons/svg/mail';
import { MailMultipleRegular } from '@fluentui/react-icons/svg/mail-multiple';
import { MailSettingsRegular } from '@fluentui/react-icons/svg/mail-settings';
import { MailboxRegular } from '@fluentui/react-icons/svg/mailbox';
import { NumberSymbolRegular } from '@fluentui/react-icons/svg/number-symbol';
import { OrganizationRegular } from '@fluentui/react-icons/svg/organization';
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team';
import { PersonRegular } from '@fluentui/react-icons/svg/person';
import { PersonKeyRegular } from '@fluentui/react-icons/svg/person-key';
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { ServerRegular } from '@fluentui/react-icons/svg/server';
import { ServerMultipleRegular } from '@fluentui/react-icons/svg/server-multiple';
import { TableSettingsRegular } from '@fluentui/react-icons/svg/table-settings';
import { WindowConsoleRegular } from '@fluentui/react-icons/svg/window-console';
import type { EntityFamily, EntityKind } from '../../../shared/model/entity.ts';
import { Spoken } from '../../ui/spoken.tsx';
import { entityKindLabel } from './entity-kind-label.ts';
import styles from './marks.module.css';

interface EntityIconProps {
  readonly kind: EntityKind;
  /** Tells cloud resources apart: a virtual machine is no key vault. */
  readonly family?: EntityFamily;
}

/** The glyph with the kind's name on hover and for screen readers. */
export function EntityIcon({ kind, family }: EntityIconProps) {
  const Icon =
    kind === 'cloudResource' && family !== undefined ? iconByFamily[family] : iconByKind[kind];
  const label = entityKindLabel[kind];
  return (
    <span className={styles.entity} title={label}>
      <Icon aria-hidden />
      <Spoken>{label}</Spoken>
    </span>
  );
}

const iconByKind: Readonly<Record<EntityKind, FluentIcon>> = {
  device: DesktopRegular,
  iotDevice: IotRegular,
  networkInterface: PlugConnectedRegular,
  user: PersonRegular,
  servicePrincipal: PersonKeyRegular,
  securityGroup: PeopleTeamRegular,
  directoryDomain: OrganizationRegular,
  mailbox: MailboxRegular,
  mailboxConfiguration: MailSettingsRegular,
  mailMessage: MailRegular,
  mailCluster: MailMultipleRegular,
  mailSubmission: MailRegular,
  teamsMessage: ChatRegular,
  cloudApplication: AppsRegular,
  oauthApplication: AppGenericRegular,
  aiAgent: BotRegular,
  cloudResource: CloudRegular,
  blobContainer: FolderRegular,
  blob: DocumentRegular,
  sasToken: KeyRegular,
  kubernetesCluster: CubeMultipleRegular,
  kubernetesNamespace: BoxMultipleRegular,
  kubernetesController: CubeMultipleRegular,
  kubernetesPod: CubeRegular,
  kubernetesService: PlugConnectedRegular,
  kubernetesServiceAccount: PersonKeyRegular,
  kubernetesSecret: KeyRegular,
  container: BoxRegular,
  containerImage: BoxMultipleRegular,
  containerRegistry: ServerMultipleRegular,
  gitHubOrganization: OrganizationRegular,
  gitHubRepository: BranchForkRegular,
  gitHubUser: PersonRegular,
  ipAddress: NumberSymbolRegular,
  url: LinkRegular,
  dnsName: GlobeRegular,
  networkConnection: PlugConnectedRegular,
  file: DocumentRegular,
  fileHash: DocumentKeyRegular,
  malware: BugRegular,
  process: WindowConsoleRegular,
  registryKey: TableSettingsRegular,
  registryValue: TableSettingsRegular,
  logonSession: DoorRegular,
  logonRequest: DoorRegular,
  unknown: QuestionCircleRegular,
};

const iconByFamily: Readonly<Record<EntityFamily, FluentIcon>> = {
  general: CloudRegular,
  compute: ServerRegular,
  networking: PlugConnectedRegular,
  data: DatabaseRegular,
  containers: CubeRegular,
  keysAndSecrets: KeyRegular,
  devOps: BranchForkRegular,
  apis: PlugConnectedRegular,
  identityAndAccess: PersonKeyRegular,
  iot: IotRegular,
  certificate: CertificateRegular,
  ipAddress: NumberSymbolRegular,
  subscriptions: CloudRegular,
};
