import { describe, expect, it } from 'vitest';
import { ariaKeys, chordOf, chordWords, isTextChord } from './key-chord.ts';

const press = (key: string, ...modifiers: ('ctrl' | 'meta' | 'alt' | 'shift')[]) => ({
  key,
  ctrlKey: modifiers.includes('ctrl'),
  metaKey: modifiers.includes('meta'),
  altKey: modifiers.includes('alt'),
  shiftKey: modifiers.includes('shift'),
});

describe('chordOf', () => {
  it.each([
    [press('k', 'ctrl'), 'mod+k'],
    [press('K', 'meta', 'shift'), 'mod+shift+k'],
    [press('?', 'shift'), '?'],
    [press('X', 'shift'), 'shift+x'],
    [press('ArrowLeft', 'alt'), 'alt+arrowleft'],
    [press(' '), 'space'],
    [press(' ', 'shift'), 'shift+space'],
    [press('F2'), 'f2'],
    [press('+', 'ctrl'), 'mod++'],
    [press('Shift', 'shift'), null],
    [press('Process'), null],
  ])('%j is %s', (event, chord) => {
    expect(chordOf(event)).toBe(chord);
  });
});

it('knows which keys could be meant as text, or to edit it', () => {
  const meant = ['x', '?', 'shift+x', 'enter', 'mod+z', 'mod+shift+z', 'mod+a', 'mod+arrowleft'];
  const others = ['mod+k', 'mod+shift+p', 'alt+arrowleft', 'f2', 'mod+,'];
  expect(meant.filter(isTextChord)).toEqual(meant);
  expect(others.filter(isTextChord)).toEqual([]);
});

it('says keys in words', () => {
  expect(chordWords('mod+shift+k', false)).toBe('Ctrl+Shift+K');
  expect(chordWords('mod+k', true)).toBe('⌘+K');
  expect(chordWords('g i', false)).toBe('G then I');
  expect(chordWords('alt+arrowleft', false)).toBe('Alt+←');
  expect(chordWords('mod++', false)).toBe('Ctrl++');
});

it('says keys to screen readers', () => {
  expect(ariaKeys('mod+k')).toBe('Control+K Meta+K');
  expect(ariaKeys('alt+arrowleft')).toBe('Alt+ArrowLeft');
  expect(ariaKeys('g i')).toBeNull();
});
