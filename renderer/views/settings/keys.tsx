// The keys of every command, and others in their place.
import { Button } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { commands, conflictOf, keysByCommand, withKeys } from '../../state/commands.ts';
import type { Command, CommandId } from '../../state/commands.ts';
import { chordOf, chordWords } from '../../state/key-chord.ts';
import { useSettings } from '../../state/session.tsx';
import styles from './keys.module.css';

const isMac = navigator.platform.startsWith('Mac');

/** A second key within this time makes keys that follow one another. */
const PAUSE_MS = 1_200;

export function Keys() {
  const bindings = useSettings(({ settings }) => settings.keyBindings);
  const change = useSettings((state) => state.change);
  const [edited, setEdited] = useState<CommandId | null>(null);
  const keys = keysByCommand(bindings);
  const give = (id: CommandId, given: readonly string[]): void => {
    setEdited(null);
    void change({ keyBindings: withKeys(bindings, id, given) });
  };
  return (
    <details className={styles.all}>
      <summary>
        Keys of {commands.length} commands
        {bindings.length > 0 && `, ${bindings.length} of your own`}
      </summary>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Command</th>
            <th scope="col">Where</th>
            <th scope="col">Keys</th>
            <th scope="col">
              <Button
                size="small"
                disabled={bindings.length === 0}
                onClick={() => void change({ keyBindings: [] })}
              >
                Reset all
              </Button>
            </th>
          </tr>
        </thead>
        <tbody>
          {commands.map((command) => {
            const own = keys.get(command.id) ?? [];
            return (
              <tr key={command.id}>
                <th scope="row">{command.title}</th>
                <td>{command.place}</td>
                <td>
                  {edited === command.id ? (
                    <KeyCapture
                      command={command}
                      conflictWith={(chord) => conflictOf(chord, command.id, keys)}
                      onKeys={(chord) => give(command.id, [chord])}
                      onGiveUp={() => setEdited(null)}
                    />
                  ) : own.length === 0 ? (
                    <span className={styles.soft}>None</span>
                  ) : (
                    own.map((chord) => (
                      <kbd key={chord} className={styles.key}>
                        {chordWords(chord, isMac)}
                      </kbd>
                    ))
                  )}
                </td>
                <td className={styles.actions}>
                  <Button
                    size="small"
                    aria-label={`Change the keys of ${command.title}`}
                    onClick={() => setEdited(command.id)}
                  >
                    Change
                  </Button>
                  <Button
                    size="small"
                    appearance="subtle"
                    disabled={own.length === 0}
                    aria-label={`Take the keys of ${command.title} away`}
                    onClick={() => give(command.id, [])}
                  >
                    None
                  </Button>
                  <Button
                    size="small"
                    appearance="subtle"
                    disabled={!bindings.some((one) => one.command === command.id)}
                    aria-label={`Reset the keys of ${command.title}`}
                    onClick={() => give(command.id, command.keys)}
                  >
                    Reset
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

interface KeyCaptureProps {
  readonly command: Command;
  conflictWith(chord: string): { readonly title: string; readonly isFixed: boolean } | null;
  onKeys(keys: string): void;
  onGiveUp(): void;
}

/** Takes one key, or two after one another; Escape and Tab give up. */
function KeyCapture({ command, conflictWith, onKeys, onGiveUp }: KeyCaptureProps) {
  const [pressed, setPressed] = useState<string | null>(null);
  const conflict = pressed === null ? null : conflictWith(pressed);
  const field = useRef<HTMLSpanElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (pressed === null || conflict !== null) return undefined;
    const timer = setTimeout(() => onKeys(pressed), PAUSE_MS);
    return () => clearTimeout(timer);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      onGiveUp();
      return;
    }
    const chord = chordOf(event);
    if (chord === null) return;
    const isSecond = pressed !== null && !pressed.includes(' ') && conflict === null;
    setPressed(isSecond ? `${pressed} ${chord}` : chord);
  };
  return (
    <span className={styles.capture}>
      <span
        ref={field}
        tabIndex={0}
        role="button"
        className={styles.field}
        aria-label={`Press the keys for ${command.title}`}
        onKeyDown={onKeyDown}
        onBlur={onGiveUp}
      >
        {pressed === null ? 'Press keys' : chordWords(pressed, isMac)}
      </span>
      <span role="alert" className={styles.conflict}>
        {conflict !== null &&
          (conflict.isFixed
            ? `Taken by the page itself: ${conflict.title}`
            : `Taken by: ${conflict.title}`)}
      </span>
    </span>
  );
}
