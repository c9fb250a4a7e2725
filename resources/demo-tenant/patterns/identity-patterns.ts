// Everyday incidents about people: mail, sign-ins, shared documents, applications that were given consent.
import {
  cloudApplication,
  mail,
  mailCluster,
  oauthApplication,
  servicePrincipal,
  submission,
} from '../applications.ts';
import { cloudRequest, cloudSession, ip, url } from '../network.ts';
import { mailbox, PEOPLE, upn, user } from '../people.ts';
import type { Person } from '../people.ts';
import { guidFor } from '../identifiers.ts';
import type { Random } from '../random.ts';
import { seen } from '../script.ts';
import type { AlertScript } from '../script.ts';
import type { Pattern } from './pattern.ts';

const STAFF: readonly Person[] = Object.values(PEOPLE);

const LURES = [
  [
    'Your parcel could not be delivered',
    'Parcel Desk <noreply@parcel-desk.example>',
    'https://parcel-desk.example/redeliver',
  ],
  [
    'Updated demurrage invoice INV-20931',
    'accounts@harbor-billing.example',
    'https://harbor-billing.example/inv/20931',
  ],
  [
    'Password expires today',
    'IT Service Desk <it@northwindharb0r.example>',
    'https://northwindharb0r.example/keep',
  ],
  [
    'Voicemail from +31 10 555 0117',
    'vm@voice-drop.example',
    'https://voice-drop.example/play?id=117',
  ],
] as const;

function reportedMail(random: Random): ReturnType<Pattern> {
  const [subject, sender, link] = random.pick(LURES);
  const address = /<(.*)>/.exec(sender)?.[1] ?? sender;
  const people = random.some(STAFF, random.between(5, 12));
  const messages = people.map((to) =>
    mail({
      to,
      from: [sender.split(' <')[0] ?? sender, address],
      subject,
      senderIp: '192.0.2.209',
      urls: [link],
      threats: ['Phish'],
      found: ['URL malicious reputation'],
      delivered: 'Delivered',
      location: 'Quarantine',
    }),
  );
  return {
    priority: random.between(6, 20),
    tells: `Mail with the subject "${subject}" was reported by its recipients and removed.`,
    alerts: people.map((who, index): AlertScript => {
      const message = messages[index];
      const isReport = index === 0;
      return {
        after: `${index * 13}m`,
        from: 'office',
        title: isReport
          ? 'Email reported by user as malware or phish'
          : 'Email messages containing malicious URL removed after delivery',
        severity: isReport ? 'low' : 'informational',
        category: 'InitialAccess',
        techniques: ['T1566.002'],
        tells: isReport
          ? `${who.displayName} reported a message as phishing.`
          : 'A message whose link was found malicious after delivery was moved to quarantine.',
        investigation: 'successfullyRemediated',
        evidence: [
          ...(message === undefined
            ? []
            : [seen(message, 'suspicious', { verdict: 'malicious', remediation: 'remediated' })]),
          seen(url(link), 'suspicious', { verdict: 'malicious', remediation: 'blocked' }),
          seen(mailbox(who), 'attacked'),
          ...(isReport
            ? [
                seen(submission(subject, [address, '192.0.2.209'], who), 'contextual'),
                seen(mailCluster(subject, people.length, messages), 'suspicious', {
                  verdict: 'suspicious',
                  remediation: 'remediated',
                }),
              ]
            : []),
        ],
      };
    }),
  };
}

const SIGN_INS = [
  ['entra', 'Unfamiliar sign-in properties', 'low', 'T1078.004'],
  ['entra', 'Atypical travel', 'low', 'T1078.004'],
  ['entra', 'Anonymous IP address', 'medium', 'T1090.003'],
  ['cloudApps', 'Impossible travel activity', 'medium', 'T1078.004'],
  ['cloudApps', 'Activity from infrequent country', 'medium', 'T1078.004'],
] as const;

