// Checks of the shape of JSON that was written elsewhere: by an earlier run, or by a window.
import { isJsonObject } from './json.ts';

export type Check = (value: unknown) => boolean;

export const isText: Check = (value) => typeof value === 'string';
export const isTextOrNull: Check = (value) => value === null || isText(value);
export const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
export const isCountOrNull: Check = (value) => value === null || isCount(value);

export const isOneOf =
  (...texts: readonly string[]): Check =>
  (value) =>
    isText(value) && texts.includes(String(value));

/** `most` bounds what a hostile sender can make of it. */
export const isListOf =
  (check: Check, most = Infinity): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every((item) => check(item));

/** All of these members, and no others. */
export const hasShape =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isJsonObject(value) &&
    Object.keys(value).every((name) => Object.hasOwn(checks, name)) &&
    Object.entries(checks).every(
      ([name, check]) => Object.hasOwn(value, name) && check(value[name]),
    );
