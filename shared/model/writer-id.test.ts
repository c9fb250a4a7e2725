import { expect, it } from 'vitest';
import { SOURCE_KINDS } from './alert-source.ts';
import { tenantId } from './tenant.ts';
import { writerId, writerKind } from './writer-id.ts';

const tenant = tenantId('4899a613-0632-489a-b66b-0447e7c53c98');

it('names a kind of source and a tenant, as journals have it', () => {
  expect(SOURCE_KINDS.map((kind) => writerId(kind, tenant))).toEqual([
    `graph-security@${tenant}`,
    `arm-security-alerts@${tenant}`,
    `sentinel@${tenant}`,
    `files@${tenant}`,
  ]);
});

it('tells the kind again', () => {
  expect(SOURCE_KINDS.map((kind) => writerKind(writerId(kind, tenant)))).toEqual(SOURCE_KINDS);
  expect(['carrier-pigeon@x', 'graph-security', ''].map(writerKind)).toEqual([null, null, null]);
});
