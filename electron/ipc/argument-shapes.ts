// The shapes of the shell calls' arguments, checked before any handler runs.
import {
  clouds,
  isClientId,
  isTenantName,
  isWorkspaceId,
} from '../../shared/contract/connections.ts';
import type {
  AzureSources,
  ConnectionCalls,
  ConnectRequest,
  SignInMethod,
} from '../../shared/contract/connections.ts';
import type { ImportCalls } from '../../shared/contract/imports.ts';
import { mostGestures } from '../../shared/contract/outbox.ts';
import type { OutboxCalls } from '../../shared/contract/outbox.ts';
import { fieldNames } from '../../shared/model/annotation.ts';
import type {
  AnnotationTarget,
  ConflictChoice,
  FieldEdits,
  FieldName,
} from '../../shared/model/annotation.ts';
import type { EntryId } from '../../shared/model/annotation-id.ts';
import { isGroupingDraft } from '../../shared/model/regrouping-shape.ts';
import { isTuningRule } from '../../shared/model/tuning-rule.ts';
import { isExportStart } from './export-shapes.ts';
import type { ShellCalls } from '../../shared/contract/shell.ts';
import { isFilterSets } from '../../shared/queue/filter-set.ts';
import type { ArgumentShapes } from './shell-ipc.ts';
import type { IncidentKey } from '../../shared/model/incident.ts';
import { isSeenIncident } from '../../shared/model/seen-incident.ts';
import type { SeenIncident } from '../../shared/model/seen-incident.ts';
import { isSettings } from '../shell/settings.ts';

const isNull = (argument: unknown): argument is null => argument === null;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isId = (value: unknown): value is string => typeof value === 'string' && value.length <= 128;

/** The selection of a queue holds as many. */
const mostSeen = 1_000;

const isListOf = <T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] =>
  Array.isArray(value) && value.length <= mostSeen && value.every(isItem);

const isIncidentKey = (value: unknown): value is IncidentKey =>
  typeof value === 'string' && value.length <= 1_024;

const isOneId = (argument: unknown): argument is { readonly id: string } =>
  isRecord(argument) && isId(argument['id']);

const isSwitch = (argument: unknown): argument is { readonly isOn: boolean } =>
  isRecord(argument) && typeof argument['isOn'] === 'boolean';

const isOneOf = <T extends string>(value: unknown, names: readonly T[]): value is T =>
  (names as readonly unknown[]).includes(value);

const signInMethods: readonly SignInMethod[] = ['browser', 'deviceCode'];

export const argumentShapes: ArgumentShapes = {
  'sync.now': isNull,
  'sync.read': isNull,
  'sources.read': isNull,
  'item.refresh': (argument): argument is { readonly target: AnnotationTarget } =>
    isRecord(argument) && isTarget(argument['target']),
  'store.state': isNull,
  'store.restarted': isNull,
  'store.forget': isNull,
  'filterSets.save': (argument): argument is ShellCalls['filterSets.save']['argument'] =>
    isRecord(argument) && isFilterSets(argument['sets']),
  'filterSets.choose': isNull,
  'settings.read': isNull,
  'settings.write': isSettings,
  'seen.mark': (argument): argument is { readonly seen: readonly SeenIncident[] } =>
    isRecord(argument) && isListOf(argument['seen'], isSeenIncident),
  'seen.unmark': (argument): argument is { readonly keys: readonly IncidentKey[] } =>
    isRecord(argument) && isListOf(argument['keys'], isIncidentKey),
  'link.take': isNull,
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
    isRecord(argument) && isId(argument['id']) && isOneOf(argument['method'], signInMethods),
  'connections.cancelSignIn': isNull,
  'connections.test': isOneId,
  'connections.signOut': isOneId,
  'connections.remove': isOneId,
  'connections.setAzure': (
    argument,
  ): argument is ConnectionCalls['connections.setAzure']['argument'] =>
    isRecord(argument) && isId(argument['id']) && isAzure(argument['azure']),
  'connections.setDemoTenant': isSwitch,
  'connections.keepUnprotected': isSwitch,
  'text.save': (argument): argument is { readonly fileName: string; readonly text: string } =>
    isRecord(argument) &&
    typeof argument['fileName'] === 'string' &&
    /^[\w-]{1,60}\.(json|csv|txt)$/.test(argument['fileName']) &&
    isText(argument['text']),
  'app.info': isNull,
  'start.report': (argument): argument is { readonly marks: Readonly<Record<string, number>> } =>
    isRecord(argument) &&
    isRecord(argument['marks']) &&
    Object.values(argument['marks']).every((mark) => typeof mark === 'number'),
  'imports.read': isNull,
  'imports.choose': (argument): argument is ImportCalls['imports.choose']['argument'] =>
    isRecord(argument) && isOneOf(argument['what'], ['files', 'folder']),
  'imports.start': (argument): argument is ImportCalls['imports.start']['argument'] =>
    isRecord(argument) &&
    isId(argument['id']) &&
    (argument['tenantId'] === null || isId(argument['tenantId'])),
  'imports.cancel': isOneId,
  'imports.report': isOneId,
  'imports.saveReport': (argument): argument is ImportCalls['imports.saveReport']['argument'] =>
    isRecord(argument) && isId(argument['id']) && isOneOf(argument['format'], ['json', 'csv']),
  'imports.watch': isNull,
  'imports.pause': (argument): argument is ImportCalls['imports.pause']['argument'] =>
    isRecord(argument) && isId(argument['id']) && typeof argument['isPaused'] === 'boolean',
  'imports.unwatch': isOneId,
  'exports.start': isExportStart,
  'exports.cancel': isOneId,
  'journal.read': isNull,
  'journal.recoveryCode': isNull,
  'journal.renewRecoveryCode': isNull,
  'journal.keepRecoveryCode': isNull,
  'journal.saveRecoveryCode': isNull,
  'journal.recover': (argument): argument is { readonly recoveryCode: string } =>
    isRecord(argument) && isId(argument['recoveryCode']),
  'outbox.read': isNull,
  'outbox.write': isGesture,
  'outbox.writeAll': (argument): argument is OutboxCalls['outbox.writeAll']['argument'] =>
    isRecord(argument) &&
    Array.isArray(argument['gestures']) &&
    argument['gestures'].length <= mostGestures &&
    argument['gestures'].every(isGesture),
  'outbox.retry': isOneItem,
  'outbox.cancel': isOneItem,
  'outbox.follow': isOneItem,
  'outbox.offer': (argument): argument is OutboxCalls['outbox.offer']['argument'] =>
    isRecord(argument) &&
    isId(argument['itemId']) &&
    isId(argument['toSourceId']) &&
    isId(argument['toId']),
  'outbox.resolve': (argument): argument is OutboxCalls['outbox.resolve']['argument'] =>
    isOneItem(argument) && isChoice((argument as { readonly choice?: unknown }).choice),
};

