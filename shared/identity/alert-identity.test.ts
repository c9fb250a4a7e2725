import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceKind } from '../model/alert-source.ts';
import { decodeAlert } from '../model/graph/decode.ts';
import type { JsonObject } from '../model/json.ts';
import { alertIdentities, withoutPrefix } from './alert-identity.ts';

const TENANT = '802d39e1-9d70-404d-832c-2de5e2478eda';

function identities(kind: SourceKind, json: JsonObject): readonly string[] {
  const decoded = decodeAlert({ tenantId: TENANT, ...json });
  if (!decoded.ok) throw new Error(decoded.reason);
  return alertIdentities(decoded.alert, kind).map((identity) =>
    identity.startsWith(`${TENANT}/`) ? identity.slice(TENANT.length + 1) : identity,
  );
}

const guid = '708a26fd-5197-46c1-907e-0dd30a2a1ade';
const arm = '2516797850179999999_c7ce6cec-ab14-40f6-9128-d0274c1e9da0';
const xdr = '638568124097180486_-1459614537';

describe('the same alert has one identity in every source', () => {
  const cases: readonly (readonly [string, string, SourceKind, JsonObject])[] = [
    [
      `microsoftDefenderForCloud/${arm}`,
      'Graph',
      'graph',
      { id: `dc${arm}`, providerAlertId: arm },
    ],
    [
      `microsoftDefenderForCloud/${arm}`,
      'Graph, provider id with its prefix',
      'graph',
      { id: `dc${arm}`, providerAlertId: `dc${arm}` },
    ],
    [
      `microsoftDefenderForCloud/${arm}`,
      'ARM, GUID half in upper case',
      'arm',
      { id: arm.toUpperCase() },
    ],
    [
      `microsoftDefenderForCloud/${arm}`,
      'ARM, by its path',
      'arm',
      { id: `/subscriptions/s/providers/Microsoft.Security/locations/l/alerts/${arm}` },
    ],
    [`microsoftDefenderForCloud/${arm}`, 'ARM as Graph spells it', 'arm', { id: `dc${arm}` }],
    [
      `microsoftDefenderForCloud/${arm}`,
      'Sentinel',
      'sentinel',
      { id: guid, providerAlertId: arm },
    ],
    [`microsoftDefenderForCloud/${arm}`, 'a file', 'file', { id: `dc${arm}` }],
  ];
  it.each(cases)('%s through %s', (expected, _name, kind, json) => {
    const alert = { serviceSource: 'microsoftDefenderForCloud', ...json };
    expect(identities(kind, alert)).toEqual([expected]);
  });
});

describe('each product', () => {
  const mcas = '6683f782aa620f548a9a863c';
  const entra = 'ab'.repeat(32);
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      'microsoftDefenderForEndpoint',
      `da${guid}_1`,
      `${guid}_1`,
      `microsoftDefenderForEndpoint/${guid}_1`,
    ],
    ['microsoftDefenderForEndpoint', `da${xdr}`, `da${xdr}`, `microsoftDefenderForEndpoint/${xdr}`],
    ['microsoftDefenderForEndpoint', `ed${xdr}`, xdr, `microsoftDefenderForEndpoint/${xdr}`],
    ['microsoftDefenderForOffice365', `fa${guid}`, guid, `microsoftDefenderForOffice365/${guid}`],
    ['microsoftDefenderForIdentity', `aa${guid}`, guid, `microsoftDefenderForIdentity/${guid}`],
    ['microsoftDefenderForIdentity', `ri${guid}`, guid, `microsoftDefenderForIdentity/${guid}`],
    ['microsoftDefenderForCloudApps', `ca${mcas}`, mcas, `microsoftDefenderForCloudApps/${mcas}`],
    [
      'microsoftDefenderForCloudApps',
      `CA${guid.toUpperCase()}`,
      guid,
      `microsoftDefenderForCloudApps/${guid}`,
    ],
    ['microsoftDefenderForCloudApps', `rm${guid}`, guid, `microsoftDefenderForCloudApps/${guid}`],
    ['microsoft365Defender', `ra${xdr}`, `ra${xdr}`, `microsoft365Defender/${xdr}`],
    ['microsoft365Defender', `ta${guid}`, `ta${guid}`, `microsoft365Defender/${guid}`],
    ['microsoft365Defender', `ea${xdr}`, xdr, `microsoft365Defender/${xdr}`],
    ['azureAdIdentityProtection', `ad${entra}`, entra, `azureAdIdentityProtection/${entra}`],
    ['dataLossPrevention', `dl${guid}`, guid, `dataLossPrevention/${guid}`],
    ['microsoftSentinel', `sn${guid}`, guid, `microsoftSentinel/${guid}`],
    ['microsoftInsiderRiskManagement', `ir${guid}`, guid, `microsoftInsiderRiskManagement/${guid}`],
    ['aServiceOfTomorrow', guid, guid, `aServiceOfTomorrow/${guid}`],
  ];
  it.each(cases)('%s, %s in Graph, %s in Sentinel', (serviceSource, id, provided, expected) => {
    expect(identities('graph', { id, serviceSource })).toEqual([expected]);
    expect(identities('graph', { id, serviceSource, providerAlertId: provided })).toEqual([
      expected,
    ]);
    const inSentinel = { id: 'ace7fb98-ef96-46df-ba7b-9a15a141d368', serviceSource };
    expect(identities('sentinel', { ...inSentinel, providerAlertId: provided })).toEqual([
      expected,
    ]);
  });

  it('shares a prefix with another one, and then an identity', () => {
    const governed = { id: `ma${guid}`, serviceSource: 'microsoftAppGovernance' };
    expect(identities('graph', governed)).toEqual([
      `microsoftAppGovernance/${guid}`,
      `microsoftDefenderForCloudApps/${guid}`,
    ]);
  });

  it("of another vendor is not Sentinel's, which passes it on", () => {
    const passedOn = {
      id: 'sentinel-1',
      serviceSource: 'microsoftSentinel',
      providerAlertId: 'TM-00004711',
    };
    expect(identities('sentinel', { ...passedOn, productName: 'Deep Security' })).toEqual([
      'deep security/tm-00004711',
    ]);
    expect(identities('sentinel', passedOn)).toEqual(['microsoftSentinel/tm-00004711']);
  });

  it('is known by its older names, and by the prefix where another product passes it on', () => {
    const named = { id: 'x', providerAlertId: `${guid}_1`, serviceSource: 'unknown' };
    expect(
      identities('sentinel', {
        ...named,
        productName: 'Microsoft Defender Advanced Threat Protection',
      }),
    ).toEqual([`microsoftDefenderForEndpoint/${guid}_1`]);
    // A Defender for Endpoint alert as Defender for Cloud lists it.
    expect(
      identities('arm', {
        id: `dc${arm}`,
        providerAlertId: `da${guid}_1`,
        serviceSource: 'microsoftDefenderForCloud',
      }),
    ).toEqual([
      `microsoftDefenderForCloud/${arm}`,
      `microsoftDefenderForCloud/${guid}_1`,
      `microsoftDefenderForEndpoint/${guid}_1`,
    ]);
  });
});

