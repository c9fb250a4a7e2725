// Which sources a person means by the names on a command line.
import type { Source, SourceDescription } from './source.ts';

/** What cannot be chosen, in one line that names what can. */
export interface UnknownSource {
  readonly trouble: string;
}

/**
 * Those that a name fits, whatever its letter case: a kind (`graph`), a name (`Microsoft Sentinel`) or an
 * id. All of them where no name is given.
 */
export function chooseSources(
  sources: readonly Source[],
  names: readonly string[],
): readonly Source[] | UnknownSource {
  if (names.length === 0) return sources;
  const unknown = names.find((name) => !sources.some((source) => fits(source, name)));
  if (unknown === undefined) {
    return sources.filter((source) => names.some((name) => fits(source, name)));
  }
  const known = new Set(sources.map((source) => nameOf(source.describe())));
  const choice =
    known.size === 0 ? 'no source is on in this profile' : `there are ${[...known].join(', ')}`;
  return { trouble: `no source is called ${JSON.stringify(unknown)}: ${choice}` };
}

function fits(source: Source, name: string): boolean {
  const { sourceId, kind, name: title } = source.describe();
  return [sourceId, kind, title].some((one) => one.toLowerCase() === name.toLowerCase());
}

function nameOf({ kind, name }: SourceDescription): string {
  return `${kind} (${name})`;
}
