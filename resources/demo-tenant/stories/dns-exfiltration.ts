// The EDI gateway leaks partner messages, a few bytes a question, through DNS.
import { DEVICES, file, processChain, virtualMachine } from '../devices.ts';
import { connection, dns, ip } from '../network.ts';
import { ROOT_ACCOUNT } from '../people.ts';
import { seen } from '../script.ts';
import type { AlertScript, IncidentScript } from '../script.ts';

const gateway = DEVICES['vm-edi-gw01'];
const machine = virtualMachine('vm-edi-gw01');
const zone = 't.edge-metrics.example';
const question = `mzxw6ytboi5gk3tpnjxw.4f.${zone}`;
const BAD = { verdict: 'malicious', remediation: 'active' } as const;
const ODD = { verdict: 'suspicious', remediation: 'active' } as const;

const named = (
  after: string,
  type: string,
  title: string,
  severity: 'low' | 'medium',
  tells: string,
): AlertScript => ({
  after,
  lasts: '1h',
  from: 'cloudDns',
  type,
  title,
  severity,
  category: type === 'AzureDNS_ThreatIntelSuspectDomain' ? 'CommandAndControl' : 'Exfiltration',
  techniques: ['T1048.003', 'T1071.004'],
  tells,
  advice: 'Find the process that asks. Block the zone at the resolver.',
  evidence: [
    seen(machine, 'compromised', ODD),
    seen(gateway, 'compromised'),
    seen(dns(question, '10.50.4.8', ['198.51.100.233'], '168.63.129.16'), 'suspicious', {
      verdict: 'malicious',
    }),
    seen(ip('198.51.100.233'), 'commandAndControl', { verdict: 'malicious' }),
  ],
});

export const DNS_EXFILTRATION: IncidentScript = {
  key: 'dns-exfiltration',
  id: '4174',
  startsAt: '-3d 02:37',
  name: 'DNS tunnel from EDI gateway vm-edi-gw01',
  tells: 'A process on the EDI gateway sends data in DNS questions below t.edge-metrics.example.',
  status: 'inProgress',
  assignedTo: 'ben.sorensen@northwindharbor.example',
  priority: 61,
  customTags: ['EDI'],
  alerts: [
    {
      after: '0m',
      from: 'cloudServers',
      type: 'VM_FilelessAttackTechnique.Linux',
      title: 'Fileless attack technique detected',
      severity: 'high',
      category: 'Execution',
      techniques: ['T1620', 'T1055'],
      tells: 'The memory of a Java process holds a library that was never a file.',
      evidence: [
        seen(machine, 'compromised', ODD),
        seen(gateway, 'compromised'),
        ...processChain({
          on: gateway,
          as: ROOT_ACCOUNT,
          steps: [
            ['/usr/bin/java', 'java -jar /opt/edi/as2-gateway.jar'],
            ['/proc/self/fd/9', '[kworker/u8:2-events]'],
          ],
          judgement: BAD,
        }),
      ],
    },
    named(
      '22m',
      'AzureDNS_ThreatIntelSuspectDomain',
      'Communication with suspicious domain identified by threat intelligence',
      'medium',
      `${zone} is on a threat intelligence list.`,
    ),
    named(
      '1h',
      'AzureDNS_ProtocolAnomaly',
      'Anomalous network protocol usage',
      'low',
      'TXT questions of 180 characters, 40 a second.',
    ),
    named(
      '1h30m',
      'AzureDNS_DataObfuscation',
      'Possible data transfer via DNS tunnel',
      'low',
      'Names look like base32.',
    ),
    named(
      '3h',
      'AzureDNS_DataExfiltration',
      'Possible data exfiltration via DNS tunnel',
      'low',
      'About 38 MB left in names so far.',
    ),
    named(
      '7h',
      'AzureDNS_DataInfiltration',
      'Possible data download via DNS tunnel',
      'low',
      'Answers grow: something is being fetched.',
    ),
    {
      after: '7h20m',
      from: 'endpoint',
      title: 'Suspicious file dropped and executed by a service',
      severity: 'medium',
      category: 'Execution',
      techniques: ['T1059.004', 'T1105'],
      tells: 'The gateway wrote a script to /dev/shm and ran it.',
      evidence: [
        seen(gateway, 'compromised', ODD),
        seen(machine, 'compromised'),
        ...processChain({
          on: gateway,
          as: ROOT_ACCOUNT,
          steps: [
            ['/usr/bin/java', 'java -jar /opt/edi/as2-gateway.jar'],
            ['/bin/dash', 'sh -c "sh /dev/shm/.x"'],
            ['/usr/bin/find', 'find /var/spool/as2 -name *.edi -newermt -7days'],
          ],
          judgement: BAD,
        }),
        seen(file(gateway, '/dev/shm/.x'), 'created', BAD),
      ],
    },
    {
      after: '9h',
      from: 'sentinel',
      title: 'DNS events related to a high volume of long subdomains',
      severity: 'medium',
      category: 'Exfiltration',
      techniques: ['T1048.003'],
      tells: '9,412 different names below one zone.',
      evidence: [
        seen(gateway, 'source'),
        seen(dns(question, '10.50.4.8', ['198.51.100.233'], '168.63.129.16'), 'suspicious'),
        seen(connection(['10.50.4.8', 53122], ['168.63.129.16', 53], 'udp'), 'contextual'),
      ],
    },
  ],
  continues: [
    named(
      '0s',
      'AzureDNS_DataExfiltration',
      'Possible data exfiltration via DNS tunnel',
      'low',
      'The tunnel is still open: it is watched with consent of the owner.',
    ),
  ],
};