describe('what is no identity', () => {
  const cloud = { serviceSource: 'microsoftDefenderForCloud' };
  const cases: readonly (readonly [string, SourceKind, JsonObject])[] = [
    ["Sentinel's own SystemAlertId, be it ARM's by its looks", 'sentinel', { ...cloud, id: arm }],
    ['no product', 'graph', { id: 'dcnot-a-known-form' }],
    ['an unknown product', 'graph', { id: guid, serviceSource: 'unknownFutureValue' }],
    ['no tenant', 'graph', { ...cloud, id: `dc${arm}`, tenantId: null }],
    ['a short id', 'graph', { ...cloud, id: 'dc1234567' }],
    [
      'an empty GUID',
      'sentinel',
      { ...cloud, id: 'x', providerAlertId: '00000000-0000-0000-0000-000000000000' },
    ],
    ['title and host', 'sentinel', { ...cloud, id: guid, title: 'Mining', providerAlertId: '' }],
  ];
  it.each(cases)('%s', (_name, kind, json) => {
    expect(identities(kind, json)).toEqual([]);
  });

  it('a provider id of unknown form, except from Sentinel, which has no other', () => {
    const alert = { ...cloud, id: `dc${arm}`, providerAlertId: 'Finding-4711' };
    expect(identities('graph', alert)).toEqual([`microsoftDefenderForCloud/${arm}`]);
    expect(identities('sentinel', { ...alert, id: guid })).toEqual([
      'microsoftDefenderForCloud/finding-4711',
    ]);
  });
});

it('leaves a GUID whole that begins with the letters of a prefix', () => {
  const bare = 'da8a26fd-5197-46c1-907e-0dd30a2a1ade';
  expect(withoutPrefix(bare, 'microsoftDefenderForEndpoint')).toBe(bare);
  expect(withoutPrefix(`da${bare}`, 'microsoftDefenderForEndpoint')).toBe(bare);
});

const ids = fc.oneof(
  fc.string(),
  fc
    .tuple(
      fc.array(fc.constantFrom('da', 'ed', 'dc', 'ra', 'fa', ' ', 'DA'), { maxLength: 3 }),
      fc.constantFrom(guid, arm, xdr, 'finding-4711', ''),
    )
    .map(([prefixes, rest]) => prefixes.join('') + rest),
);

it('property: stripping twice is stripping once', () => {
  fc.assert(
    fc.property(
      ids,
      fc.constantFrom(
        'microsoftDefenderForEndpoint',
        'microsoftDefenderForCloud',
        'microsoft365Defender',
        null,
      ),
      (id, product) => {
        const once = withoutPrefix(id, product);
        expect(withoutPrefix(once, product)).toBe(once);
      },
    ),
  );
});

it('property: alerts of different tenants never share an identity', () => {
  const kind = fc.constantFrom<SourceKind>('graph', 'arm', 'sentinel', 'file');
  const serviceSource = fc.constantFrom('microsoftDefenderForCloud', 'microsoft365Defender', 'x/y');
  fc.assert(
    fc.property(ids, ids, kind, serviceSource, (id, providerAlertId, sourceKind, service) => {
      const alert = { id: id.trim() === '' ? 'x' : id, providerAlertId, serviceSource: service };
      const ours = new Set(identities(sourceKind, alert));
      const theirs = identities(sourceKind, { ...alert, tenantId: 'b' });
      expect(theirs.every((identity) => identity.startsWith('b/'))).toBe(true);
      expect(theirs.filter((identity) => ours.has(identity))).toEqual([]);
    }),
  );
});
