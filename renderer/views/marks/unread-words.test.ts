import { expect, it } from 'vitest';
import type { Unread } from '../../../shared/model/seen-incident.ts';
import { unreadWords } from './unread-words.ts';

it.each<[Unread, string]>([
  [{ kind: 'new' }, 'You have not looked at it before'],
  [{ kind: 'changed', newAlerts: 1, fields: [] }, 'One new alert since you looked'],
  [
    { kind: 'changed', newAlerts: 2, fields: ['status'] },
    '2 new alerts, status changed since you looked',
  ],
  [
    { kind: 'changed', newAlerts: 0, fields: ['status', 'assignedTo', 'customTags'] },
    'Status, owner and tags changed since you looked',
  ],
])('says %o as %s', (unread, words) => {
  expect(unreadWords(unread)).toBe(words);
});