function oddSignIn(random: Random): ReturnType<Pattern> {
  const who = random.pick(STAFF);
  const address = random.pick(['192.0.2.88', '203.0.113.144', '198.51.100.190', '192.0.2.163']);
  return {
    priority: random.between(14, 48),
    alerts: random
      .some(SIGN_INS, random.between(3, 5))
      .map(([from, title, severity, technique], index): AlertScript => ({
        after: `${index * 17}m`,
        from,
        title,
        severity,
        category: 'InitialAccess',
        techniques: [technique],
        tells: `${who.displayName} signed in from ${address}, where nobody of this company was seen before.`,
        advice: 'Ask the user. If in doubt, revoke sessions and have the password changed.',
        evidence: [
          seen(user(who), 'compromised', { verdict: 'suspicious', remediation: 'active' }),
          seen(ip(address), ['source', 'suspicious'], { verdict: 'suspicious' }),
          seen(
            cloudSession(
              user(who),
              guidFor(`session/${who.accountName}/${address}`),
              'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0',
            ),
            'suspicious',
          ),
          seen(cloudRequest(guidFor(`sign-in/${who.accountName}/${title}`)), 'contextual'),
          ...(from === 'cloudApps' ? [seen(cloudApplication('office'), 'attacked')] : []),
        ],
      })),
  };
}

function passwordSpray(random: Random): ReturnType<Pattern> {
  const targets = random.some(STAFF, random.between(7, 12));
  const address = random.pick(['203.0.113.201', '192.0.2.41']);
  return {
    priority: random.between(45, 66),
    tells: `One address tried one password on ${targets.length} accounts.`,
    alerts: targets.map((who, index): AlertScript => {
      const got = index === targets.length - 1;
      return {
        after: `${index * 2}m`,
        from: 'entra',
        title: got ? 'Password Spray' : 'Malicious IP address',
        severity: got ? 'high' : 'low',
        category: 'CredentialAccess',
        techniques: ['T1110.003'],
        tells: got
          ? `The password of ${upn(who)} was guessed in a password spray.`
          : `A sign-in of ${upn(who)} failed from an address with many failures.`,
        evidence: [
          seen(
            user(who),
            got ? ['attacked', 'compromised'] : 'attacked',
            got ? { verdict: 'suspicious', remediation: 'active' } : {},
          ),
          seen(ip(address), 'attacker', { verdict: 'malicious' }),
        ],
      };
    }),
  };
}

function dataLoss(random: Random): ReturnType<Pattern> {
  const who = random.pick(STAFF);
  const documents = random.some(
    [
      'crew_passports_2026.xlsx',
      'customs_bonds.docx',
      'payroll_november.csv',
      'tariff_model_v7.xlsx',
      'driver_licences.zip',
    ],
    random.between(3, 5),
  );
  return {
    priority: random.between(18, 40),
    alerts: documents.map((document, index): AlertScript => ({
      after: `${index * 6}m`,
      from: index === 0 ? 'dlp' : 'insiderRisk',
      title:
        index === 0
          ? `DLP policy match for document '${document}' in OneDrive`
          : 'Potential data theft by departing user',
      severity: index === 0 ? 'low' : 'medium',
      category: 'Exfiltration',
      techniques: ['T1567.002'],
      tells: `${who.displayName} shared ${document} with an address outside the company.`,
      evidence: [
        seen(user(who), 'policyViolator'),
        seen(cloudApplication('sharePoint'), 'source'),
        seen(
          url(
            `https://northwindharbor-my.sharepoint.example/personal/${who.accountName}/Documents/${document}`,
          ),
          'contextual',
        ),
      ],
    })),
  };
}

function hungryApplication(random: Random): ReturnType<Pattern> {
  const [name, publisher] = random.pick([
    ['Mail Merge Pro', 'Brightleaf Apps'],
    ['Calendar Sync 365', null],
    ['Fleet Report Builder', 'Tidewater Software'],
  ] as const);
  return {
    priority: random.between(10, 33),
    alerts: (
      [
        [
          'Increase in data usage by an overprivileged or highly privileged app',
          'Exfiltration',
          'T1567',
        ],
        ['Unused app newly accessing APIs', 'Persistence', 'T1098.001'],
      ] as const
    )
      .slice(0, random.between(1, 2))
      .map(([title, category, technique], index): AlertScript => ({
        after: `${index * 90}m`,
        from: 'appGovernance',
        title,
        severity: 'medium',
        category,
        techniques: [technique],
        tells: `${name} reads far more mail than in the last 90 days.`,
        evidence: [
          seen(oauthApplication(name, publisher), 'suspicious', { verdict: 'suspicious' }),
          seen(servicePrincipal(name), 'suspicious'),
          seen(cloudApplication('exchange'), 'attacked'),
        ],
      })),
  };
}

/** By name. */
export const IDENTITY_PATTERNS = {
  reportedMail,
  oddSignIn,
  passwordSpray,
  dataLoss,
  hungryApplication,
} as const satisfies Record<string, Pattern>;
