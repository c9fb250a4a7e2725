// Keys that a person gave to commands in place of the usual ones. Part of the settings.

/** None for a command that is to have no keys. Commands of another version stay in the list, unused. */
export interface KeyBinding {
  readonly command: string;
  readonly keys: readonly string[];
}

const MOST_BINDINGS = 200;
const MOST_KEYS = 4;
const MOST_CHARACTERS = 40;

export function isKeyBindings(value: unknown): value is readonly KeyBinding[] {
  return Array.isArray(value) && value.length <= MOST_BINDINGS && value.every(isKeyBinding);
}

function isKeyBinding(value: unknown): value is KeyBinding {
  if (typeof value !== 'object' || value === null) return false;
  const { command, keys } = value as Partial<KeyBinding>;
  return isShort(command) && Array.isArray(keys) && keys.length <= MOST_KEYS && keys.every(isShort);
}

const isShort = (text: unknown): text is string =>
  typeof text === 'string' && text.length > 0 && text.length <= MOST_CHARACTERS;
