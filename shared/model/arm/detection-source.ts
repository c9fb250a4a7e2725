// Which plan of Defender for Cloud raised an alert, in Graph's words.

/** Component names as alerts carry them, and the starts of alert types where they carry none. */
const PLANS: readonly (readonly [plan: string, components: RegExp, alertTypes: RegExp])[] = [
  ['Servers', /^(?:servers?|virtualmachines?|vms?)$/, /^(?:vm_|simulated_vm_)/],
  ['Storage', /^storage(?:accounts?)?$/, /^storage[._]/],
  ['DNS', /^dns$/, /^(?:azuredns_|dns_)/],
  [
    'Databases',
    /^(?:sql|databases?|sqlservers?|sqlservervirtualmachines|opensource(?:relational)?databases|cosmosdbs?)/,
    /^(?:sql[._]|cosmosdb_|sqlmi)/,
  ],
  ['Containers', /^(?:containers?|kubernetes|containerregistry)/, /^(?:k8s[._]|kubernetes|aks_)/],
  ['Network', /^network/, /^(?:network_|ddos)/],
  ['AppService', /^appservices?$/, /^appservices?_/],
  ['KeyVault', /^keyvaults?$/, /^kv_/],
  ['ResourceManager', /^(?:arm|resourcemanager)$/, /^arm[._]/],
  ['ApiManagement', /^(?:apis?|apimanagement)$/, /^api_/],
  ['AIServices', /^ai(?:services?|workloads?)?$/, /^ai[._]/],
  ['IoT', /^iot/, /^iot_/],
];

/** `microsoftDefenderForCloud` where neither component nor type names a plan. */
export function detectionSource(component: string | null, alertType: string | null): string {
  const name = component?.toLowerCase().replaceAll(/[^a-z0-9]/g, '') ?? '';
  const type = alertType?.toLowerCase().replace(/^simulated_/, '') ?? '';
  const plan =
    PLANS.find(([, components]) => components.test(name)) ??
    PLANS.find(([, , alertTypes]) => alertTypes.test(type));
  return `microsoftDefenderFor${plan?.[0] ?? 'Cloud'}`;
}
