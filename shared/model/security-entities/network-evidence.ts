// Addresses, names, connections and networked things, from entities to Graph's evidence.
import type { JsonObject } from '../json.ts';
import { azureResource } from './resource-evidence.ts';
import { evidenceBase } from './evidence-base.ts';
import { graphJson, unlessEmpty } from './graph-json.ts';
import type { SecurityEntity } from './security-entity.ts';

export function ip(entity: SecurityEntity): JsonObject {
  const location = entity.object('location');
  return graphJson('ipEvidence', {
    ...evidenceBase(entity),
    ipAddress: entity.text('address', 'ipAddress', 'friendlyName'),
    countryLetterCode: location?.text('countryCode')?.toUpperCase(),
    location:
      location === null
        ? null
        : unlessEmpty(
            graphJson('geoLocation', {
              city: location.text('city'),
              countryName: location.text('countryName'),
              state: location.text('state'),
              latitude: location.number('latitude'),
              longitude: location.number('longitude'),
            }),
          ),
  });
}

/** The address under `name`, as an entity, a link, a Sentinel id, or bare. */
function linkedIp(entity: SecurityEntity, name: string): JsonObject | null {
  const target = entity.link(name, `${name}EntityId`);
  if (target !== null) return ip(target);
  const ipAddress = entity.text(name);
  return ipAddress === null ? null : graphJson('ipEvidence', { ipAddress });
}

export function url(entity: SecurityEntity): JsonObject {
  return graphJson('urlEvidence', {
    ...evidenceBase(entity),
    url: entity.text('url', 'friendlyName'),
  });
}

export function dns(entity: SecurityEntity): JsonObject {
  return graphJson('dnsEvidence', {
    ...evidenceBase(entity),
    domainName: entity.text('domainName', 'friendlyName'),
    ipAddresses: entity.links('ipAddress', 'ipAddresses', 'ipAddressEntityIds').map(ip),
    dnsServerIp: linkedIp(entity, 'dnsServerIp'),
    hostIpAddress: linkedIp(entity, 'hostIpAddress'),
  });
}

export function networkConnection(entity: SecurityEntity): JsonObject {
  return graphJson('networkConnectionEvidence', {
    ...evidenceBase(entity),
    sourceAddress: linkedIp(entity, 'sourceAddress'),
    sourcePort: entity.number('sourcePort'),
    destinationAddress: linkedIp(entity, 'destinationAddress'),
    destinationPort: entity.number('destinationPort'),
    protocol: entity.text('protocol')?.toLowerCase(),
  });
}

export function networkInterface(entity: SecurityEntity): JsonObject {
  return graphJson('nicEvidence', {
    ...evidenceBase(entity),
    macAddress: entity.text('macAddress'),
    ipAddress: linkedIp(entity, 'ipAddress'),
    vlans: entity.texts('vlans'),
  });
}

export function iotDevice(entity: SecurityEntity): JsonObject {
  const hub = entity.link('ioTHub', 'iotHubEntityId');
  const page = entity.link('sourceRef');
  return graphJson('ioTDeviceEvidence', {
    ...evidenceBase(entity),
    deviceId: entity.text('deviceId'),
    deviceName: entity.text('deviceName', 'friendlyName'),
    deviceType: entity.text('deviceType'),
    deviceSubType: entity.text('deviceSubType'),
    source: entity.text('source'),
    sourceRef: page === null ? null : url(page),
    ioTHub: hub === null ? null : azureResource(hub),
    ioTSecurityAgentId: entity.text('iotSecurityAgentId'),
    ipAddress: linkedIp(entity, 'ipAddress'),
    macAddress: entity.text('macAddress'),
    manufacturer: entity.text('manufacturer', 'vendor'),
    model: entity.text('model'),
    operatingSystem: entity.text('operatingSystem'),
    serialNumber: entity.text('serialNumber'),
    importance: entity.text('importance'),
    isAuthorized: entity.boolean('isAuthorized'),
    isProgramming: entity.boolean('isProgramming'),
    isScanner: entity.boolean('isScanner'),
    protocols: entity.texts('protocols'),
    owners: entity.texts('owners'),
    nics: entity.links('nics', 'nicEntityIds').map(networkInterface),
    purdueLayer: entity.text('purdueLayer'),
    sensor: entity.text('sensor'),
    site: entity.text('site'),
    zone: entity.text('zone'),
    devicePageLink: entity.text('devicePageLink'),
  });
}
