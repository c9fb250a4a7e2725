import { expect, it } from 'vitest';
import type { AlertRow } from '../../shared/contract/queue.ts';
import { readBulkRows } from './bulk-rows.ts';

const asked: number[] = [];
const connection = {
  call: (async (_name: string, { keys }: { readonly keys: readonly string[] }) => {
    asked.push(keys.length);
    const sources = [{ sourceId: 's', sourceKind: 'graph' }];
    return keys.map((key) =>
      key === 'gone'
        ? null
        : ({
            key,
            title: key,
            alertId: key,
            tenantId: 't',
            incidentKey: null,
            sources,
          } as unknown as AlertRow),
    );
  }) as never,
};

it('reads piece by piece, tells how far it is, and leaves each row at the place of its key', async () => {
  const keys = [...Array.from({ length: 450 }, (_, index) => `alert ${index}`), 'gone'];
  const told: number[] = [];
  const rows = await readBulkRows(connection, 'alert', keys, (read) => told.push(read) > 0);
  expect(asked).toEqual([200, 200, 51]);
  expect(told).toEqual([0, 200, 400, 451]);
  expect(rows?.[300]).toMatchObject({ kind: 'subject', subject: { name: 'alert 300' } });
  expect(rows?.at(-1)).toEqual({ kind: 'gone' });
});

it('ends when nobody waits for it any more', async () => {
  const keys = Array.from({ length: 450 }, (_, index) => `alert ${index}`);
  expect(await readBulkRows(connection, 'alert', keys, (read) => read < 200)).toBeNull();
});
