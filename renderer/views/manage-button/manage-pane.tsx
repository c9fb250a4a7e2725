// What a person can set of an incident or alert, and a comment, saved together. What is typed survives going elsewhere.
import { Button, Checkbox, Field, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../../shared/failure.ts';
import { targetKey } from '../../../shared/model/annotation.ts';
import {
  beginDraft,
  commentLimit,
  editsOf,
  gesturesOf,
  isCommentTooLong,
  isDirty,
  isNameless,
  takesNote,
  withFieldsSaved,
} from '../../state/manage-draft.ts';
import type { ManagedValues, ManageDraft } from '../../state/manage-draft.ts';
import type { ManageSubject } from '../../state/manage-subject.ts';
import { useOutbox, useSession } from '../../state/session.tsx';
import { CommentField } from '../../ui/comment-field.tsx';
import { DrawerFailure, EditDrawer, GiveUpQuestion } from '../../ui/edit-drawer.tsx';
import { statusLabel } from '../marks/status-mark.tsx';
import { NameField } from './name-field.tsx';
import { OwnerField } from './owner-field.tsx';
import { SeverityField } from './severity-field.tsx';
import { TagsField } from './tags-field.tsx';
import { VerdictFields } from './verdict-fields.tsx';
import styles from './manage-pane.module.css';

interface ManagePaneProps {
  readonly subject: ManageSubject;
  onClose(outcome: 'saved' | 'given up'): void;
}

export function ManagePane({ subject, onClose }: ManagePaneProps) {
  const { target, openAlerts, systemTags } = subject;
  const { drafts } = useSession();
  const write = useOutbox((state) => state.write);
  const [firstDraft] = useState(() => beginDraft(subject.values));
  const draft = useStore(drafts, ({ byTarget }) => byTarget.get(targetKey(target))) ?? firstDraft;
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { keep, drop } = drafts.getState();
  const canSave = isDirty(draft) && !isCommentTooLong(draft) && !isNameless(draft) && !isBusy;
  const isIncident = target.kind === 'incident';
  const isResolving = editsOf(draft).status?.value === 'resolved' && openAlerts.length > 0;

  const change = (next: ManageDraft): void => {
    setAsking(false);
    keep(target, next);
  };
  const set = (values: Partial<ManagedValues>): void =>
    change({ ...draft, values: { ...draft.values, ...values } });

  const save = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    let left = draft;
    for (const gesture of gesturesOf(draft, target, openAlerts)) {
      const trouble = await write(gesture);
      if (trouble !== null) {
        setFailure(trouble);
        setBusy(false);
        return;
      }
      // What is saved must not be written again when the person tries once more.
      if (gesture.kind === 'change' && gesture.target === target) {
        left = withFieldsSaved(left, gesture.edits);
        keep(target, left);
      }
    }
    drop(target);
    onClose('saved');
  };

  const giveUp = (): void => {
    drop(target);
    onClose('given up');
  };
  const close = (): void => {
    if (isBusy) return;
    if (isDirty(draft)) setAsking(true);
    else giveUp();
  };

  return (
    <EditDrawer
      title={<>Manage {target.kind}</>}
      intro={
        <p className={styles.name}>
          <bdi>{subject.name}</bdi>
        </p>
      }
      width={420}
      onSubmit={() => {
        if (canSave) void save();
      }}
      onClose={close}
      footer={
        <>
          {failure !== null && (
            <DrawerFailure>
              It could not be saved. {failure.summary} {failure.action}
            </DrawerFailure>
          )}
          {isAsking ? (
            <GiveUpQuestion onKeep={() => setAsking(false)} onGiveUp={giveUp}>
              Give up what you changed?
            </GiveUpQuestion>
          ) : (
            <>
              <Button
                appearance="primary"
                disabled={!canSave}
                title="Save (Ctrl+Enter)"
                onClick={() => void save()}
              >
                {isBusy ? 'Saving' : 'Save'}
              </Button>
              <Button disabled={isBusy} title="Cancel (Esc)" onClick={close}>
                Cancel
              </Button>
            </>
          )}
        </>
      }
    >
      {isIncident && (
        <NameField
          name={draft.values.displayName}
          isMissing={isNameless(draft)}
          onChange={(displayName) => set({ displayName })}
        />
      )}
      <Field label="Status">
        <Select
          value={draft.values.status}
          onChange={(_event, { value }) => set({ status: value })}
        >
          {statusChoices(target.kind, draft.base.status).map((status) => (
            <option key={status} value={status}>
              {statusLabel(status)}
            </option>
          ))}
        </Select>
      </Field>
      {isResolving && (
        <Checkbox
          label={`Also resolve ${openAlerts.length === 1 ? '1 active alert' : `${String(openAlerts.length)} active alerts`}`}
          checked={draft.resolveAlerts}
          onChange={(_event, { checked }) => change({ ...draft, resolveAlerts: checked === true })}
        />
      )}
      {isIncident && takesNote(draft) && (
        <Field label="Resolution note" hint="Shown with the incident and its activities">
          <Textarea
            rows={2}
            resize="vertical"
            value={draft.values.resolvingComment ?? ''}
            onChange={(_event, { value }) => set({ resolvingComment: value })}
          />
        </Field>
      )}
      {isIncident && (
        <SeverityField
          severity={draft.values.severity}
          before={draft.base.severity}
          ofAlerts={subject.alertSeverity ?? null}
          onChange={(severity) => set({ severity })}
        />
      )}
      <OwnerField
        owner={draft.values.assignedTo}
        tenantId={target.tenantId}
        onChange={(assignedTo) => set({ assignedTo })}
      />
      <VerdictFields draft={draft} onChange={change} />
      {isIncident && <TagsField draft={draft} systemTags={systemTags} onChange={change} />}
      <CommentField
        comment={draft.comment}
        isTooLong={isCommentTooLong(draft)}
        limit={commentLimit}
        onChange={(comment) => change({ ...draft, comment })}
      />
    </EditDrawer>
  );
}

/** Those that people may set, and the one that it has, whatever it is. */
function statusChoices(kind: 'incident' | 'alert', current: string): readonly string[] {
  const settable = [kind === 'incident' ? 'active' : 'new', 'inProgress', 'resolved'];
  return settable.includes(current) ? settable : [current, ...settable];
}
