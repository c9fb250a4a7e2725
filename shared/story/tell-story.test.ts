import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../model/alert.ts';
import { decodeAlert } from '../model/graph/decode.ts';
import type { IncidentStory } from './incident-story.ts';
import { tellStory } from './tell-story.ts';

type Json = Readonly<Record<string, unknown>>;

const TENANT = '3f1c2b6a-0d7e-4c43-9a55-6d1b7c0e9f10';

function alertOf(id: string, evidence: readonly Json[], members: Json = {}): Alert {
  const decoded = decodeAlert({
    id,
    tenantId: TENANT,
    severity: 'high',
    status: 'new',
    category: 'Execution',
    firstActivityDateTime: '2026-03-02T10:00:00Z',
    lastActivityDateTime: '2026-03-02T10:05:00Z',
    evidence,
    ...members,
  });
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.alert;
}

const item = (kind: string, members: Json): Json => ({
  '@odata.type': `#microsoft.graph.security.${kind}`,
  ...members,
});

const device = (members: Json = {}) =>
  item('deviceEvidence', {
    mdeDeviceId: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
    deviceDnsName: 'crane-07.harbor.example',
    ...members,
  });
const user = (members: Json = {}) =>
  item('userEvidence', {
    userAccount: {
      accountName: 'mia',
      domainName: 'HARBOR',
      azureAdUserId: '7b0c1d52-4c8a-4f4e-9a41-1f1d6f6a0c11',
      userPrincipalName: 'mia@harbor.example',
      displayName: 'Mia Lund',
    },
    ...members,
  });
const address = (ipAddress: string, roles: readonly string[] = []) =>
  item('ipEvidence', { ipAddress, roles });
const process = (fileName: string, processId: number, members: Json = {}) =>
  item('processEvidence', {
    mdeDeviceId: 'A1B2C3D4E5F60718293A4B5C6D7E8F9001122334',
    processId,
    processCreationDateTime: `2026-03-02T10:0${String(processId % 10)}:00Z`,
    processCommandLine: `${fileName} -x`,
    imageFile: { fileName },
    ...members,
  });
const ARM = '/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333/resourceGroups/rg-ops/providers';
const azure = (path: string, members: Json = {}) =>
  item('azureResourceEvidence', { resourceId: `${ARM}/${path}`, ...members });
const namespace = {
  name: 'payments',
  cluster: {
    name: 'aks-prod',
    platform: 'aks',
    cloudResource: azure('Microsoft.ContainerService/managedClusters/aks-prod'),
  },
};

/** `name kind name`, with the severity of alert edges. */
function sentences(story: IncidentStory): readonly string[] {
  const nameByKey = new Map(story.entities.map(({ entity }) => [entity.key, entity.name]));
  return story.edges.map(
    ({ source, kind, target, severity }) =>
      `${nameByKey.get(source) ?? '?'} ${kind} ${nameByKey.get(target) ?? '?'}${severity === null ? '' : ` (${severity})`}`,
  );
}

