// Which tags are offered while a person types one: those in use first, "(Create new)" last. Tags that
// differ in letter case only are the same tag, in the spelling that is in use.

export interface TagChoices {
  /** In use elsewhere, and not on the incident yet; the most used first. */
  readonly offered: readonly string[];
  /** The typed tag, where it is in use nowhere; null where it is. */
  readonly created: string | null;
  /** Why the typed tag is not taken. */
  readonly trouble: string | null;
}

interface TagState {
  readonly typed: string;
  /** Of all incidents, the most used first. */
  readonly used: readonly string[];
  /** Of people, on this incident. */
  readonly own: readonly string[];
  /** Of the service, on this incident; people can neither add nor remove them. */
  readonly system: readonly string[];
}

const MOST_OFFERED = 8;
const MOST_CHARACTERS = 128;

export function tagChoices({ typed, used, own, system }: TagState): TagChoices {
  const tag = typed.trim();
  const isThere = [...own, ...system].some((one) => isSameTag(one, tag));
  const matching = used.filter(
    (one) =>
      one.toLowerCase().includes(tag.toLowerCase()) &&
      ![...own, ...system].some((other) => isSameTag(one, other)),
  );
  const isUsed = used.some((one) => isSameTag(one, tag));
  return {
    offered: oncePerSpelling(matching).slice(0, MOST_OFFERED),
    created: tag === '' || isThere || isUsed ? null : tag,
    trouble: troubleOf(tag, { own, system }),
  };
}

/** The tag as it is spelled elsewhere; the typed one where it is new. */
export function usedSpelling(tag: string, used: readonly string[]): string {
  return used.find((one) => isSameTag(one, tag)) ?? tag.trim();
}

function troubleOf(tag: string, { own, system }: Pick<TagState, 'own' | 'system'>): string | null {
  if (tag.length > MOST_CHARACTERS) return `A tag holds ${MOST_CHARACTERS} characters at most.`;
  if (tag === '') return null;
  if (system.some((one) => isSameTag(one, tag))) return 'The service has set this tag already.';
  return own.some((one) => isSameTag(one, tag)) ? 'The incident has this tag already.' : null;
}

function isSameTag(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** The first, most used spelling of each. */
function oncePerSpelling(tags: readonly string[]): readonly string[] {
  return tags.filter((tag, place) => tags.findIndex((one) => isSameTag(one, tag)) === place);
}
