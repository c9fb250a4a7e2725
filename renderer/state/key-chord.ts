// Keys as people press them and as they are kept: "mod+k", "shift+x", "?", or two after one another, "g i".
// `mod` is Ctrl, on a Mac Cmd. Pure.

/** What a chord needs of a keyboard event. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const modifierKeys = new Set(['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'CapsLock', 'Dead']);

/** null for a modifier alone. Shift is told only where the key itself does not: "?" is no "shift+?". */
export function chordOf(event: PressedKey): string | null {
  const { key } = event;
  if (modifierKeys.has(key) || key === 'Process' || key === 'Unidentified') return null;
  const isSymbol = key.length === 1 && key.toLowerCase() === key.toUpperCase() && key !== ' ';
  return [
    ...(event.ctrlKey || event.metaKey ? ['mod'] : []),
    ...(event.altKey ? ['alt'] : []),
    ...(event.shiftKey && !isSymbol ? ['shift'] : []),
    key === ' ' ? 'space' : key.toLowerCase(),
  ].join('+');
}

/** Cut, copy, paste, undo and the like, and moves through a text. */
const editing = /^mod\+(shift\+)?([acvxyz]|arrow\w+|home|end|backspace|delete)$/;

/** Whether a person who types text could mean the chord as text or to edit it. */
export function isTextChord(chord: string): boolean {
  if (editing.test(chord)) return true;
  return !chord.startsWith('mod+') && !chord.startsWith('alt+') && !/^f\d{1,2}$/.test(chord);
}

const words: ReadonlyMap<string, string> = new Map([
  ['alt', 'Alt'],
  ['shift', 'Shift'],
  ['space', 'Space'],
  ['escape', 'Esc'],
  ['enter', 'Enter'],
  ['arrowleft', '←'],
  ['arrowright', '→'],
  ['arrowup', '↑'],
  ['arrowdown', '↓'],
  ['pageup', 'Page Up'],
  ['pagedown', 'Page Down'],
  ['home', 'Home'],
  ['end', 'End'],
  ['delete', 'Delete'],
  ['tab', 'Tab'],
]);

/** "Ctrl+K", "G then I". */
export function chordWords(keys: string, isMac: boolean): string {
  const partWords = (part: string): string => {
    if (part === 'mod') return isMac ? '⌘' : 'Ctrl';
    return words.get(part) ?? part.toUpperCase();
  };
  return keys
    .split(' ')
    .map((chord) => partsOf(chord).map(partWords).join('+'))
    .join(' then ');
}

/** As aria-keyshortcuts has it; null for keys after one another, which it cannot say. */
export function ariaKeys(keys: string): string | null {
  if (keys.includes(' ')) return null;
  const name = (part: string): string => part.replace(/^(arrow|page)?(.)/, named);
  const parts = partsOf(keys);
  if (!parts.includes('mod')) return parts.map(name).join('+');
  return ['Control', 'Meta']
    .map((mod) => parts.map((part) => (part === 'mod' ? mod : name(part))).join('+'))
    .join(' ');
}

const named = (_all: string, first: string | undefined, letter: string): string =>
  (first === undefined ? '' : first.charAt(0).toUpperCase() + first.slice(1)) +
  letter.toUpperCase();

/** "+" itself may be the last part. */
function partsOf(chord: string): readonly string[] {
  if (chord === '+') return ['+'];
  if (chord.endsWith('++')) return [...chord.slice(0, -2).split('+'), '+'];
  return chord.split('+');
}
