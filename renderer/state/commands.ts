// Everything that can be done by a key or by its name: one table for the shortcuts, the palette, the sheet
// of keys and the settings.
import type { KeyBinding } from '../../shared/key-bindings.ts';

export const commandPlaces = ['Everywhere', 'Go to', 'Queues', 'Incident and alert pages'] as const;
export type CommandPlace = (typeof commandPlaces)[number];

interface CommandDefinition {
  readonly title: string;
  readonly place: CommandPlace;
  /** The usual ones, as key-chord has them. */
  readonly keys: readonly string[];
}

const define = <Id extends string>(table: Readonly<Record<Id, CommandDefinition>>) => table;

const table = define({
  'palette.open': {
    title: 'Find a command, view or id',
    place: 'Everywhere',
    keys: ['mod+k', 'mod+shift+p'],
  },
  'search.focus': { title: 'Search the queue', place: 'Everywhere', keys: ['/'] },
  'keys.show': { title: 'Show all keys', place: 'Everywhere', keys: ['?'] },
  'navigation.back': { title: 'Back', place: 'Everywhere', keys: ['alt+arrowleft'] },
  'navigation.forward': { title: 'Forward', place: 'Everywhere', keys: ['alt+arrowright'] },
  'zone.toggle': { title: 'Show times in UTC or local time', place: 'Everywhere', keys: ['z'] },
  'sync.now': { title: 'Sync now', place: 'Everywhere', keys: [] },
  'link.open': { title: 'Open a list link', place: 'Everywhere', keys: [] },
  'many.undo': {
    title: 'Undo the last change of many rows',
    place: 'Everywhere',
    keys: ['mod+z'],
  },
  'go.incidents': { title: 'Incidents', place: 'Go to', keys: ['g i'] },
  'go.alerts': { title: 'Alerts', place: 'Go to', keys: ['g a'] },
  'go.tuning': { title: 'Tuning', place: 'Go to', keys: ['g t'] },
  'go.settings': { title: 'Settings', place: 'Go to', keys: ['g s', 'mod+,'] },
  'queue.focus': { title: 'Go to the rows', place: 'Queues', keys: ['l'] },
  'queue.manage': { title: 'Manage what is selected', place: 'Queues', keys: ['m'] },
  'queue.resolve': { title: 'Resolve what is selected', place: 'Queues', keys: ['e'] },
  'queue.assign': { title: 'Assign what is selected', place: 'Queues', keys: ['a'] },
  'queue.tag': { title: 'Tag what is selected', place: 'Queues', keys: ['t'] },
  'queue.clearSelection': { title: 'Clear the selection', place: 'Queues', keys: [] },
  'queue.showNew': { title: 'Show new rows', place: 'Queues', keys: ['n'] },
  'queue.reset': { title: 'Reset all filters', place: 'Queues', keys: [] },
  'queue.copyLink': { title: 'Copy a link to this list', place: 'Queues', keys: ['y'] },
  'item.manage': {
    title: 'Manage the incident or alert',
    place: 'Incident and alert pages',
    keys: ['m'],
  },
  'item.acknowledge': {
    title: 'Acknowledge the alert',
    place: 'Incident and alert pages',
    keys: ['a'],
  },
  'item.tune': {
    title: 'Tune alerts like this one',
    place: 'Incident and alert pages',
    keys: ['t'],
  },
});

export type CommandId = keyof typeof table;

export interface Command extends CommandDefinition {
  readonly id: CommandId;
}

export const commands: readonly Command[] = (Object.keys(table) as CommandId[]).map((id) => ({
  id,
  ...table[id],
}));

/** Keys that parts of a page have for themselves and that cannot be given away. */
export const fixedKeys: readonly Pick<CommandDefinition, 'title' | 'place' | 'keys'>[] = [
  { title: 'Close what is open', place: 'Everywhere', keys: ['escape'] },
  { title: 'Next and previous row', place: 'Queues', keys: ['j', 'k', 'arrowdown', 'arrowup'] },
  { title: 'First and last row', place: 'Queues', keys: ['home', 'end'] },
  { title: 'A page of rows down or up', place: 'Queues', keys: ['pagedown', 'pageup'] },
  { title: 'Open the row beside the list', place: 'Queues', keys: ['enter'] },
  { title: 'Go to the page of the row', place: 'Queues', keys: ['mod+enter'] },
  { title: 'Select the row or not', place: 'Queues', keys: ['x', 'space'] },
  { title: 'Select up to the row', place: 'Queues', keys: ['shift+x', 'shift+space'] },
  {
    title: 'Select on the way down or up',
    place: 'Queues',
    keys: ['shift+arrowdown', 'shift+arrowup'],
  },
  { title: 'Select all rows of the view', place: 'Queues', keys: ['mod+a'] },
  {
    title: 'Narrower or wider column, on its head',
    place: 'Queues',
    keys: ['shift+arrowleft', 'shift+arrowright'],
  },
  {
    title: 'Open or close a group, or the alerts of an incident',
    place: 'Queues',
    keys: ['arrowright', 'arrowleft'],
  },
  { title: 'Menu of the column, on its head', place: 'Queues', keys: ['alt+arrowdown'] },
  { title: 'Save what is being managed', place: 'Incident and alert pages', keys: ['mod+enter'] },
];

export type KeysByCommand = ReadonlyMap<CommandId, readonly string[]>;

/** The usual keys with those that the person gave in their place. */
export function keysByCommand(bindings: readonly KeyBinding[]): KeysByCommand {
  const given = new Map(bindings.map(({ command, keys }) => [command, keys]));
  return new Map(commands.map(({ id, keys }) => [id, given.get(id) ?? keys]));
}

/**
 * What already has these keys where the command could be used: another command, by its title, or a part of
 * the page. Keys conflict with those that begin with them, too. null where they are free.
 */
export function conflictOf(
  keys: string,
  command: CommandId,
  current: KeysByCommand,
): { readonly title: string; readonly isFixed: boolean } | null {
  const { place } = table[command];
  const clashes = (other: string): boolean =>
    other === keys || other.startsWith(`${keys} `) || keys.startsWith(`${other} `);
  const fixed = fixedKeys.find((one) => areTogether(one.place, place) && one.keys.some(clashes));
  if (fixed !== undefined) return { title: fixed.title, isFixed: true };
  const holder = commands.find(
    ({ id, place: itsPlace }) =>
      id !== command && areTogether(itsPlace, place) && current.get(id)?.some(clashes),
  );
  return holder === undefined ? null : { title: holder.title, isFixed: false };
}

/** Whether both places can be at hand at once. */
function areTogether(a: CommandPlace, b: CommandPlace): boolean {
  const isAnywhere = (place: CommandPlace): boolean => place === 'Everywhere' || place === 'Go to';
  return a === b || isAnywhere(a) || isAnywhere(b);
}

/** The bindings with these keys for the command; the usual ones need none. */
export function withKeys(
  bindings: readonly KeyBinding[],
  command: CommandId,
  keys: readonly string[],
): readonly KeyBinding[] {
  const others = bindings.filter((one) => one.command !== command);
  const usual = table[command].keys;
  const isUsual = usual.length === keys.length && usual.every((one, index) => one === keys[index]);
  return isUsual ? others : [...others, { command, keys }];
}
