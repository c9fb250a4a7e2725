// Rows of inventories, as clients can read them, as the machine registry takes them.
import { machineInAssetRow, machineInDeviceRow } from './machine-mention.ts';
import type { MachineMention } from './machine-mention.ts';

/** A machine as an inventory lists it. Times are UTC epoch milliseconds, both included. */
export interface InventoryRow {
  readonly tenant: string;
  readonly mention: MachineMention;
  readonly from: number;
  readonly to: number;
  /** False where the inventory says that the machine no longer reports. */
  readonly isLive: boolean;
}

type Loose = Readonly<Record<string, unknown>>;

/** Further than any time of an alert. */
const FOREVER_MS = 8.64e15;

/**
 * Of Defender for Endpoint's device inventory (`machines` of its API). A device that reports is there from
 * when it was first seen; one that does not, until it was last seen.
 */
export function deviceInventoryRow(row: Loose): InventoryRow {
  const isLive = text(row['healthStatus'])?.toLowerCase() !== 'inactive';
  return {
    tenant: tenantOf(row),
    mention: machineInDeviceRow(row),
    from: time(row['firstSeen']) ?? -FOREVER_MS,
    to: isLive ? FOREVER_MS : (time(row['lastSeen']) ?? FOREVER_MS),
    isLive,
  };
}

/** Of a cloud's inventory; null where the row is no machine. What is in it is there now. */
export function assetInventoryRow(row: Loose): InventoryRow | null {
  const mention = machineInAssetRow(row);
  if (mention === null) return null;
  const properties = loose(row['properties']);
  const from =
    time(properties['timeCreated']) ??
    time(properties['LaunchTime']) ??
    time(properties['creationTimestamp']) ??
    -FOREVER_MS;
  return { tenant: tenantOf(row), mention, from, to: FOREVER_MS, isLive: true };
}

/** Public addresses by which the internet knows the machine of a row of either kind. */
export function publicAddressesIn(row: Loose): readonly string[] {
  const properties = loose(row['properties']);
  return [
    row['lastExternalIpAddress'],
    row['publicIp'],
    properties['PublicIpAddress'],
    properties['natIP'],
  ].filter((one): one is string => typeof one === 'string' && one !== '');
}

function tenantOf(row: Loose): string {
  return text(row['tenantId'])?.toLowerCase() ?? '';
}

function time(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function loose(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? (value as Loose) : {};
}
