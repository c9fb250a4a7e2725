// A pane at the side in which something is written: fields, and below them what becomes of it.
// Ctrl+Enter does what its first button does, Esc what its Cancel does.
import {
  Button,
  DrawerBody,
  DrawerFooter,
  DrawerHeader,
  DrawerHeaderTitle,
  OverlayDrawer,
} from '@fluentui/react-components';
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './edit-drawer.module.css';

interface EditDrawerProps {
  readonly title: ReactNode;
  /** Below the title. */
  readonly intro?: ReactNode;
  /** In px, where the window has as much. */
  readonly width: number;
  /** What it shows is still being read. */
  readonly isLoading?: boolean;
  /** The fields, one below the other. */
  readonly children: ReactNode;
  /** Why it was not possible, and the buttons. */
  readonly footer: ReactNode;
  /** Is asked whether or not it can be done by now. */
  onSubmit(): void;
  onClose(): void;
}

export function EditDrawer(props: EditDrawerProps) {
  const { title, intro, width, isLoading, children, footer, onSubmit, onClose } = props;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSubmit();
  };
  return (
    <OverlayDrawer
      open
      position="end"
      className={styles.pane ?? ''}
      style={{ width: `min(${String(width)}px, 100vw)` }}
      onOpenChange={(_event, { open }) => !open && onClose()}
      onKeyDown={onKeyDown}
    >
      <DrawerHeader>
        <DrawerHeaderTitle>{title}</DrawerHeaderTitle>
        {intro}
      </DrawerHeader>
      <DrawerBody className={styles.fields ?? ''} aria-busy={isLoading}>
        {children}
      </DrawerBody>
      <DrawerFooter className={styles.footer ?? ''}>{footer}</DrawerFooter>
    </OverlayDrawer>
  );
}

/** Why nothing was done, over the whole of the footer. */
export function DrawerFailure({ children }: { readonly children: ReactNode }) {
  return (
    <p role="alert" className={styles.failure}>
      {children}
    </p>
  );
}

interface GiveUpQuestionProps {
  /** What is asked. */
  readonly children: ReactNode;
  onKeep(): void;
  onGiveUp(): void;
}

/** In place of the buttons, where closing would lose what was written. */
export function GiveUpQuestion({ children, onKeep, onGiveUp }: GiveUpQuestionProps) {
  return (
    <>
      <p role="alert" className={styles.question}>
        {children}
      </p>
      <Button appearance="primary" autoFocus onClick={onKeep}>
        Keep editing
      </Button>
      <Button onClick={onGiveUp}>Give up</Button>
    </>
  );
}