describe('what evidence states', () => {
  const cases: readonly (readonly [rule: string, evidence: readonly Json[], sentence: string])[] = [
    [
      'a process runs on its device',
      [process('a.exe', 1), device()],
      'a.exe runsOn crane-07.harbor.example',
    ],
    [
      'a process is made from its parent',
      [
        process('parent.exe', 1),
        process('child.exe', 2, {
          parentProcessId: 1,
          parentProcessCreationDateTime: '2026-03-02T10:01:00Z',
        }),
      ],
      'child.exe createdFrom parent.exe',
    ],
    [
      'a process belongs to its account',
      [user(), process('a.exe', 1, { userAccount: { accountName: 'MIA', domainName: 'harbor' } })],
      'Mia Lund ownerOf a.exe',
    ],
    [
      'who is logged on can log on',
      [device({ loggedOnUsers: [{ accountName: 'mia', domainName: 'harbor' }] }), user()],
      'Mia Lund canLogOn crane-07.harbor.example',
    ],
    [
      'a device runs on its virtual machine',
      [
        device({
          vmMetadata: { resourceId: `${ARM}/Microsoft.Compute/virtualMachines/vm-crane-07` },
        }),
      ],
      'crane-07.harbor.example runsOn vm-crane-07',
    ],
    [
      'a device owns its addresses',
      [device({ ipInterfaces: ['10.1.2.3'] }), address('10.1.2.3')],
      'crane-07.harbor.example ownerOf 10.1.2.3',
    ],
    [
      'a mailbox is owned by its user',
      [user(), item('mailboxEvidence', { primaryAddress: 'mia@harbor.example' })],
      'Mia Lund ownerOf mia@harbor.example',
    ],
    [
      'a cluster contains its namespace',
      [item('kubernetesPodEvidence', { name: 'api-1', namespace })],
      'aks-prod contains payments',
    ],
    [
      'a namespace contains its pod',
      [item('kubernetesPodEvidence', { name: 'api-1', namespace })],
      'payments contains api-1',
    ],
    [
      'a container is made from its image',
      [
        item('containerEvidence', {
          containerId: 'c1',
          name: 'api',
          image: {
            imageId: 'harbor.azurecr.io/api:1.2',
            registry: { registry: 'harbor.azurecr.io' },
          },
          pod: { name: 'api-1', namespace },
        }),
      ],
      'api createdFrom harbor.azurecr.io/api:1.2',
    ],
    [
      'a child resource lies in its parent',
      [azure('Microsoft.Sql/servers/sql-1'), azure('Microsoft.Sql/servers/sql-1/databases/orders')],
      'sql-1 contains orders',
    ],
    [
      'a token has permission on its storage',
      [
        item('sasTokenEvidence', {
          signatureHash: 'h4sh',
          storageResource: azure('Microsoft.Storage/storageAccounts/stharbor'),
        }),
      ],
      'h4sh hasPermission stharbor',
    ],
  ];
  it.each(cases)('%s', (_rule, evidence, sentence) => {
    const told = sentences(tellStory([alertOf('a', evidence)]));
    expect(told.map((text) => text.replace(' (high)', ''))).toContain(sentence);
  });

  it('joins a subscription to its resources once there are two', () => {
    const one = azure('Microsoft.KeyVault/vaults/kv-1');
    const two = azure('Microsoft.Storage/storageAccounts/stharbor');
    const account = '0b1f6471-1bf0-4dda-aec3-111122223333';
    expect(tellStory([alertOf('a', [one])]).entities).toHaveLength(1);
    const story = tellStory([alertOf('a', [one]), alertOf('b', [two])]);
    expect(sentences(story)).toEqual([`${account} contains kv-1`, `${account} contains stharbor`]);
    expect(story.entities.at(-1)).toMatchObject({
      entity: { name: account, category: 'evidence', resourceType: 'Azure subscription' },
      alertKeys: [`${TENANT}/a`, `${TENANT}/b`],
    });
  });

  it('takes the account that alerts name themselves', () => {
    const story = tellStory([
      alertOf('a', [
        item('azureResourceEvidence', {
          resourceId: '/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333',
          resourceName: 'harbor-prod',
        }),
        azure('Microsoft.KeyVault/vaults/kv-1'),
      ]),
    ]);
    expect(story.entities.map(({ entity }) => entity.name)).toEqual(['harbor-prod', 'kv-1']);
    expect(sentences(story)).toContain('harbor-prod contains kv-1');
  });
});

