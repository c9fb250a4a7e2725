// What people call the things that tie alerts, of which the engine knows keys only.
import type { SharedReason } from '../../../shared/correlation/correlation-reason.ts';
import type { AssetMention } from '../../../shared/contract/queue.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { StoreMemory } from './store-memory.ts';

const CATEGORIES: Readonly<Record<'machine' | 'account' | 'source', ReadonlySet<string>>> = {
  machine: new Set(['device', 'cloudResource']),
  account: new Set(['user']),
  source: new Set(['device', 'cloudResource']),
};

/**
 * Machines and accounts are called as the assets of both alerts are, or of one where the other spells it in
 * another way; all else by its value. null where the assets do not tell which one it is.
 */
export function tieName(
  memory: StoreMemory,
  { shared, key }: SharedReason,
  [alert, other]: readonly [AlertKey, AlertKey],
): string | null {
  if (shared !== 'machine' && shared !== 'account' && shared !== 'source') {
    // The engine's keys of these are tenant, kind and value.
    return key.split(' ').slice(2).join(' ') || null;
  }
  const [own, others] = [alert, other].map((one) =>
    assetsOf(memory, one).filter(({ category }) => CATEGORIES[shared].has(category)),
  );
  const otherKeys = new Set(others?.map((asset) => asset.key));
  const shown = own?.filter((asset) => otherKeys.has(asset.key)) ?? [];
  // A machine is called as its device, where both know it as one.
  const common = shown.find(({ category }) => category === 'device') ?? shown[0];
  const single = [own, others].find((assets) => assets?.length === 1)?.[0];
  return (common ?? single)?.name ?? null;
}

function assetsOf(memory: StoreMemory, alert: AlertKey): readonly AssetMention[] {
  const row = memory.alertRow(alert);
  if (row === undefined) return [];
  const codes = memory.sightings.table.columns.assets.itemCodes(row);
  return Array.from(codes, (code) => memory.assets.mention(code));
}
