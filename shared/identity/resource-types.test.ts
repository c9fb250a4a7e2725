import { expect, it } from 'vitest';
import { awsResourceType, azureResourceType, gcpResourceType } from './resource-types.ts';

it.each([
  [azureResourceType('Microsoft.RecoveryServices/vaults'), 'Recovery Services vault'],
  [azureResourceType('Microsoft.SqlVirtualMachine/sqlVirtualMachines/databases'), 'Database'],
  [azureResourceType('Microsoft.Foo/barPolicies'), 'Bar policy'],
  [azureResourceType('Microsoft.Foo/analysis'), 'Analysis'],
  [awsResourceType('iam', null), 'AWS account'],
  [awsResourceType('iam', 'role'), 'IAM role'],
  [awsResourceType('kms', null), 'Kms'],
  [gcpResourceType('run.googleapis.com', 'services'), 'Cloud Run service'],
  [gcpResourceType('new.googleapis.com', 'fooBars'), 'Foo bar'],
])('%o is called %s', ({ label }, expected) => {
  expect(label).toBe(expected);
});
