// Says that a person knows of an alert: it leaves the alert queue, with why and until when.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Textarea,
} from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { acknowledged } from '../../state/tuning-change.ts';
import { titleWithKeys, useCommand, useCommandKeys } from '../../state/use-command.ts';
import type { TuningChanges } from '../../state/use-tuning-changes.ts';
import { useTimeSetting } from '../../ui/time-text.tsx';
import { ExpiryField } from '../../ui/expiry-field.tsx';
import styles from './acknowledge-button.module.css';

interface AcknowledgeButtonProps {
  readonly alertKey: AlertKey;
  readonly changes: TuningChanges;
}

export function AcknowledgeButton({ alertKey, changes }: AcknowledgeButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const close = (): void => {
    setOpen(false);
    place.current?.querySelector('button')?.focus();
  };
  const open = (): void => {
    changes.dismiss();
    setOpen(true);
  };
  useCommand('item.acknowledge', isOpen ? null : open);
  const keys = useCommandKeys('item.acknowledge');
  return (
    <span ref={place}>
      <Button
        size="small"
        icon={<CheckmarkCircleRegular />}
        aria-haspopup="dialog"
        aria-label="Acknowledge alert"
        aria-keyshortcuts={keys.aria}
        title={titleWithKeys('Take this alert out of the queue until a time, with a reason', keys)}
        onClick={open}
      >
        Acknowledge
      </Button>
      {isOpen && <AcknowledgeDialog alertKey={alertKey} changes={changes} onClose={close} />}
    </span>
  );
}

const WEEK_MS = 7 * 86_400_000;
const REASON_LENGTH = 500;

function AcknowledgeDialog(props: AcknowledgeButtonProps & { onClose(): void }) {
  const { alertKey, changes, onClose } = props;
  const { now } = useTimeSetting();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<number | null>(() => now + WEEK_MS);
  const [wasTried, setTried] = useState(false);
  const reasonTrouble = reason.trim() === '' ? 'Say why, for those who look later.' : null;
  const untilTrouble = until === null || until > now ? null : 'The end has to be a time to come.';
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (reasonTrouble !== null || untilTrouble !== null) return;
    if (await changes.make(acknowledged(alertKey, reason.trim(), until))) onClose();
  };
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface>
        <form noValidate onSubmit={(event) => void save(event)}>
          <DialogBody>
            <DialogTitle>Acknowledge alert</DialogTitle>
            <DialogContent className={styles.fields ?? ''}>
              <p className={styles.text}>
                It leaves the alert queue on this computer and stays with its incident. Nothing
                changes at the service.
              </p>
              <Field label="Reason" required validationMessage={wasTried ? reasonTrouble : null}>
                <Textarea
                  rows={2}
                  resize="vertical"
                  maxLength={REASON_LENGTH}
                  value={reason}
                  onChange={(_event, { value }) => setReason(value)}
                />
              </Field>
              <ExpiryField
                label="Comes back"
                firstDays={7}
                expiresAt={until}
                trouble={wasTried ? untilTrouble : null}
                onChange={setUntil}
              />
              {changes.failure !== null && (
                <p role="alert" className={styles.trouble}>
                  It could not be saved. {changes.failure.summary}
                </p>
              )}
            </DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary">
                Acknowledge
              </Button>
              <Button onClick={onClose}>Cancel</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
