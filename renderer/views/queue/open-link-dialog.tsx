// Takes a list link that somebody passed on.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useSession } from '../../state/session.tsx';

export function OpenLinkDialog({ onClose }: { onClose(): void }) {
  const { links } = useSession();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const open = (event: FormEvent): void => {
    event.preventDefault();
    const refusal = links.getState().open(text);
    setProblem(refusal);
    if (refusal === null) onClose();
  };
  return (
    <Dialog open onOpenChange={(_event, { open: isOpen }) => !isOpen && onClose()}>
      <DialogSurface>
        <form onSubmit={open}>
          <DialogBody>
            <DialogTitle>Open a list link</DialogTitle>
            <DialogContent>
              <Field label="Link" {...(problem !== null && { validationMessage: problem })}>
                <Input
                  value={text}
                  placeholder="clearpane://incidents?…"
                  spellCheck={false}
                  autoComplete="off"
                  onChange={(_event, { value }) => setText(value)}
                />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary">
                Open
              </Button>
              <Button onClick={onClose}>Cancel</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
