// What a window is told of an entity that is a machine: what else names it, and what people said of that.
import type { DecidedPair } from '../grouping/groupings.ts';
import type { Entity } from '../model/entity.ts';
import type { TenantId } from '../model/tenant.ts';

export interface MachineEntity {
  readonly entity: Pick<Entity, 'key' | 'name' | 'kind' | 'family' | 'cloud'>;
  /** What the machine is told by, an instance id or a place: what an entry about a pair holds. */
  readonly name: string;
}

export interface MachineNames {
  readonly tenantId: TenantId;
  /** As those of the others. */
  readonly name: string;
  /** Other entities of the same alerts that are the same machine. */
  readonly same: readonly MachineEntity[];
  /** Other machines of the same alerts. */
  readonly others: readonly MachineEntity[];
  readonly told: readonly DecidedPair[];
}
