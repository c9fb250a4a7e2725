// Which entities of some alerts are one machine with a given one, by evidence and by what people said.
import type { AlertMachines } from '../../../shared/contract/correlation-engine.ts';
import type { MachineEntity, MachineNames } from '../../../shared/contract/machine-names.ts';
import { machinePairKey } from '../../../shared/grouping/groupings.ts';
import type { Groupings } from '../../../shared/grouping/groupings.ts';
import { entitiesOf } from '../../../shared/identity/entities-of.ts';
import { machineInEvidence } from '../../../shared/identity/machine-mention.ts';
import type { MachineMention } from '../../../shared/identity/machine-mention.ts';
import { machineInResource } from '../../../shared/identity/machine-resource.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { Entity, EntityKey } from '../../../shared/model/entity.ts';
import { decodeEvidence } from '../../../shared/model/graph/decode.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { tenantId } from '../../../shared/model/tenant.ts';
import type { DocumentStore } from './document-store.ts';

/** Alerts that are looked through; a page of an incident shows no more of a machine. */
const MOST_ALERTS = 300;

export type MachinesOf = (keys: readonly AlertKey[]) => Promise<readonly AlertMachines[]>;

interface KnownEntity extends MachineEntity {
  /** As the engine numbers them; null for what it has not looked at. */
  readonly machine: number | null;
}

/** null where the entity is no machine, or none of the alerts names it. */
export async function readMachineNames(
  documents: DocumentStore,
  machinesOf: MachinesOf,
  alerts: readonly AlertKey[],
  entity: EntityKey,
): Promise<MachineNames | null> {
  const { sightings, folds, groupings } = documents.memory;
  const rows = alerts
    .slice(0, MOST_ALERTS)
    .map((key) => documents.memory.alertRow(key))
    .filter((row) => row !== undefined)
    .flatMap((row) => folds.members(row));
  const { key: keys, tenantId: tenants } = sightings.table.columns;
  const [sighted, machines] = await Promise.all([
    documents.readSightings(rows),
    machinesOf(rows.map((row) => keys.value(row) as AlertKey)),
  ]);
  const machinesByKey = new Map(machines.map(({ key, machines: own }) => [key, own]));
  const known = new Map<EntityKey, KnownEntity>();
  const [firstRow] = rows;
  if (firstRow === undefined) return null;
  const tenant = tenants.value(firstRow) ?? '';
  rows.forEach((row, index) => {
    const own = machinesByKey.get(keys.value(row) as AlertKey) ?? [];
    const numberOf = new Map(own.map(({ evidence, machine }) => [evidence, machine]));
    evidenceIn(sighted[index]).forEach((evidence, place) => {
      const named = namedIn(evidence, tenant, numberOf.get(place) ?? null, groupings.people);
      for (const one of named) {
        const before = known.get(one.entity.key);
        if (before === undefined || before.machine === null) known.set(one.entity.key, one);
      }
    });
  });
  const self = known.get(entity);
  if (self === undefined) return null;
  const others = [...known.values()].filter(({ entity: { key } }) => key !== entity);
  const isSame = ({ machine }: KnownEntity) => machine !== null && machine === self.machine;
  return {
    tenantId: tenantId(tenant),
    name: self.name,
    same: others.filter(isSame).map(bare),
    others: others.filter((one) => !isSame(one)).map(bare),
    told: [...groupings.people.machinePairs.values()].filter(
      ({ device, asset }) => device === self.name || asset === self.name,
    ),
  };
}

function evidenceIn(json: unknown): readonly JsonObject[] {
  const alert = isJsonObject(json) ? json['alert'] : null;
  const evidence = isJsonObject(alert) ? alert['evidence'] : null;
  return Array.isArray(evidence) ? evidence.map((one) => (isJsonObject(one) ? one : {})) : [];
}

/** What a piece of evidence is about, and the cloud resource that it says it is. */
function namedIn(
  evidence: JsonObject,
  tenant: string,
  machine: number | null,
  people: Groupings,
): readonly KnownEntity[] {
  const mention = machineInEvidence(evidence);
  const decoded = decodeEvidence(evidence);
  if (mention === null || !decoded.ok) return [];
  const [first, ...rest] = entitiesOf(decoded.evidence, tenant);
  const name = nameOf(mention);
  if (first === undefined || name === null) return [];
  const resources = rest.flatMap((entity): readonly KnownEntity[] => {
    const resource = machineInResource(entity.resourceId?.toLowerCase() ?? null);
    const resourceName = resource === null ? null : nameOf(resource);
    if (resourceName === null) return [];
    const told = people.machinePairs.get(machinePairKey(tenant, name, resourceName));
    const isApart = told?.verdict === 'different';
    return [{ entity: shownEntity(entity), name: resourceName, machine: isApart ? null : machine }];
  });
  return [{ entity: shownEntity(first), name, machine }, ...resources];
}

/** What a machine is told by: its strongest id, or its place. */
function nameOf({ instanceIds, slots }: MachineMention): string | null {
  return instanceIds[0] ?? slots[0] ?? null;
}

function shownEntity({ key, name, kind, family, cloud }: Entity): MachineEntity['entity'] {
  return { key, name, kind, family, cloud };
}

function bare({ entity, name }: KnownEntity): MachineEntity {
  return { entity, name };
}
