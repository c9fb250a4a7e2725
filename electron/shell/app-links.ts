// Links that the system opens with the app. They come from anywhere: main takes one for what its first
// letters say, bounds it, and hands it on as text; the window reads it.

const SCHEME = 'clearpane:';

/** As those of a list link; what is longer is no link. */
const MOST_CHARACTERS = 8_192;

/** null for what is no link of the app. */
export function appLink(text: string): string | null {
  const isOurs = text.slice(0, SCHEME.length).toLowerCase() === SCHEME;
  if (!isOurs || text.length > MOST_CHARACTERS) return null;
  return /[\s\p{Cc}]/u.test(text) ? null : text;
}

/** The link on a command line: systems put it last. */
export function linkOnCommandLine(args: readonly string[]): string | null {
  return args.reduceRight<string | null>((found, arg) => found ?? appLink(arg), null);
}

export interface AppLinks {
  /** Keeps the link until a window takes it; a newer one takes its place. What is no link is ignored. */
  arrive(text: string | null): void;
  /** null where there is none. */
  take(): string | null;
}

export function createAppLinks(onArrived: () => void): AppLinks {
  let waiting: string | null = null;
  return {
    arrive(text) {
      const link = text === null ? null : appLink(text);
      if (link === null) return;
      waiting = link;
      onArrived();
    },
    take() {
      const link = waiting;
      waiting = null;
      return link;
    },
  };
}
