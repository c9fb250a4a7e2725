import { expect, it } from 'vitest';
import { permissionLines } from './permission-words.ts';

it('lists what reading needs, and what was granted besides', () => {
  const granted = ['SecurityAlert.ReadWrite.All', 'User.Read', 'Mail.Read'];
  expect(permissionLines(granted)).toEqual([
    { permission: 'SecurityIncident.Read.All', adds: 'incidents', isGranted: false },
    { permission: 'SecurityAlert.Read.All', adds: 'alerts with their evidence', isGranted: true },
    { permission: 'User.Read', adds: "the tenant's name", isGranted: true },
    {
      permission: 'SecurityAlert.ReadWrite.All',
      adds: 'changes to alerts, and comments',
      isGranted: true,
    },
    { permission: 'Mail.Read', adds: 'nothing that Clearpane uses', isGranted: true },
  ]);
});
