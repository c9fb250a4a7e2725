// The shapes of the shell calls' arguments, checked before any handler runs.
import { clouds, isClientId, isTenantName } from '../../shared/contract/connections.ts';
import type {
  ConnectionCalls,
  ConnectRequest,
  PermissionGroup,
  SignInMethod,
} from '../../shared/contract/connections.ts';
import type { ArgumentShapes } from './shell-ipc.ts';
import { isSettings } from '../shell/settings.ts';

const isNull = (argument: unknown): argument is null => argument === null;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isId = (value: unknown): value is string => typeof value === 'string' && value.length <= 128;

const isOneConnection = (argument: unknown): argument is { readonly id: string } =>
  isRecord(argument) && isId(argument['id']);

const isSwitch = (argument: unknown): argument is { readonly isOn: boolean } =>
  isRecord(argument) && typeof argument['isOn'] === 'boolean';

const isOneOf = <T extends string>(value: unknown, names: readonly T[]): value is T =>
  (names as readonly unknown[]).includes(value);

const signInMethods: readonly SignInMethod[] = ['browser', 'deviceCode'];
const permissionGroups: readonly PermissionGroup[] = ['read', 'write', 'hunt'];

export const argumentShapes: ArgumentShapes = {
  'sync.now': isNull,
  'sync.read': isNull,
  'store.state': isNull,
  'store.restarted': isNull,
  'settings.read': isNull,
  'settings.write': isSettings,
  'link.open': (argument): argument is { readonly url: string } =>
    isRecord(argument) && typeof argument['url'] === 'string' && argument['url'].length <= 8192,
  'connections.read': isNull,
  'connections.connect': (argument): argument is ConnectRequest =>
    isRecord(argument) &&
    isOneOf(argument['cloud'], clouds) &&
    isOneOf(argument['method'], signInMethods) &&
    typeof argument['clientId'] === 'string' &&
    isClientId(argument['clientId']) &&
    (argument['tenant'] === null ||
      (typeof argument['tenant'] === 'string' && isTenantName(argument['tenant']))),
  'connections.signIn': (argument): argument is ConnectionCalls['connections.signIn']['argument'] =>
    isRecord(argument) &&
    isId(argument['id']) &&
    isOneOf(argument['method'], signInMethods) &&
    Array.isArray(argument['adds']) &&
    argument['adds'].every((group) => isOneOf(group, permissionGroups)),
  'connections.cancelSignIn': isNull,
  'connections.test': isOneConnection,
  'connections.signOut': isOneConnection,
  'connections.remove': isOneConnection,
  'connections.setDemoTenant': isSwitch,
  'connections.keepUnprotected': isSwitch,
  'app.info': isNull,
  'start.report': (argument): argument is { readonly marks: Readonly<Record<string, number>> } =>
    isRecord(argument) &&
    isRecord(argument['marks']) &&
    Object.values(argument['marks']).every((mark) => typeof mark === 'number'),
};