describe('what an alert implies', () => {
  it('leads from the attacker over what was seized to what was attacked', () => {
    const story = tellStory([
      alertOf('a', [
        address('203.0.113.7', ['attacker']),
        user({ roles: ['compromised'] }),
        azure('Microsoft.KeyVault/vaults/kv-1', { roles: ['attacked'] }),
      ]),
    ]);
    expect(sentences(story)).toEqual([
      '203.0.113.7 routesTrafficTo Mia Lund (high)',
      'Mia Lund affects kv-1 (high)',
    ]);
  });

  it('moves data out where the alert is about exfiltration', () => {
    const story = tellStory([
      alertOf('a', [device(), address('198.51.100.9', ['destination'])], {
        category: 'Exfiltration',
        severity: 'medium',
      }),
    ]);
    expect(sentences(story)).toEqual(['crane-07.harbor.example movesDataTo 198.51.100.9 (medium)']);
  });

  it('gives each alert a line of its severity, also where all hangs together already', () => {
    const story = tellStory([
      alertOf('a', [device(), process('a.exe', 1, { verdict: 'malicious' })], { severity: 'low' }),
    ]);
    expect(sentences(story)).toEqual([
      'a.exe runsOn crane-07.harbor.example',
      'a.exe affects crane-07.harbor.example (low)',
    ]);
  });

  it('keeps the highest severity and the first time of alike edges', () => {
    const evidence = [address('203.0.113.7', ['attacker']), user({ roles: ['attacked'] })];
    const [edge] = tellStory([
      alertOf('b', evidence, { firstActivityDateTime: '2026-03-03T08:00:00Z' }),
      alertOf('a', evidence, { severity: 'low' }),
    ]).edges;
    expect(edge).toMatchObject({
      kind: 'routesTrafficTo',
      severity: 'high',
      alertKeys: [`${TENANT}/a`, `${TENANT}/b`],
      firstAt: Date.UTC(2026, 2, 2, 10),
    });
  });
});

describe('merging', () => {
  it('merges an entity over alerts: roles, worst verdict, times, active alerts', () => {
    const story = tellStory([
      alertOf('late', [user({ verdict: 'malicious', roles: ['attacked'] })], {
        firstActivityDateTime: '2026-03-05T08:00:00Z',
        lastActivityDateTime: '2026-03-05T09:00:00Z',
        status: 'resolved',
      }),
      alertOf('early', [user({ verdict: 'noThreatsFound', roles: ['contextual'] })]),
    ]);
    const [mia, ...others] = story.entities;
    expect(others).toEqual([]);
    expect({ ...mia, entity: mia?.entity.name }).toEqual({
      entity: 'Mia Lund',
      alertKeys: [`${TENANT}/early`, `${TENANT}/late`],
      alertsActive: 1,
      roles: ['contextual', 'attacked'],
      verdict: 'malicious',
      firstSeenAt: Date.UTC(2026, 2, 2, 10),
      lastSeenAt: Date.UTC(2026, 2, 5, 9),
    });
  });

  it('folds alike evidence of several alerts into one row with the last remediation', () => {
    const { evidence } = tellStory([
      alertOf('a', [address('203.0.113.7', ['source'])]),
      alertOf('b', [
        item('ipEvidence', {
          ipAddress: '203.0.113.7',
          roles: ['attacker'],
          verdict: 'suspicious',
          remediationStatus: 'blocked',
          createdDateTime: '2026-03-02T11:00:00Z',
        }),
      ]),
    ]);
    expect(evidence.map(({ id: _id, entityKeys, ...rest }) => [rest, entityKeys.length])).toEqual([
      [
        {
          kind: 'ipEvidence',
          title: '203.0.113.7',
          subtitle: null,
          verdict: 'suspicious',
          remediationStatus: 'blocked',
          roles: ['source', 'attacker'],
          firstSeenAt: Date.UTC(2026, 2, 2, 11),
          alertKeys: [`${TENANT}/a`, `${TENANT}/b`],
        },
        1,
      ],
    ]);
  });

  it('takes the years 0001 and 9999 for no time', () => {
    const [alone] = tellStory([
      alertOf('a', [device({ createdDateTime: '9999-12-31T23:59:59Z' })], {
        firstActivityDateTime: '0001-01-01T00:00:00Z',
        lastActivityDateTime: null,
      }),
    ]).entities;
    expect([alone?.firstSeenAt, alone?.lastSeenAt]).toEqual([null, null]);
  });
});

