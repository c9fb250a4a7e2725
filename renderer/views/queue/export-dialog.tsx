// A queue as a CSV file: what is in it, how its times are written, how far it is, where it went.
import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Field,
  ProgressBar,
  Radio,
  RadioGroup,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { ExportState, QueueExportRequest } from '../../../shared/contract/queue-export.ts';
import { isWriting } from '../../state/queue-exports.ts';
import { useSession } from '../../state/session.tsx';
import { zoneName } from '../../ui/time-format.ts';
import type { TimeZoneChoice } from '../../ui/time-format.ts';
import { useTimeSetting } from '../../ui/time-text.tsx';
import styles from './view-dialogs.module.css';

interface ExportDialogProps {
  /** What is exported, but for the zone. */
  readonly view: Omit<QueueExportRequest, 'zone'>;
  /** Of the visible columns, in their order. */
  readonly titles: readonly string[];
  readonly total: number;
}

export function ExportDialog({ view, titles, total }: ExportDialogProps) {
  const { exports } = useSession();
  const current = useStore(exports, (state) => state.current);
  const [isOpen, setOpen] = useState(false);
  const isRunning = useStore(exports, isWriting);
  const isHere = current?.queue === view.queue;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(_event, { open }) => {
        setOpen(open);
        exports.getState().dismiss();
      }}
    >
      <DialogTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle">
          {isRunning && isHere ? `Exporting ${percentOf(current)} %` : 'Export'}
        </Button>
      </DialogTrigger>
      <DialogSurface>
        {current === null ? (
          <Choice view={view} titles={titles} total={total} />
        ) : (
          <Progress state={current} />
        )}
      </DialogSurface>
    </Dialog>
  );
}

function Choice({ view, titles, total }: ExportDialogProps) {
  const { exports } = useSession();
  const refusal = useStore(exports, (state) => state.refusal);
  const { zone: shownZone, now } = useTimeSetting();
  const [zone, setZone] = useState<TimeZoneChoice>(shownZone);
  const [hasMark, setHasMark] = useState(true);
  const start = (): void => void exports.getState().start({ ...view, zone }, hasMark);
  return (
    <DialogBody>
      <DialogTitle>
        Export {total.toLocaleString('en-US')} {view.queue} as CSV
      </DialogTitle>
      <DialogContent>
        <p className={styles.text}>
          All rows of the present filters, in their order, with the visible columns:{' '}
          {titles.join(', ')}.
        </p>
        <Field label="Times">
          <RadioGroup
            value={zone}
            onChange={(_event, { value }) => setZone(value === 'utc' ? 'utc' : 'local')}
          >
            <Radio value="utc" label="UTC, as 2026-11-24T23:10:55Z" />
            <Radio
              value="local"
              label={`Local time with its offset (now ${zoneName(now, 'local')})`}
            />
          </RadioGroup>
        </Field>
        <Checkbox
          checked={hasMark}
          label="Mark the file as UTF-8, which Excel needs"
          onChange={(_event, { checked }) => setHasMark(checked === true)}
        />
        <p className={styles.soft}>
          A text that a spreadsheet would compute gets an apostrophe before it.
        </p>
        {refusal !== null && (
          <p className={styles.problem} role="alert">
            {refusal.summary} {refusal.action}
          </p>
        )}
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" onClick={start}>
          Choose file
        </Button>
        <DialogTrigger disableButtonEnhancement>
          <Button>Close</Button>
        </DialogTrigger>
      </DialogActions>
    </DialogBody>
  );
}

function Progress({ state }: { readonly state: ExportState }) {
  const { exports } = useSession();
  const { written, total, phase, path } = state;
  const rows = `${written.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} rows`;
  return (
    <DialogBody>
      <DialogTitle>{titleOf(state)}</DialogTitle>
      <DialogContent>
        {phase.kind === 'writing' && (
          <Field validationMessage={rows} validationState="none">
            <ProgressBar
              value={total === 0 ? 1 : written / total}
              aria-label={`Exporting ${state.queue}`}
            />
          </Field>
        )}
        <p className={styles.text} role="status">
          {phase.kind === 'done' && <>{written.toLocaleString('en-US')} rows are in </>}
          {phase.kind === 'cancelled' && <>Nothing was left at </>}
          {phase.kind === 'failed' && (
            <>
              {phase.failure.summary} {phase.failure.action}{' '}
            </>
          )}
          {phase.kind === 'writing' && <>Nothing is there until it is whole: </>}
          <bdi className={styles.path}>{path}</bdi>
        </p>
      </DialogContent>
      <DialogActions>
        {phase.kind === 'writing' && (
          <Button onClick={() => exports.getState().cancel()}>Cancel export</Button>
        )}
        <DialogTrigger disableButtonEnhancement>
          <Button appearance={phase.kind === 'writing' ? 'secondary' : 'primary'}>Close</Button>
        </DialogTrigger>
      </DialogActions>
    </DialogBody>
  );
}

function titleOf({ phase, queue }: ExportState): string {
  switch (phase.kind) {
    case 'writing':
      return `Exporting ${queue}`;
    case 'done':
      return 'Exported';
    case 'cancelled':
      return 'Export cancelled';
    case 'failed':
      return 'Not exported';
    default:
      return phase satisfies never;
  }
}

function percentOf({ written, total }: ExportState): number {
  return total === 0 ? 100 : Math.floor((written / total) * 100);
}
