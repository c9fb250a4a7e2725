// The everyday incidents of the 30 days before the anchor, oldest first, with what the team did about them.
import { everydayIncident } from './everyday.ts';
import type { EverydayCircumstances, PatternName } from './everyday.ts';
import { ANALYSTS } from './people.ts';
import type { IncidentScript, Moment } from './script.ts';

type Outcome = Omit<EverydayCircumstances, 'id' | 'startsAt' | 'pattern'>;

const { robin, amara, ben, lin } = ANALYSTS;

const resolved = (
  assignedTo: string,
  classification: NonNullable<IncidentScript['classification']>,
  determination: NonNullable<IncidentScript['determination']>,
  resolvingComment: string,
): Outcome => ({ status: 'resolved', assignedTo, classification, determination, resolvingComment });

const blocked = (who: string): Outcome =>
  resolved(who, 'truePositive', 'malware', 'Blocked before it ran. Full scan clean.');

const OPEN: Outcome = {};

const working = (assignedTo: string): Outcome => ({ status: 'inProgress', assignedTo });

const ROWS: readonly (readonly [PatternName, Moment, Outcome])[] = [
  ['blockedMalware', '-30d 08:12', blocked(ben)],
  [
    'unwantedSoftware',
    '-29d 09:40',
    resolved(lin, 'truePositive', 'unwantedSoftware', 'Removed, owners told.'),
  ],
  [
    'sshGuessing',
    '-28d 13:05',
    resolved(amara, 'truePositive', 'other', 'Port closed, just-in-time access on.'),
  ],
  [
    'reportedMail',
    '-27d 07:50',
    resolved(robin, 'truePositive', 'phishing', 'Removed from all mailboxes.'),
  ],
  [
    'guardDutyFinding',
    '-26d 15:21',
    resolved(
      ben,
      'informationalExpectedActivity',
      'securityTesting',
      'Sandbox test by the platform team.',
    ),
  ],
  [
    'oddSignIn',
    '-25d 10:33',
    resolved(lin, 'falsePositive', 'notMalicious', 'Owner was travelling.'),
  ],
  [
    'threatFeedMatch',
    '-24d 11:02',
    resolved(amara, 'falsePositive', 'notEnoughDataToValidate', 'Feed entry withdrawn.'),
  ],
  [
    'deniedSecrets',
    '-23d 14:47',
    resolved(
      robin,
      'informationalExpectedActivity',
      'confirmedActivity',
      'New colleague, wrong vault.',
    ),
  ],
  ['blockedMalware', '-22d 09:09', blocked(lin)],
  [
    'directoryReconnaissance',
    '-21d 13:36',
    resolved(
      ben,
      'informationalExpectedActivity',
      'securityTesting',
      'Quarterly scan of the auditors.',
    ),
  ],
  [
    'openStorage',
    '-20d 08:58',
    resolved(
      amara,
      'truePositive',
      'other',
      'Container closed after 40 minutes, nothing sensitive in it.',
    ),
  ],
  ['unwantedSoftware', '-19d 12:24', resolved(lin, 'truePositive', 'unwantedSoftware', 'Removed.')],
  [
    'hungryApplication',
    '-18d 10:18',
    resolved(
      robin,
      'informationalExpectedActivity',
      'lineOfBusinessApplication',
      'Month-end mailing of Sales.',
    ),
  ],
  [
    'nodeActivity',
    '-17d 15:40',
    resolved(ben, 'falsePositive', 'notMalicious', 'Health probe of the new agent.'),
  ],
  [
    'indicatorHit',
    '-16d 09:31',
    resolved(lin, 'truePositive', 'phishing', 'Blocked at the proxy.'),
  ],
  [
    'passwordSpray',
    '-15d 06:42',
    resolved(
      amara,
      'truePositive',
      'compromisedAccount',
      'Password changed, sessions revoked, no mailbox rules found.',
    ),
  ],
  [
    'reportedMail',
    '-14d 08:06',
    resolved(robin, 'truePositive', 'phishing', 'Removed from all mailboxes.'),
  ],
  [
    'sqlProbe',
    '-13d 16:11',
    resolved(ben, 'truePositive', 'other', 'Parameterised in release 8.41.'),
  ],
  [
    'namedAfterAttack',
    '-12d 11:27',
    resolved(lin, 'falsePositive', 'notMalicious', 'Threat intelligence job resolves such names.'),
  ],
  [
    'dataLoss',
    '-12d 14:14',
    resolved(
      amara,
      'informationalExpectedActivity',
      'confirmedActivity',
      'Customs authority asked for the file.',
    ),
  ],
  ['blockedMalware', '-11d 10:01', blocked(robin)],
  [
    'riskyManagement',
    '-10d 17:23',
    resolved(ben, 'falsePositive', 'notMalicious', 'Split tunnel of the new VPN client.'),
  ],
  ['oddSignIn', '-9d 07:17', resolved(lin, 'falsePositive', 'notMalicious', 'Roaming telephone.')],
  ['threatFeedMatch', '-8d 12:49', working(amara)],
  ['unwantedSoftware', '-7d 09:55', { status: 'active', customTags: ['Service desk'] }],
  [
    'guardDutyFinding',
    '-7d 13:12',
    resolved(ben, 'informationalExpectedActivity', 'securityTesting', 'Sandbox again.'),
  ],
  [
    'reportedMail',
    '-6d 08:20',
    resolved(robin, 'truePositive', 'phishing', 'Removed from all mailboxes.'),
  ],
  [
    'deniedSecrets',
    '-6d 15:33',
    resolved(lin, 'falsePositive', 'notMalicious', 'Old pipeline, since deleted.'),
  ],
  [
    'threatFeedMatch',
    '-6d 17:02',
    resolved(ben, 'falsePositive', 'notMalicious', 'Scanner of our insurer.'),
  ],
  ['nodeActivity', '-5d 10:44', { ...working(ben), customTags: ['Platform team'] }],
  ['blockedMalware', '-5d 11:19', blocked(amara)],
  [
    'passwordSpray',
    '-4d 05:58',
    {
      ...working(lin),
      comments: [
        {
          after: '1h10m',
          by: lin,
          text: 'Legacy authentication was still open for two shared mailboxes. Closed.',
        },
        { after: '5h', by: robin, text: 'Nothing from this address in the VPN logs.' },
      ],
    },
  ],
  ['openStorage', '-4d 14:26', { ...working(robin), customTags: ['Customs', 'Needs owner'] }],
  [
    'sshGuessing',
    '-3d 09:02',
    { status: 'awaitingAction', assignedTo: amara, systemTags: ['Defender Experts'] },
  ],
  ['indicatorHit', '-3d 13:37', resolved(ben, 'truePositive', 'phishing', 'Blocked at the proxy.')],
  ['directoryReconnaissance', '-3d 15:08', OPEN],
  ['hungryApplication', '-2d 08:41', working(amara)],
  ['dataLoss', '-2d 15:52', OPEN],
  ['passwordSpray', '-1d 05:41', OPEN],
  ['riskyManagement', '-1d 06:27', OPEN],
  ['threatFeedMatch', '-1d 07:14', working(ben)],
  ['sqlProbe', '-21h', OPEN],
  ['unwantedSoftware', '-17h', OPEN],
  [
    'reportedMail',
    '-13h',
    resolved(lin, 'truePositive', 'phishing', 'Removed from all mailboxes.'),
  ],
  ['oddSignIn', '-9h20m', OPEN],
  ['blockedMalware', '-6h40m', OPEN],
  ['guardDutyFinding', '-4h15m', OPEN],
  ['oddCommandLine', '-2h05m', OPEN],
  ['namedAfterAttack', '-58m', OPEN],
];

const FIRST_ID = 4_101;

/** Ids are odd, so that the stories find theirs in between. */
export const EVERYDAY_INCIDENTS: readonly IncidentScript[] = ROWS.map(
  ([pattern, startsAt, outcome], index) =>
    everydayIncident(`everyday/${index}`, {
      ...outcome,
      pattern,
      startsAt,
      id: String(FIRST_ID + 2 * index),
    }),
);

/** Merged into another incident: kept as a pointer, without alerts. */
export const MERGED_INCIDENT: IncidentScript = {
  key: 'merged/dispatch-macro',
  id: '4188',
  startsAt: '-2d 08:34',
  name: 'Office application started a suspicious process on one endpoint',
  tells: 'Merged into the ransomware incident of the same device.',
  status: 'redirected',
  redirectsTo: '4186',
  priority: 0,
  alerts: [],
};
