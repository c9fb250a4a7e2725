// Addresses, names and connections, as entities.
import type { EvidenceOf } from '../model/evidence.ts';
import { labelIfStated } from '../model/labels.ts';
import { folded, joined, type EntityDraft, type Stated } from './entity-draft.ts';
import { parseIpAddress } from './ip-address.ts';

export function ipAddress(
  { ipAddress: text, location, countryLetterCode }: EvidenceOf<'ipEvidence'>,
  tenantId: string,
): EntityDraft {
  return {
    ...addressDraft(text, tenantId),
    details: [
      ['Country', location?.countryName ?? countryLetterCode],
      ['State', location?.state],
      ['City', location?.city],
    ],
  };
}

/** A private address names a host of some network of the tenant only. */
export function addressDraft(text: string | null | undefined, tenantId: string): EntityDraft {
  const address = text ? parseIpAddress(text) : null;
  return {
    kind: 'ipAddress',
    family: 'ipAddress',
    identities: [
      ['ip', address?.isGlobal === true ? address.canonical : null],
      ['ip', tenantId, address?.canonical ?? folded(text)],
    ],
    names: [text],
  };
}

export function url({ url: address }: EvidenceOf<'urlEvidence'>): EntityDraft {
  return {
    kind: 'url',
    family: 'networking',
    identities: [['url', address]],
    names: [address],
  };
}

export function dnsName(
  { domainName, ipAddresses, dnsServerIp }: EvidenceOf<'dnsEvidence'>,
  tenantId: string,
): EntityDraft {
  const addresses = ipAddresses.map((address) => address.ipAddress);
  return {
    kind: 'dnsName',
    family: 'networking',
    identities: [
      // A name without a dot is resolved by the tenant's own servers.
      ['dns', domainName?.includes('.') === true ? folded(domainName)?.replace(/\.$/, '') : null],
      ['dns', tenantId, folded(domainName)],
    ],
    names: [domainName],
    details: [
      ['Addresses', joined(addresses, ', ')],
      ['DNS server', dnsServerIp?.ipAddress],
    ],
  };
}

export function networkConnection(
  evidence: EvidenceOf<'networkConnectionEvidence'>,
  tenantId: string,
): EntityDraft {
  const source = end(evidence.sourceAddress?.ipAddress, evidence.sourcePort);
  const destination = end(evidence.destinationAddress?.ipAddress, evidence.destinationPort);
  const protocol = labelIfStated('protocolType', evidence.protocol);
  return {
    kind: 'networkConnection',
    family: 'networking',
    identities:
      source === null && destination === null
        ? []
        : [['connection', tenantId, protocol ?? '-', source ?? '-', destination ?? '-']],
    names: [joined([source, destination], ' → ')],
    details: [
      ['Source', source],
      ['Destination', destination],
      ['Protocol', protocol],
    ],
  };
}

function end(address: Stated, port: Stated): string | null {
  const isIpv6 = typeof address === 'string' && address.includes(':');
  return joined([isIpv6 ? `[${address}]` : address, port], ':');
}
