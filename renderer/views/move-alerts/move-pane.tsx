// Where the alerts go, and why.
import { Button, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import type { AlertRow, IncidentRow } from '../../../shared/contract/queue.ts';
import type { Failure } from '../../../shared/failure.ts';
import { movePlan, nameOfAlerts } from '../../../shared/grouping/move-plan.ts';
import type { MoveAim } from '../../../shared/grouping/move-plan.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { MOST_MOVED } from '../../../shared/model/regrouping.ts';
import { commentLimit } from '../../state/manage-draft.ts';
import { useSession } from '../../state/session.tsx';
import { CommentField } from '../../ui/comment-field.tsx';
import { DrawerFailure, EditDrawer } from '../../ui/edit-drawer.tsx';
import { PickIncident } from '../pick-incident/pick-incident.tsx';
import { PickedIncident } from './picked-incident.tsx';
import styles from './move-pane.module.css';

interface MovePaneProps {
  readonly alerts: readonly AlertRow[];
  readonly alertsOf: (incident: IncidentKey) => number;
  onClose(outcome: 'moved' | 'given up'): void;
}

/** Titles that are shown. */
const SHOWN = 5;

export function MovePane({ alerts, alertsOf, onClose }: MovePaneProps) {
  const { regrouping } = useSession();
  const [kind, setKind] = useState<MoveAim['kind']>('incident');
  const [picked, setPicked] = useState<IncidentRow | null>(null);
  const [name, setName] = useState('');
  const [comment, setComment] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const isTooLong = comment.trim().length > commentLimit;
  const aim: MoveAim | null =
    kind === 'new' ? { kind, name } : picked && { kind: 'incident', key: picked.key };
  const placed = alerts.map(({ key, incidentKey, title }) => ({
    alert: key,
    incident: incidentKey,
    title,
  }));
  const plan =
    aim && movePlan(placed, aim, { comment: comment.trim(), alertsOf, random: Math.random });
  const isTooMuch = alerts.length > MOST_MOVED;
  const canMove = plan !== null && !isTooLong && !isTooMuch && !isBusy;
  const [first] = alerts;
  const count = alertsWords(alerts.length);

  const move = async (): Promise<void> => {
    if (!canMove) return;
    const { draft, emptied } = plan;
    const target = draft.created ?? picked;
    if (target === null) return;
    setBusy(true);
    const left = emptied.length > 0 ? ', which leaves their former incident without any,' : '';
    const trouble = await regrouping.getState().regroup(draft, {
      words: `${alertsWords(draft.moves.length)} moved${left} to`,
      target: { key: target.key, name: target.name },
    });
    setBusy(false);
    setFailure(trouble);
    if (trouble === null) onClose('moved');
  };

  return (
    <EditDrawer
      title={<>Move {count}</>}
      intro={
        <p className={styles.soft}>
          It stays on this computer, is written into the activities of both incidents, and can be
          undone.
        </p>
      }
      width={480}
      onSubmit={() => void move()}
      onClose={() => !isBusy && onClose('given up')}
      footer={
        <>
          {isTooMuch && (
            <p className={styles.failure}>
              {MOST_MOVED.toLocaleString('en-US')} alerts can be moved at once.
            </p>
          )}
          {failure !== null && (
            <DrawerFailure>
              Nothing was moved. {failure.summary} {failure.action}
            </DrawerFailure>
          )}
          <Button
            appearance="primary"
            disabledFocusable={!canMove}
            title={plan === null ? 'Choose where they go' : 'Move (Ctrl+Enter)'}
            onClick={() => void move()}
          >
            {isBusy ? 'Moving' : 'Move'}
          </Button>
          <Button disabled={isBusy} title="Cancel (Esc)" onClick={() => onClose('given up')}>
            Cancel
          </Button>
        </>
      }
    >
      <ul className={styles.titles} aria-label="Alerts to move">
        {alerts.slice(0, SHOWN).map(({ key, title }) => (
          <li key={key} title={title}>
            <bdi>{title}</bdi>
          </li>
        ))}
        {alerts.length > SHOWN && (
          <li className={styles.soft}>
            and {(alerts.length - SHOWN).toLocaleString('en-US')} more
          </li>
        )}
      </ul>
      <Field label="Where to">
        <RadioGroup
          value={kind}
          onChange={(_event, { value }) => setKind(value === 'new' ? 'new' : 'incident')}
        >
          <Radio value="incident" label="An existing incident" />
          <Radio value="new" label="A new incident" />
        </RadioGroup>
      </Field>
      {kind === 'new' && (
        <Field label="Name" hint="Without a name it is named after its alerts.">
          <Input
            value={name}
            maxLength={512}
            placeholder={nameOfAlerts(alerts)}
            onChange={(_event, { value }) => setName(value)}
          />
        </Field>
      )}
      {kind === 'incident' && picked === null && first !== undefined && (
        <PickIncident
          label="Incident"
          tenantId={first.tenantId}
          without={new Set(alerts.flatMap(({ incidentKey }) => incidentKey ?? []))}
          onPick={setPicked}
        />
      )}
      {kind === 'incident' && picked !== null && (
        <PickedIncident row={picked} onClear={() => setPicked(null)} />
      )}
      {plan !== null && plan.emptied.length > 0 && (
        <p className={styles.note} role="status">
          {plan.emptied.length === 1
            ? 'This leaves the incident that they are in without alerts: it stays, and says where they went.'
            : `This leaves ${String(plan.emptied.length)} incidents without alerts: they stay, and say where these went.`}
        </p>
      )}
      <CommentField
        label="Comment"
        rows={3}
        comment={comment}
        isTooLong={isTooLong}
        limit={commentLimit}
        onChange={setComment}
      />
    </EditDrawer>
  );
}

function alertsWords(count: number): string {
  return count === 1 ? '1 alert' : `${count.toLocaleString('en-US')} alerts`;
}
