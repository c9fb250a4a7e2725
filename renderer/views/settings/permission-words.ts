// What each permission adds, in words. Pure.
import { permissionsByGroup } from '../../../shared/contract/connections.ts';
import type { PermissionGroup } from '../../../shared/contract/connections.ts';

const wordsByPermission: ReadonlyMap<string, string> = new Map([
  ['SecurityIncident.Read.All', 'incidents'],
  ['SecurityAlert.Read.All', 'alerts with their evidence'],
  ['User.Read', "the tenant's name"],
  ['SecurityIncident.ReadWrite.All', 'changes to incidents, and comments'],
  ['SecurityAlert.ReadWrite.All', 'changes to alerts, and comments'],
  ['ThreatHunting.Read.All', 'advanced hunting'],
  ['user_impersonation', 'what is switched on of Azure, with the rights of the account'],
]);

export interface PermissionLine {
  readonly permission: string;
  readonly adds: string;
  readonly isGranted: boolean;
}

/** All that reading needs, granted or not, and then what was granted besides. */
export function permissionLines(granted: readonly string[]): readonly PermissionLine[] {
  const lines = new Set([...permissionsByGroup.read, ...granted]);
  return [...lines].map((permission) => ({
    permission,
    adds: wordsByPermission.get(permission) ?? 'nothing that Clearpane uses',
    // Who may write may read.
    isGranted:
      granted.includes(permission) ||
      granted.includes(permission.replace('.Read.All', '.ReadWrite.All')),
  }));
}

/** Why each group is wanted, as a reason to sign in again. */
export const wantedWords: Readonly<Record<PermissionGroup, string>> = {
  read: 'Nothing can be read yet.',
  write: 'A change of yours waits for the permission to write.',
  hunt: 'Advanced hunting waits for its permission.',
  azure: 'Azure cannot be read yet.',
};

export function wantedPermissions(groups: readonly PermissionGroup[]): readonly string[] {
  return groups.flatMap((group) => permissionsByGroup[group]);
}
