// The colour of a node's disc. Mid-tones: a white glyph on them and they on a light or a dark page both
// keep 3:1 and more, so one set serves every theme. The glyph tells the same, and the label says it.
import type { Entity, EntityFamily } from '../../../shared/model/entity.ts';

const hueByFamily: Readonly<Record<EntityFamily, string>> = {
  general: '#776b5d',
  compute: '#2f74b3',
  networking: '#4f7a83',
  data: '#0e7c8a',
  containers: '#6660c4',
  keysAndSecrets: '#a06208',
  devOps: '#85569c',
  apis: '#3b7a66',
  identityAndAccess: '#94509f',
  iot: '#5d7a2d',
  certificate: '#a06208',
  ipAddress: '#64707c',
  subscriptions: '#64707c',
};

export function hueOf({ kind, family }: Entity): string {
  switch (kind) {
    case 'mailbox':
    case 'mailboxConfiguration':
    case 'mailMessage':
    case 'mailCluster':
    case 'mailSubmission':
    case 'teamsMessage':
      return '#b04a74';
    case 'url':
    case 'dnsName':
      return '#64707c';
    default:
      return hueByFamily[family];
  }
}