const kinds = [
  () => device(),
  () => user(),
  () => address('203.0.113.7'),
  () => address('10.0.0.4'),
  () => process('a.exe', 1),
  () => process('b.exe', 2, { parentProcessId: 1 }),
  () => azure('Microsoft.KeyVault/vaults/kv-1'),
  () => azure('Microsoft.Storage/storageAccounts/st1'),
  () =>
    item('amazonResourceEvidence', {
      amazonResourceId: 'arn:aws:s3:::harbor-manifests',
      amazonAccountId: '418273659104',
    }),
  () =>
    item('googleCloudResourceEvidence', {
      fullResourceName: '//storage.googleapis.com/projects/_/buckets/harbor',
      projectId: 'harbor-prod',
    }),
  () => item('kubernetesPodEvidence', { name: 'api-1', namespace }),
  () => item('somethingNewEvidence', { __proto__: null, name: 'x' }),
  () => item('urlEvidence', { url: 'https://harbor.example/<img src=x>' }),
] as const;

const alerts = fc
  .array(
    fc.record({
      hour: fc.integer({ min: 0, max: 6 }),
      severity: fc.constantFrom('high', 'low', 'unknownFutureValue'),
      items: fc.array(
        fc.record({
          kind: fc.nat(kinds.length - 1),
          roles: fc.subarray(['attacker', 'attacked', 'compromised', 'source', 'created']),
        }),
        { maxLength: 6 },
      ),
    }),
    { maxLength: 8 },
  )
  .map((drafts) =>
    drafts.map(({ hour, severity, items }, index) =>
      alertOf(
        `alert-${String(index)}`,
        items.map(({ kind, roles }) => ({ ...kinds[kind]?.(), roles })),
        { severity, firstActivityDateTime: `2026-03-02T1${String(hour)}:00:00Z` },
      ),
    ),
  );

describe('any set of alerts', () => {
  it('has no orphan edge, no entity without an alert, no alert in pieces, one order', () => {
    fc.assert(
      fc.property(alerts, fc.infiniteStream(fc.nat()), (given, shuffle) => {
        const story = tellStory(given);
        const keys = new Set(story.entities.map(({ entity }) => entity.key));
        expect(keys.size).toBe(story.entities.length);
        expect(new Set(story.edges.map(({ id }) => id)).size).toBe(story.edges.length);
        for (const { source, target, alertKeys } of story.edges) {
          expect([keys.has(source), keys.has(target), source !== target]).toEqual([
            true,
            true,
            true,
          ]);
          expect(alertKeys.length).toBeGreaterThan(0);
        }
        for (const { alertKeys } of story.entities) expect(alertKeys.length).toBeGreaterThan(0);
        for (const key of new Set(story.entities.flatMap(({ alertKeys }) => alertKeys))) {
          expect(pieces(story, key)).toBe(1);
        }
        const shuffled = given
          .map((alert) => ({ alert, rank: shuffle.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ alert }) => alert);
        expect(tellStory(shuffled)).toEqual(story);
      }),
      { numRuns: 150 },
    );
  });

  it('tells 2,000 alerts with 10,000 evidence items', () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      alertOf(`alert-${String(index)}`, [
        device({
          mdeDeviceId: `device-${String(index % 200)}`,
          deviceDnsName: `h${String(index % 200)}`,
        }),
        process('a.exe', index, { mdeDeviceId: `device-${String(index % 200)}` }),
        user(),
        address(`203.0.${String(index % 250)}.${String(index % 199)}`, ['attacker']),
        azure(`Microsoft.KeyVault/vaults/kv-${String(index % 50)}`, { roles: ['attacked'] }),
      ]),
    );
    expect(tellStory(many).evidence.length).toBeGreaterThan(2000);
  });
});

/** In how many parts the graph of one alert's entities falls, by all edges of the story. */
function pieces(story: IncidentStory, alertKey: string): number {
  const left = new Set<string>(
    story.entities
      .filter(({ alertKeys }) => alertKeys.some((key) => key === alertKey))
      .map(({ entity }) => entity.key),
  );
  let count = 0;
  for (const start of left) {
    count += 1;
    const queue: string[] = [start];
    left.delete(start);
    for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
      for (const { source, target } of story.edges) {
        const other = source === key ? target : target === key ? source : null;
        if (other !== null && left.delete(other)) queue.push(other);
      }
    }
  }
  return count;
}
