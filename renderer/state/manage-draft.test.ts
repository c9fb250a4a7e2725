import { describe, expect, it } from 'vitest';
import type { AnnotationTarget } from '../../shared/model/annotation.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import {
  beginDraft,
  commentLimit,
  determinationChoices,
  editsOf,
  gesturesOf,
  isCommentTooLong,
  isDirty,
  isNameless,
  withClassification,
  withFieldsSaved,
  withNewTag,
  withoutTag,
} from './manage-draft.ts';
import type { ManagedValues, ManageDraft } from './manage-draft.ts';

const base: ManagedValues = {
  status: 'active',
  assignedTo: null,
  classification: null,
  determination: null,
  resolvingComment: null,
  severity: 'high',
  displayName: 'Token theft',
  customTags: ['VIP'],
};
const draft = beginDraft(base);
const setting = (values: Partial<ManagedValues>): ManageDraft => ({
  ...draft,
  values: { ...base, ...values },
});

const target: AnnotationTarget = {
  kind: 'incident',
  sourceId: 's',
  tenantId: tenantId('t'),
  id: '7',
};
const alert = {
  target: { ...target, kind: 'alert', incidentId: '7', id: 'a' },
  status: 'new',
} as const;

describe('editsOf', () => {
  it('has what differs only, with what was seen', () => {
    expect(editsOf(setting({ status: 'inProgress', assignedTo: 'kim@contoso.com' }))).toEqual({
      status: { base: 'active', value: 'inProgress' },
      assignedTo: { base: null, value: 'kim@contoso.com' },
    });
  });

  it('takes null and unknown for the same', () => {
    expect(editsOf(setting({ classification: 'unknown', determination: 'unknown' }))).toEqual({});
    expect(isDirty(setting({ classification: 'unknown' }))).toBe(false);
  });

  it('counts a tag that was typed and not added', () => {
    expect(editsOf({ ...draft, newTag: ' lab ' })).toEqual({
      customTags: { base: ['VIP'], value: ['VIP', 'lab'] },
    });
  });
});

describe('a name', () => {
  it('is set without the blanks around it, and never to nothing', () => {
    expect(editsOf(setting({ displayName: ' Key theft ', severity: 'low' }))).toEqual({
      displayName: { base: 'Token theft', value: 'Key theft' },
      severity: { base: 'high', value: 'low' },
    });
    const nameless = setting({ displayName: ' ' });
    expect([isNameless(nameless), editsOf(nameless)]).toEqual([true, {}]);
    expect(isNameless(beginDraft({ ...base, displayName: '' }))).toBe(false);
  });
});

describe('tags', () => {
  it('are added once, whatever their letter case, and removed', () => {
    expect(withNewTag({ ...draft, newTag: 'vip' })).toEqual(draft);
    const added = withNewTag({ ...draft, newTag: 'lab' });
    expect(withoutTag(added, 'VIP').values.customTags).toEqual(['lab']);
  });
});

describe('determinations', () => {
  const choices = (of: ManageDraft) => determinationChoices(of).map(({ value }) => value);

  it('are those of the classification, and none without one', () => {
    expect(choices(draft)).toEqual(['unknown']);
    expect(choices(withClassification(draft, 'falsePositive'))).toEqual([
      'unknown',
      'notMalicious',
      'notEnoughDataToValidate',
      'other',
    ]);
  });

  it('that no longer fit are dropped', () => {
    const malware = setting({ classification: 'truePositive', determination: 'malware' });
    expect(withClassification(malware, 'falsePositive').values.determination).toBe('unknown');
    const other = setting({ classification: 'truePositive', determination: 'other' });
    expect(withClassification(other, 'falsePositive').values.determination).toBe('other');
  });

  it('that are deprecated stay as long as they are set', () => {
    const old = beginDraft({ ...base, classification: 'truePositive', determination: 'apt' });
    expect(determinationChoices(old).at(-1)).toEqual({ value: 'apt', isDeprecated: true });
    expect(choices(withClassification(old, 'falsePositive'))).not.toContain('apt');
  });
});

describe('gesturesOf', () => {
  it('makes one change of all fields, and one comment', () => {
    const full = { ...setting({ status: 'inProgress', customTags: [] }), comment: ' Seen. ' };
    expect(gesturesOf(full, target, [alert])).toEqual([
      { kind: 'change', target, edits: editsOf(full) },
      { kind: 'comment', target, text: 'Seen.' },
    ]);
    expect(gesturesOf(withFieldsSaved(full, editsOf(full)), target, [])).toEqual([
      { kind: 'comment', target, text: 'Seen.' },
    ]);
  });

  it('writes a resolution note by itself, and only of what is resolved', () => {
    const noted = setting({ status: 'resolved', resolvingComment: 'Owner confirmed.' });
    const status = { base: 'active', value: 'resolved' };
    const resolvingComment = { base: null, value: 'Owner confirmed.' };
    const note = { kind: 'change', target, edits: { resolvingComment } };
    expect(gesturesOf(noted, target, [])).toEqual([
      { kind: 'change', target, edits: { status } },
      note,
    ]);
    expect(gesturesOf(withFieldsSaved(noted, { status }), target, [])).toEqual([note]);
    expect(isDirty(setting({ resolvingComment: 'Owner confirmed.' }))).toBe(false);
  });

  it('resolves the active alerts before their incident, unless told not to', () => {
    const resolved = setting({ status: 'resolved' });
    const change = { kind: 'change', target, edits: editsOf(resolved) };
    expect(gesturesOf(resolved, target, [alert])).toEqual([
      {
        kind: 'change',
        target: alert.target,
        edits: { status: { base: 'new', value: 'resolved' } },
      },
      change,
    ]);
    expect(gesturesOf({ ...resolved, resolveAlerts: false }, target, [alert])).toEqual([change]);
  });
});

it('leaves room for the ref in what the service takes', () => {
  expect(commentLimit).toBe(29_984);
  expect(isCommentTooLong({ ...draft, comment: 'x'.repeat(commentLimit) })).toBe(false);
  expect(isCommentTooLong({ ...draft, comment: 'x'.repeat(commentLimit + 1) })).toBe(true);
});
