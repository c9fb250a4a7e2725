// The products that raise alerts, under the names that each service has for them, and how Graph makes an
// alert's id from the product's own. Names from Sentinel's and Defender's documentation and real rows.

export interface AlertProduct {
  readonly serviceSource: string;
  /** Where nothing more exact is known of what detected. */
  readonly detectionSource: string;
  /** As it is called today. */
  readonly name: string;
  /** What Graph puts before the product's own id; the first where the id does not say it. */
  readonly prefixes: readonly [string, ...string[]];
  /** Names of the product and of its provider, in lower case. */
  readonly aliases: readonly string[];
}

const PRODUCTS: readonly AlertProduct[] = [
  {
    serviceSource: 'microsoftDefenderForEndpoint',
    detectionSource: 'microsoftDefenderForEndpoint',
    name: 'Microsoft Defender for Endpoint',
    prefixes: ['da', 'ed'],
    aliases: ['microsoft defender advanced threat protection', 'mdatp'],
  },
  {
    serviceSource: 'microsoftDefenderForOffice365',
    detectionSource: 'microsoftDefenderForOffice365',
    name: 'Microsoft Defender for Office 365',
    prefixes: ['fa'],
    aliases: ['office 365 advanced threat protection', 'oatp'],
  },
  {
    serviceSource: 'microsoftDefenderForIdentity',
    detectionSource: 'microsoftDefenderForIdentity',
    name: 'Microsoft Defender for Identity',
    prefixes: ['aa', 'ri'],
    aliases: ['azure advanced threat protection', 'aatp'],
  },
  {
    serviceSource: 'microsoftDefenderForCloudApps',
    detectionSource: 'cloudAppSecurity',
    name: 'Microsoft Defender for Cloud Apps',
    prefixes: ['ca', 'ma', 'rm'],
    aliases: ['microsoft cloud app security', 'microsoftcloudappsecurity', 'mcas'],
  },
  {
    serviceSource: 'microsoft365Defender',
    detectionSource: 'microsoft365Defender',
    name: 'Microsoft 365 Defender',
    prefixes: ['ra', 'ta', 'ea'],
    aliases: ['microsoft defender xdr', 'microsoft xdr', 'microsoftthreatprotection', 'mtp'],
  },
  {
    serviceSource: 'azureAdIdentityProtection',
    detectionSource: 'azureAdIdentityProtection',
    name: 'AAD Identity Protection',
    prefixes: ['ad'],
    aliases: ['azure active directory identity protection', 'microsoft entra id protection', 'ipc'],
  },
  {
    serviceSource: 'microsoftDefenderForCloud',
    detectionSource: 'microsoftDefenderForCloud',
    name: 'Microsoft Defender for Cloud',
    prefixes: ['dc'],
    aliases: ['azure security center', 'azure defender'],
  },
  {
    serviceSource: 'microsoftSentinel',
    detectionSource: 'microsoftSentinel',
    name: 'Microsoft Sentinel',
    prefixes: ['sn'],
    aliases: ['azure sentinel', 'asi scheduled alerts', 'asi nrt alerts'],
  },
  {
    serviceSource: 'microsoftAppGovernance',
    detectionSource: 'appGovernanceDetection',
    name: 'Microsoft Application Protection',
    prefixes: ['ma'],
    aliases: ['app governance', 'microsoft app governance'],
  },
  {
    serviceSource: 'dataLossPrevention',
    detectionSource: 'microsoftDataLossPrevention',
    name: 'Microsoft Data Loss Prevention',
    prefixes: ['dl'],
    aliases: ['microsoft purview data loss prevention'],
  },
  {
    serviceSource: 'microsoftInsiderRiskManagement',
    detectionSource: 'microsoftInsiderRiskManagement',
    name: 'Microsoft Purview Insider Risk Management',
    prefixes: ['ir'],
    aliases: ['microsoft 365 insider risk management'],
  },
];

const productByName: ReadonlyMap<string, AlertProduct> = new Map(
  PRODUCTS.flatMap((product) =>
    [product.serviceSource.toLowerCase(), product.name.toLowerCase(), ...product.aliases].map(
      (name) => [name, product] as const,
    ),
  ),
);

/** The first of the names that is one of a product, its provider or its service; null when none is. */
export function alertProduct(...names: readonly (string | null)[]): AlertProduct | null {
  for (const name of names) {
    const product = productByName.get(name?.trim().toLowerCase() ?? '');
    if (product !== undefined) return product;
  }
  return null;
}

/** Those whose ids Graph writes after this prefix; two products share `ma`. */
export function productsWithPrefix(prefix: string): readonly AlertProduct[] {
  return PRODUCTS.filter(({ prefixes }) => prefixes.includes(prefix));
}

/** A GUID may begin with the letters of a prefix, so that a whole id is told by its shape. */
const WHOLE_ID =
  /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?:_\d+)?|\d{15,20}_-?[\da-f-]+|[\da-f]{24}|[\da-f]{64})$/i;

/** Whether it has the form of a product's own id, and so no prefix whatever its first letters. */
export function isWholeId(id: string): boolean {
  return WHOLE_ID.test(id);
}

/** The id that Graph gives to an alert; some products' ids come with the prefix already. */
export function graphAlertId({ prefixes }: AlertProduct, ownId: string): string {
  const lowerCase = ownId.toLowerCase();
  const hasPrefix = !isWholeId(ownId) && prefixes.some((prefix) => lowerCase.startsWith(prefix));
  return hasPrefix ? ownId : `${prefixes[0]}${ownId}`;
}
