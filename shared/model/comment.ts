// A comment on an alert or incident.
import type { GraphObject } from './graph/contract.ts';
import { residualMember } from './graph/residue.ts';
import { parseTimestamp, type Timestamp } from './timestamp.ts';

/** In the order the service gave; it has no id. Read author and time through the functions below. */
export type Comment = GraphObject<'alertComment'>;

/** Who wrote it. The service's documentation also spells the member `createdBy`. */
export function commentAuthor(comment: Comment): string | null {
  if (comment.createdByDisplayName) return comment.createdByDisplayName;
  const author = residualMember(comment, 'createdBy');
  return typeof author === 'string' ? author : null;
}

/** When it was written. The service's documentation also spells the member `createdTime`. */
export function commentTime(comment: Comment): Timestamp | null {
  if (comment.createdDateTime) return comment.createdDateTime;
  const time = residualMember(comment, 'createdTime');
  return typeof time === 'string' ? parseTimestamp(time) : null;
}
