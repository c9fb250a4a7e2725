// The people of Northwind Harbor Logistics, a company that does not exist, and the accounts they use.
import { guidFor, numberFor } from './identifiers.ts';
import type { EvidenceFacts } from './script.ts';

export const TENANT_ID = guidFor('tenant/northwind-harbor');
export const TENANT_NAME = 'Northwind Harbor Logistics';
export const DOMAIN = 'northwindharbor.example';
export const NT_DOMAIN = 'NWHARBOR';
const DOMAIN_SID = 'S-1-5-21-2871945316-1106543982-3342017755';

export interface Person {
  readonly accountName: string;
  readonly displayName: string;
}

const person = (accountName: string, displayName: string): Person => ({ accountName, displayName });

/** Staff by first name. */
export const PEOPLE = {
  mila: person('mbrandt', 'Mila Brandt'),
  tomas: person('tkovar', 'Tomáš Kovář'),
  aisha: person('aokafor', 'Aisha Okafor'),
  jonas: person('jlindqvist', 'Jonas Lindqvist'),
  priya: person('pnair', 'Priya Nair'),
  diego: person('dferreira', 'Diego Ferreira'),
  hanna: person('hweber', 'Hanna Weber'),
  luca: person('lmoretti', 'Luca Moretti'),
  sofia: person('ssantos', 'Sofia Santos'),
  erik: person('ehaugen', 'Erik Haugen'),
  nadia: person('nbenali', 'Nadia Benali'),
  marek: person('mzielinski', 'Marek Zieliński'),
  grace: person('gobrien', "Grace O'Brien"),
  kenji: person('kmori', 'Kenji Mori'),
  elena: person('epetrova', 'Elena Petrova'),
  samir: person('shaddad', 'Samir Haddad'),
  ingrid: person('idahl', 'Ingrid Dahl'),
  pieter: person('pdevries', 'Pieter de Vries'),
  chloe: person('cmartin', 'Chloé Martin'),
  oscar: person('onilsson', 'Oscar Nilsson'),
  yara: person('yaziz', 'Yara Aziz'),
  finn: person('fkelly', 'Finn Kelly'),
} as const satisfies Record<string, Person>;

/** Accounts of services and administrators. */
export const SERVICE_ACCOUNTS = {
  backup: person('svc-backup', 'Backup service'),
  sql: person('svc-sqlreport', 'SQL reporting service'),
  sync: person('svc-entraconnect', 'Entra Connect sync'),
  domainAdmin: person('adm-jlindqvist', 'Jonas Lindqvist (admin)'),
} as const satisfies Record<string, Person>;

export const upn = (who: Person): string => `${who.accountName}@${DOMAIN}`;

/** Members of the security operations team, as `assignedTo` and comment authors show them. */
export const ANALYSTS = {
  robin: `robin.vos@${DOMAIN}`,
  amara: `amara.diallo@${DOMAIN}`,
  ben: `ben.sorensen@${DOMAIN}`,
  lin: `lin.zhao@${DOMAIN}`,
} as const;

/** Whom the demo tenant takes the caller for. */
export const SIGNED_IN_ANALYST = {
  displayName: 'Robin Vos',
  userPrincipalName: ANALYSTS.robin,
} as const;

/** The `userAccount` of Graph for a person of the domain. */
export function account(who: Person): Readonly<Record<string, unknown>> {
  return {
    accountName: who.accountName,
    activeDirectoryObjectGuid: guidFor(`ad-object/${who.accountName}`),
    azureAdUserId: guidFor(`entra-user/${who.accountName}`),
    displayName: who.displayName,
    domainName: NT_DOMAIN,
    resourceAccessEvents: [],
    tenantId: TENANT_ID,
    userPrincipalName: upn(who),
    userSid: `${DOMAIN_SID}-${1100 + numberFor(`rid/${who.accountName}`, 8000)}`,
  };
}

/** A local or built-in account, which has no directory object. */
export function localAccount(
  accountName: string,
  domainName: string,
  sid: string | null,
): Readonly<Record<string, unknown>> {
  return {
    accountName,
    activeDirectoryObjectGuid: null,
    azureAdUserId: null,
    displayName: null,
    domainName,
    resourceAccessEvents: [],
    tenantId: null,
    userPrincipalName: null,
    userSid: sid,
  };
}

export const SYSTEM_ACCOUNT = localAccount('SYSTEM', 'NT AUTHORITY', 'S-1-5-18');
export const ROOT_ACCOUNT = localAccount('root', '', null);

export function user(who: Person): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.userEvidence',
    stream: null,
    userAccount: account(who),
  };
}

export function localUser(accountName: string, domainName: string): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.userEvidence',
    stream: null,
    userAccount: localAccount(accountName, domainName, null),
  };
}

export function mailbox(who: Person): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.mailboxEvidence',
    displayName: who.displayName,
    primaryAddress: upn(who),
    upn: upn(who),
    userAccount: account(who),
  };
}

export function securityGroup(name: string): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.securityGroupEvidence',
    activeDirectoryObjectGuid: guidFor(`group/${name}`),
    displayName: name,
    distinguishedName: `CN=${name},OU=Groups,DC=northwindharbor,DC=example`,
    friendlyName: name,
    securityGroupId: guidFor(`entra-group/${name}`),
    sid: `${DOMAIN_SID}-${1100 + numberFor(`rid/group/${name}`, 8000)}`,
  };
}

export function activeDirectoryDomain(): EvidenceFacts {
  return {
    '@odata.type': '#microsoft.graph.security.activeDirectoryDomainEvidence',
    activeDirectoryDomainName: DOMAIN,
    trustedDomains: [
      {
        '@odata.type': '#microsoft.graph.security.activeDirectoryDomainEvidence',
        activeDirectoryDomainName: `terminals.${DOMAIN}`,
        trustedDomains: [],
      },
    ],
  };
}
