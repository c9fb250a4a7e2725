// What the fields that people set are called.
import type { FieldName } from '../../../shared/model/annotation.ts';

const LABELS: Readonly<Record<FieldName, string>> = {
  status: 'Status',
  assignedTo: 'Assigned to',
  classification: 'Classification',
  determination: 'Determination',
  resolvingComment: 'Resolution note',
  severity: 'Severity',
  displayName: 'Name',
  customTags: 'Tags',
};

export function fieldLabel(field: FieldName): string {
  return LABELS[field];
}
