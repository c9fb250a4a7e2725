// Delivers changed fields: a fresh read, a three-way merge, a PATCH of absolute values, a look at its reply.
// Repeating any of it is safe, so that nothing has to be journaled before it is sent.
import { fieldNames } from '../../shared/model/annotation.ts';
import type { FieldEdits, FieldName } from '../../shared/model/annotation.ts';
import type { ChangeItem } from '../../shared/model/annotation-item.ts';
import { mergeFields, missingFields } from '../../shared/model/merge-fields.ts';
import type { FreshTarget } from '../sources/writer.ts';
import { park, parkIfElsewhere, recorded, settleTrouble } from './delivery.ts';
import type { Delivery, DeliveryParts } from './delivery.ts';

export async function deliverChange(item: ChangeItem, parts: DeliveryParts): Promise<Delivery> {
  const { writer, signal } = parts;
  const { target } = item;
  const { fields: writable } = writer.writable[target.kind];
  const keptFields = fieldNames.filter(
    (field) => item.edits[field] !== undefined && !writable.has(field),
  );

  const confirm = async (
    by: 'reply' | 'readBack' | 'local',
    shown: FreshTarget | null,
  ): Promise<Delivery> => {
    const updatedAt = shown?.updatedAt ?? null;
    await parts.record({ kind: 'confirmed', by, updatedAt, keptFields, copies: 0 });
    return recorded;
  };

  if (keptFields.length === Object.keys(item.edits).length) return confirm('local', null);

  // A service that applies a part is sent the rest, as long as each round leaves less of it.
  for (let left = Infinity; ;) {
    const read = await writer.read(target, signal);
    if (read.kind !== 'done') return settleTrouble(parts, read);
    const fresh = read.value;
    const elsewhere = await parkIfElsewhere(item, fresh, parts);
    if (elsewhere !== null) return elsewhere;

    const latest = parts.latest();
    if (latest.kind !== 'change' || latest.status.kind !== 'pending') return recorded;
    // Not left out where lastUpdateDateTime is the one that the analyst saw: it is coarser than changes are.
    const { changes, conflicts } = mergeFields(
      only(writable, latest.edits),
      latest.known,
      fresh.fields,
    );
    if (Object.keys(conflicts).length > 0) {
      await parts.record({ kind: 'conflict', fields: conflicts, updatedAt: fresh.updatedAt });
      return recorded;
    }
    const fields = fieldNames.filter((field) => changes[field] !== undefined);
    if (fields.length === 0) return confirm('readBack', fresh);
    if (fields.length >= left) return parkNotApplied(parts, fields);
    left = fields.length;

    const reply = await writer.patch({ target, fields: changes, fresh }, signal);
    if (reply.kind !== 'done') return settleTrouble(parts, reply);
    const shown = reply.value;
    if (shown !== null && missingFields(changes, shown.fields).length === 0) {
      return confirm('reply', shown);
    }
  }
}

function only(writable: ReadonlySet<FieldName>, edits: FieldEdits): FieldEdits {
  const kept = fieldNames.filter((field) => edits[field] !== undefined && writable.has(field));
  return Object.fromEntries(kept.map((field) => [field, edits[field]]));
}

function parkNotApplied(parts: DeliveryParts, fields: readonly FieldName[]): Promise<Delivery> {
  return park(
    parts,
    { kind: 'notApplied', fields },
    {
      kind: 'rejected',
      summary: 'The service accepted the change and kept its old values.',
      action: 'Try again, or make the change in the portal.',
    },
  );
}
