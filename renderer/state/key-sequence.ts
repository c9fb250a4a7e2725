// From keys as they are pressed to commands, those of two keys after one another among them.
import type { CommandId, KeysByCommand } from './commands.ts';

export type KeyPress =
  | { readonly kind: 'run'; readonly id: CommandId }
  /** The beginning of some command's keys. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'none' };

export interface KeySequence {
  /** `isOffered` tells the commands that can be carried out now; `at` is in milliseconds. */
  press(
    chord: string,
    at: number,
    keys: KeysByCommand,
    isOffered: (id: CommandId) => boolean,
  ): KeyPress;
}

/** A second key later than this begins anew. */
const PAUSE_MS = 1_500;

export function createKeySequence(): KeySequence {
  let begun: { readonly chord: string; readonly at: number } | null = null;
  return {
    press(chord, at, keys, isOffered) {
      const before = begun !== null && at - begun.at <= PAUSE_MS ? begun.chord : null;
      begun = null;
      const offered = [...keys].filter(([id]) => isOffered(id));
      const withKeys = (wanted: string): CommandId | undefined =>
        offered.find(([, own]) => own.includes(wanted))?.[0];
      const id = (before === null ? undefined : withKeys(`${before} ${chord}`)) ?? withKeys(chord);
      if (id !== undefined) return { kind: 'run', id };
      const isBeginning = offered.some(([, own]) => own.some((one) => one.startsWith(`${chord} `)));
      if (!isBeginning) return { kind: 'none' };
      begun = { chord, at };
      return { kind: 'wait' };
    },
  };
}