function isAzure(value: unknown): value is AzureSources {
  if (!isRecord(value) || typeof value['alerts'] !== 'boolean') return false;
  const { workspaces } = value;
  return Array.isArray(workspaces) && workspaces.every((id) => isText(id) && isWorkspaceId(id));
}

const isText = (value: unknown): value is string => typeof value === 'string';

function isOneItem(argument: unknown): argument is { readonly itemId: EntryId } {
  return isRecord(argument) && isId(argument['itemId']);
}

function isChoice(value: unknown): value is ConflictChoice {
  return (
    isRecord(value) &&
    Object.entries(value).every(
      ([field, side]) => isOneOf(field, fieldNames) && isOneOf(side, ['ours', 'theirs']),
    )
  );
}

function isGesture(argument: unknown): argument is OutboxCalls['outbox.write']['argument'] {
  if (!isRecord(argument)) return false;
  const { kind, target } = argument;
  switch (kind) {
    case 'change':
      return isTarget(target) && isEdits(argument['edits']);
    case 'comment':
      return isTarget(target) && isText(argument['text']) && argument['text'].length > 0;
    case 'rule':
      return isTuningRule(argument['rule']);
    case 'ruleRemoved':
      return isId(argument['ruleId']);
    case 'acknowledge':
      return (
        isText(argument['alert']) &&
        isText(argument['reason']) &&
        (argument['until'] === null || Number.isSafeInteger(argument['until']))
      );
    case 'putBack':
    case 'leftToRules':
      return isText(argument['alert']);
    case 'split':
    case 'join':
      return isText(argument['sighting']);
    default:
      return isGroupingDraft(argument);
  }
}

function isTarget(value: unknown): value is AnnotationTarget {
  if (!isRecord(value) || !isText(value['sourceId']) || !isText(value['tenantId'])) return false;
  const isOfIncident =
    value['kind'] === 'incident' || value['incidentId'] === null || isText(value['incidentId']);
  return isText(value['id']) && isOneOf(value['kind'], ['incident', 'alert']) && isOfIncident;
}

function isEdits(value: unknown): value is FieldEdits {
  return (
    isRecord(value) &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(
      ([field, edit]) =>
        isOneOf(field, fieldNames) &&
        isRecord(edit) &&
        isFieldValue(field, edit['base']) &&
        isFieldValue(field, edit['value']),
    )
  );
}

function isFieldValue(field: FieldName, value: unknown): boolean {
  if (field === 'customTags') return Array.isArray(value) && value.every(isText);
  return isText(value) || value === null;
}
