// How far the change of many rows is, how it ended, and the way back.
import {
  Button,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  ProgressBar,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { BulkOutcome, BulkPhase } from '../../state/bulk.ts';
import { useBulk, useSession } from '../../state/session.tsx';
import { titleWithKeys, useCommandKeys } from '../../state/use-command.ts';
import { failureReasons, outcomeWords } from './plan-words.ts';
import styles from './manage-many.module.css';

/** Names of rows that could not be saved, as many as can be read. */
const NAMED_FAILURES = 100;

export function WritingStatus() {
  const { bulk } = useSession();
  const phase = useBulk((state) => state.phase);
  const hasUndo = useBulk((state) => state.undoSteps.length > 0);
  const undoKeys = useCommandKeys('many.undo');
  const { stop, undo, dismiss } = bulk.getState();
  return (
    <span className={styles.writing}>
      {/* Always there: what is put into a live region that just came is not read out. */}
      <span role="status" className={styles.words}>
        {phase.kind === 'done' && outcomeWords(phase.outcome)}
      </span>
      {phase.kind === 'writing' && <Progress phase={phase} onStop={stop} />}
      {phase.kind === 'done' && (
        <>
          {phase.outcome.failed.length > 0 && <Failures failed={phase.outcome.failed} />}
          {hasUndo && (
            <Button
              size="small"
              aria-keyshortcuts={undoKeys.aria}
              title={titleWithKeys('Undo', undoKeys)}
              onClick={() => void undo()}
            >
              Undo
            </Button>
          )}
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label="Dismiss"
            title="Dismiss"
            onClick={dismiss}
          />
        </>
      )}
    </span>
  );
}

interface ProgressProps {
  readonly phase: Extract<BulkPhase, { kind: 'writing' }>;
  onStop(): void;
}

function Progress({ phase: { done, total, isUndo }, onStop }: ProgressProps) {
  return (
    <>
      <ProgressBar
        className={styles.bar ?? ''}
        value={done}
        max={total}
        aria-label={isUndo ? 'Rows put back' : 'Rows changed'}
      />
      <span className={styles.words}>
        {done.toLocaleString('en-US')} of {total.toLocaleString('en-US')}
      </span>
      <Button size="small" onClick={onStop}>
        Stop
      </Button>
    </>
  );
}

function Failures({ failed }: Pick<BulkOutcome, 'failed'>) {
  return (
    <Popover trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button size="small">Why</Button>
      </PopoverTrigger>
      <PopoverSurface aria-label="What could not be saved">
        <ul className={styles.reasons}>
          {failureReasons(failed).map(({ summary, count }) => (
            <li key={summary}>
              {count.toLocaleString('en-US')}: {summary}
            </li>
          ))}
        </ul>
        <ul className={styles.names} aria-label="Rows">
          {failed.slice(0, NAMED_FAILURES).map(({ name }, index) => (
            <li key={index}>
              <bdi>{name}</bdi>
            </li>
          ))}
          {failed.length > NAMED_FAILURES && (
            <li>and {(failed.length - NAMED_FAILURES).toLocaleString('en-US')} more</li>
          )}
        </ul>
      </PopoverSurface>
    </Popover>
  );
}
