// The ingest benchmark's service, in a process of its own: prints its address, and ends with its parent.
import { startDemoTenant } from '../../electron/demo-tenant/demo-tenant.ts';

const { baseUrl } = await startDemoTenant({
  now: Date.now,
  alertsTotal: Number(process.argv[2]),
  requestsPerMinute: 1_000_000,
});
console.log(baseUrl);
process.stdin.resume();
process.stdin.once('end', () => process.exit());
await new Promise(() => undefined);
