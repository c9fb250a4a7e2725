// The shapes of the shell calls' arguments, checked before any handler runs.
import type { ArgumentShapes } from './shell-ipc.ts';
import { isSettings } from '../shell/settings.ts';

const isNull = (argument: unknown): argument is null => argument === null;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

export const argumentShapes: ArgumentShapes = {
  'sync.now': isNull,
  'sync.read': isNull,
  'store.state': isNull,
  'store.restarted': isNull,
  'settings.read': isNull,
  'settings.write': isSettings,
  'link.open': (argument): argument is { readonly url: string } =>
    isRecord(argument) && typeof argument['url'] === 'string' && argument['url'].length <= 8192,
  'app.info': isNull,
  'start.report': (argument): argument is { readonly marks: Readonly<Record<string, number>> } =>
    isRecord(argument) &&
    isRecord(argument['marks']) &&
    Object.values(argument['marks']).every((mark) => typeof mark === 'number'),
};
