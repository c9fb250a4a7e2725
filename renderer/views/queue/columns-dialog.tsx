// Which columns of a queue are shown and in what order: by drag, by buttons, or by Alt and an arrow.
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
} from '@fluentui/react-components';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { arranged, moved } from '../../../shared/queue/column-layout.ts';
import type { ColumnLayout } from '../../../shared/queue/column-layout.ts';
import styles from './view-dialogs.module.css';

interface ColumnsDialogProps {
  /** All of the queue, in its own order. */
  readonly columns: readonly { readonly id: string; readonly title: string }[];
  /** A choice for each of them. */
  readonly choices: ColumnLayout;
  onApply(choices: ColumnLayout): void;
}

export function ColumnsDialog({ columns, choices, onApply }: ColumnsDialogProps) {
  const [draft, setDraft] = useState(choices);
  const [dragged, setDragged] = useState<number | null>(null);
  const titleById = new Map(columns.map(({ id, title }) => [id, title]));
  const shownCount = draft.filter(({ isShown }) => isShown).length;
  const move = (from: number, to: number): void => setDraft(moved(draft, from, to));
  const moveByKey = (event: KeyboardEvent, place: number): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(place, event.key === 'ArrowUp' ? place - 1 : place + 1);
  };
  return (
    <Dialog onOpenChange={() => setDraft(choices)}>
      <DialogTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle">
          Columns
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Customize columns</DialogTitle>
          <DialogContent>
            <ul className={styles.sets} aria-label="Columns in their order">
              {draft.map(({ id, isShown }, place) => {
                const title = titleById.get(id) ?? id;
                return (
                  <li
                    key={id}
                    className={styles.row}
                    draggable
                    onDragStart={() => setDragged(place)}
                    onDragEnd={() => setDragged(null)}
                    onDragOver={(event) => {
                      if (dragged === null) return;
                      event.preventDefault();
                      move(dragged, place);
                      setDragged(place);
                    }}
                    onKeyDown={(event) => moveByKey(event, place)}
                  >
                    <div className={styles.name}>
                      <Checkbox
                        label={title}
                        checked={isShown}
                        disabled={isShown && shownCount === 1}
                        onChange={(_event, { checked }) =>
                          setDraft(
                            draft.map((one) =>
                              one.id === id ? { ...one, isShown: checked === true } : one,
                            ),
                          )
                        }
                      />
                    </div>
                    <Button
                      size="small"
                      aria-label={`Move ${title} up`}
                      disabled={place === 0}
                      onClick={() => move(place, place - 1)}
                    >
                      Up
                    </Button>
                    <Button
                      size="small"
                      aria-label={`Move ${title} down`}
                      disabled={place === draft.length - 1}
                      onClick={() => move(place, place + 1)}
                    >
                      Down
                    </Button>
                  </li>
                );
              })}
            </ul>
          </DialogContent>
          <DialogActions>
            <Button
              onClick={() =>
                setDraft(
                  arranged(
                    [],
                    columns.map(({ id }) => id),
                  ),
                )
              }
            >
              Reset
            </Button>
            <DialogTrigger disableButtonEnhancement>
              <Button>Cancel</Button>
            </DialogTrigger>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary" onClick={() => onApply(draft)}>
                Apply
              </Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
