// Members of JSON that nobody checked: what is not of the kind that is asked for reads as nothing.

export type Loose = Readonly<Record<string, unknown>>;

/** Of a list: an empty object in place of each item that is none. Of anything else: nothing. */
export function list(value: unknown): readonly Loose[] {
  return Array.isArray(value) ? value.map(loose) : [];
}

/** Of a list: the texts in it that say something. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string' && one !== '') : [];
}

/** null for what is no text, and for an empty one. */
export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function numberText(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : null;
}

/** An object without members in place of what is none. */
export function loose(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? (value as Loose) : {};
}
