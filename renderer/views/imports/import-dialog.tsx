// The one dialog of imports: preview, progress, report, or why there is none, whichever is open.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useImports, useSession } from '../../state/session.tsx';
import { Preview } from './preview.tsx';
import { Progress } from './progress.tsx';
import { Report } from './report.tsx';
import styles from './imports.module.css';

export function ImportDialog() {
  const shownId = useImports((state) => state.shownId);
  const hide = useImports((state) => state.hide);
  const stage = useImports(({ imports }) =>
    imports.job?.id === shownId ? imports.job?.stage.kind : null,
  );
  const { bridge } = useSession();
  if (shownId === null) return null;
  const cancel = (): void => void bridge.call('imports.cancel', { id: shownId });
  /** A preview that is closed is given up; what is under way goes on. */
  const close = (): void => {
    hide();
    if (stage === 'recognised' || stage === 'looking') cancel();
  };
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && close()}>
      <DialogSurface className={styles.dialog ?? ''}>
        <DialogBody>
          <Content shownId={shownId} onCancel={cancel} onClose={close} onHide={hide} />
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

interface ContentProps {
  readonly shownId: string;
  onCancel(): void;
  onClose(): void;
  onHide(): void;
}

function Content({ shownId, onCancel, onClose, onHide }: ContentProps) {
  const { job, refusal } = useImports(({ imports }) => imports);
  const show = useImports((state) => state.show);
  if (job?.id === shownId) {
    return job.stage.kind === 'recognised' ? (
      <Preview key={job.id} job={job} stage={job.stage} onCancel={onClose} />
    ) : (
      <Progress job={job} onCancel={onCancel} onHide={onHide} />
    );
  }
  if (refusal?.id !== shownId) return <Report key={shownId} id={shownId} onClose={onClose} />;
  return (
    <>
      <DialogTitle>Not imported</DialogTitle>
      <DialogContent>
        {refusal.failure.summary} {refusal.failure.action}
      </DialogContent>
      <DialogActions>
        {job !== null && <Button onClick={() => show(job.id)}>Show the import</Button>}
        <Button appearance="primary" onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </>
  );
}
