// The words for what was written and what became of it.
import type {
  OutboxHold,
  OutboxItemStatus,
  OutboxItemView,
} from '../../../shared/contract/outbox.ts';
import { fieldNames } from '../../../shared/model/annotation.ts';
import type {
  FieldEdit,
  FieldName,
  FieldValue,
  ParkReason,
} from '../../../shared/model/annotation.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import { writerKind } from '../../../shared/model/writer-id.ts';
import { fieldLabel } from '../marks/field-label.ts';
import { sourceName } from '../marks/short-names.ts';
import { statusLabel } from '../marks/status-mark.tsx';

/** A value of a field as people read it. */
export function valueWords(field: FieldName, value: FieldValue): string {
  if (typeof value === 'object' && value !== null) {
    return value.length === 0 ? 'No tags' : value.join(', ');
  }
  switch (field) {
    case 'assignedTo':
      return value === null || value === '' ? 'Unassigned' : value;
    case 'classification':
      return labelOf('alertClassification', value);
    case 'determination':
      return labelOf('alertDetermination', value ?? 'unknown');
    case 'severity':
      return labelOf('alertSeverity', value);
    case 'status':
      return statusLabel(value ?? '');
    case 'resolvingComment':
      return value === null || value === '' ? 'No note' : value;
    case 'displayName':
    case 'customTags':
      return value ?? '';
    default:
      return field satisfies never;
  }
}

/** The source that the item goes through. */
export function wayOf({ through, target }: OutboxItemView): string {
  return through ?? target.sourceId;
}

/** null where no source takes it. */
export function wayWords(item: OutboxItemView): string | null {
  const kind = writerKind(wayOf(item));
  return kind === null || kind === 'file' ? null : sourceName(kind);
}

/** One line for each field that was set; none for a comment. */
export function editLines({ content }: OutboxItemView): readonly string[] {
  if (content.kind !== 'change') return [];
  const { edits } = content;
  return fieldNames.flatMap((field) => {
    const edit: FieldEdit | undefined = edits[field];
    if (edit === undefined) return [];
    const [from, to] = [valueWords(field, edit.base), valueWords(field, edit.value)];
    return [`${fieldLabel(field)}: ${from} → ${to}`];
  });
}

/** How far its delivery has come; `hold` is why nothing of its source is delivered. */
export function statusWords(status: OutboxItemStatus, hold: OutboxHold | null): string {
  switch (status.kind) {
    case 'waiting': {
      const failure = status.failure ?? hold?.failure ?? null;
      return failure === null ? 'Waiting to be delivered' : `Waiting: ${failure.summary}`;
    }
    case 'kept':
      return 'Kept on this computer: only a file tells of it, so no service takes it';
    case 'sending':
      return 'Being delivered';
    case 'lookingForIt':
      return 'May have arrived: it is looked for before it is sent again';
    case 'parked':
      return parkWords(status.reason);
    case 'conflict':
      return 'Someone else changed it meanwhile: choose which value stays';
    case 'duplicated':
      return `Delivered, but the service shows it ${String(status.copies)} times: it has no way to delete one`;
    default:
      return status satisfies never;
  }
}

function parkWords(reason: ParkReason): string {
  switch (reason.kind) {
    case 'refused':
      return 'The service refused it';
    case 'gone':
      return 'The service no longer has what it is about';
    case 'redirected':
      return `The incident was merged into incident ${reason.toId}`;
    case 'notApplied':
      return `The service accepted it, and kept its own ${reason.fields.map((field) => fieldLabel(field).toLowerCase()).join(', ')}`;
    case 'unconfirmed':
      return 'It was sent several times and never seen at the service';
    default:
      return reason satisfies never;
  }
}
