// Runs the demo tenant by itself: `node .ci/demo-tenant.mjs [--port N] [--alerts N] [--state FILE] [--quiet]`.
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

/** @typedef {typeof import('../electron/demo-tenant/demo-tenant.ts')} DemoTenantModule */

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4180' },
    alerts: { type: 'string', default: '0' },
    state: { type: 'string' },
    quiet: { type: 'boolean', default: false },
  },
});

const { module } = await runnerImport(
  new URL('../electron/demo-tenant/demo-tenant.ts', import.meta.url).pathname,
  { configFile: false, logLevel: 'error' },
);
const { startDemoTenant } = /** @type {DemoTenantModule} */ (module);
const tenant = await startDemoTenant({
  port: Number(values.port),
  now: Date.now,
  activity: !values.quiet,
  alertsTotal: Number(values.alerts),
  ...(values.state === undefined ? {} : { statePath: values.state }),
});
console.log(`${tenant.tenantName} at ${tenant.baseUrl}`);
process.once('SIGINT', () => void tenant.stop());
process.once('SIGTERM', () => void tenant.stop());
