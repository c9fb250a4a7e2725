// A camera gateway on the quay talks to cranes; somebody gave it a name that is markup.
import { azureResource } from '../clouds.ts';
import { device } from '../devices.ts';
import { guidFor, hexFor } from '../identifiers.ts';
import { connection, ip, url } from '../network.ts';
import { seen } from '../script.ts';
import type { AlertScript, EvidenceFacts, IncidentScript } from '../script.ts';

const hub = azureResource(
  'production',
  'rg-terminal-iot',
  'Microsoft.Devices/IotHubs',
  'iot-quay-west',
);

const nic: EvidenceFacts = {
  '@odata.type': '#microsoft.graph.security.nicEvidence',
  ipAddress: ip('10.40.7.23'),
  macAddress: '00:1B:1B:6E:42:09',
  vlans: ['407', '410'],
};

const iotDevice = (
  name: string,
  kind: readonly [type: string, subType: string],
  facts: { manufacturer: string; model: string; address: string; importance: 'normal' | 'high' },
): EvidenceFacts => ({
  '@odata.type': '#microsoft.graph.security.ioTDeviceEvidence',
  deviceId: guidFor(`iot/${name}`),
  deviceName: name,
  devicePageLink: null,
  deviceSubType: kind[1],
  deviceType: kind[0],
  importance: facts.importance,
  ioTHub: hub,
  ioTSecurityAgentId: guidFor(`iot-agent/${name}`),
  ipAddress: ip(facts.address),
  isAuthorized: true,
  isProgramming: false,
  isScanner: false,
  macAddress: '00:1B:1B:6E:42:09',
  manufacturer: facts.manufacturer,
  model: facts.model,
  nics: [nic],
  operatingSystem: 'Linux 5.10',
  owners: ['Quay operations'],
  protocols: ['Modbus', 'HTTPS', 'SSH'],
  purdueLayer: 'Level 2',
  sensor: 'sensor-quay-west-1',
  serialNumber: hexFor(`serial/${name}`, 10).toUpperCase(),
  site: 'Rotterdam West Quay',
  source: 'Microsoft Defender for IoT',
  sourceRef: url('https://sensor-quay-west-1.northwindharbor.example/devices'),
  zone: 'Cranes',
});

const camera = iotDevice('cam-gw-quay-07', ['Camera', 'Video gateway'], {
  manufacturer: 'Axelon',
  model: 'VG-204',
  address: '10.40.7.23',
  importance: 'normal',
});
const crane = iotDevice('plc-sts-crane-04', ['PLC', 'Crane controller'], {
  manufacturer: 'Seamark Controls',
  model: 'SC-1500',
  address: '10.40.2.4',
  importance: 'high',
});

// The name is what the device tells of itself. It must be shown as it is, as text.
const impostor = device({
  host: '<img src=x onerror=alert(1)>',
  os: ['Linux', 'Unknown', 0],
  ip: '10.40.7.88',
  risk: 'medium',
  users: [],
  group: [30, 'Discovered devices'],
});

const step = (
  after: string,
  title: string,
  severity: AlertScript['severity'],
  category: string,
  technique: string,
  tells: string,
): AlertScript => ({
  after,
  lasts: '4m',
  from: 'cloudIot',
  type: `IoT_${title.replaceAll(/[^A-Za-z]+/g, '')}`,
  title,
  severity,
  category,
  techniques: [technique],
  tells,
  advice:
    'Ask Quay operations whether the crane was in maintenance. Keep the capture of the sensor.',
  evidence: [
    seen(camera, ['compromised', 'source'], { verdict: 'suspicious', remediation: 'unremediated' }),
    seen(crane, 'attacked'),
    seen(hub, 'contextual'),
    seen(nic, 'contextual'),
    seen(impostor, 'suspicious'),
    seen(connection(['10.40.7.23', 40222], ['10.40.2.4', 502]), 'suspicious'),
  ],
});

export const CRANE_SENSOR: IncidentScript = {
  key: 'crane-sensor',
  id: '4164',
  startsAt: '-5d 03:12',
  name: 'Camera gateway on the west quay writes to a crane controller',
  tells:
    'cam-gw-quay-07 was taken over with its factory password and tried to change the program of crane 4.',
  status: 'active',
  priority: 58,
  systemTags: ['Critical asset'],
  customTags: ['OT', 'Safety informed'],
  comments: [
    {
      after: '5h',
      by: 'robin.vos@northwindharbor.example',
      text: 'Crane 4 was parked. No load moved. Camera network is now separated.',
    },
  ],
  alerts: [
    step(
      '0m',
      'Default credentials used to sign in to a device',
      'medium',
      'InitialAccess',
      'T1078.001',
      'admin/admin, from a device that appeared that night.',
    ),
    step(
      '9m',
      'Address scan detected',
      'low',
      'Discovery',
      'T1046',
      'The gateway scanned the crane network.',
    ),
    step(
      '17m',
      'Firmware of a device was changed',
      'medium',
      'Persistence',
      'T1542.001',
      'The gateway restarted with a firmware that its maker did not sign.',
    ),
    step(
      '26m',
      'Operational protocol seen from a device that never used it',
      'medium',
      'Discovery',
      'T1046',
      'Modbus function 43 (read device identification) from a camera gateway.',
    ),
    step(
      '31m',
      'Unauthorized device connected to the network',
      'medium',
      'InitialAccess',
      'T1200',
      'A device without a name in the inventory joined VLAN 410.',
    ),
    step(
      '48m',
      'Modbus write command from an unauthorized source',
      'high',
      'Impact',
      'T1565.002',
      'Register 40021 of the crane controller was written.',
    ),
    step(
      '52m',
      'PLC program upload attempt',
      'high',
      'Persistence',
      'T1542.001',
      'An upload was started and refused by the key switch.',
    ),
    step(
      '58m',
      'Controller stopped answering its operator station',
      'high',
      'Impact',
      'T1489',
      'Crane 4 went to its safe state; the operator station lost contact for 40 seconds.',
    ),
    step(
      '1h20m',
      'Suspicious outbound connection from the operational network',
      'medium',
      'CommandAndControl',
      'T1571',
      'The gateway tried port 9001 of an address outside. The firewall refused.',
    ),
  ],
};
