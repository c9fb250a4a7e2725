// What is new about an incident, in words.
import type { SeenField, Unread } from '../../../shared/model/seen-incident.ts';

const FIELD_WORDS: Readonly<Record<SeenField, string>> = {
  status: 'status',
  severity: 'severity',
  assignedTo: 'owner',
  classification: 'classification',
  determination: 'determination',
  displayName: 'name',
  customTags: 'tags',
};

/** A sentence without a full stop, e.g. "2 new alerts, status changed since you looked". */
export function unreadWords(unread: Unread): string {
  if (unread.kind === 'new') return 'You have not looked at it before';
  const { newAlerts, fields } = unread;
  const parts = [
    ...(newAlerts === 0 ? [] : [newAlerts === 1 ? 'one new alert' : `${newAlerts} new alerts`]),
    ...(fields.length === 0
      ? []
      : [`${listed(fields.map((field) => FIELD_WORDS[field]))} changed`]),
  ];
  const words = `${parts.join(', ')} since you looked`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
