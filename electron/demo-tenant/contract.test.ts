// Everything that the demo tenant serves is valid by the strict schema of the contract, which lives in a
// folder beside the project and is absent from a plain clone.
import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { startDemoTenant } from './demo-tenant.ts';

const SCHEMA = new URL('../../../shared/api/contract/graph-security.schema.json', import.meta.url);
const ANCHOR = Date.parse('2026-11-24T09:31:12.345Z');

describe.skipIf(!existsSync(SCHEMA))('the contract (skipped without ../shared)', () => {
  it('covers every incident with its alerts, after six hours of activity', async () => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as { readonly $id: string };
    const ajv = new Ajv2020({ strict: false }).addSchema(schema);
    const validate = ajv.getSchema(`${schema.$id}#/$defs/incident`);
    if (validate === undefined) throw new Error('The schema defines no incident');

    const tenant = await startDemoTenant({
      anchorAt: ANCHOR,
      now: () => ANCHOR + 6 * 3_600_000,
      activity: true,
    });
    let alerts = 0;
    const problems: unknown[] = [];
    try {
      let next: string | undefined = `${tenant.baseUrl}/security/incidents?$expand=alerts`;
      while (next !== undefined) {
        const reply = await fetch(next, { headers: { Prefer: 'include-unknown-enum-members' } });
        const page = (await reply.json()) as {
          readonly '@odata.nextLink'?: string;
          readonly value: readonly { readonly id: string; readonly alerts: readonly unknown[] }[];
        };
        for (const incident of page.value) {
          alerts += incident.alerts.length;
          if (!validate(incident)) problems.push([incident.id, validate.errors?.[0]]);
        }
        next = page['@odata.nextLink'];
      }
    } finally {
      await tenant.stop();
    }
    expect(problems).toEqual([]);
    expect(alerts).toBeGreaterThan(600);
  });
});
