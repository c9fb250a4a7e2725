// What a fault is: a way to answer one request for a page otherwise than honestly.
import type { ServerResponse } from 'node:http';
import type { ScriptedAct, ScriptedReply } from '../../electron/sources/scripted-service.ts';
import type { Random } from '../../resources/demo-tenant/random.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import type { Collection } from './hostile-world.ts';

/** The honest answer to a request. */
export interface HonestPage {
  readonly collection: Collection;
  /** What was asked for, absolute. */
  readonly url: string;
  /** Read when wanted, since a fault may not want them. */
  readonly items: () => readonly JsonObject[];
  /** Older versions of some items of the collection, of this page or not. */
  readonly olderItems: () => readonly JsonObject[];
  readonly nextLink: string | null;
}

export interface FaultSetting {
  readonly random: Random;
  /** The service's clock, UTC epoch milliseconds. */
  readonly serverAt: number;
  /** `host:port` of this service, and of another one that must never be asked for anything. */
  readonly host: string;
  readonly strangerHost: string;
}

export type Reply = ScriptedReply | ScriptedAct;

export interface Fault {
  /** Of the table of hostile behaviours in the reliability design. */
  readonly row: number;
  /** So slow or so large that a run of hundreds of faults leaves it out. */
  readonly isCostly?: true;
  readonly answer: (page: HonestPage, setting: FaultSetting) => Reply;
}

/** The page as JSON; `changes` replace or add members. */
export function pageBody(page: HonestPage, changes: JsonObject = {}): JsonObject {
  return {
    '@odata.context': 'https://graph.example/v1.0/$metadata#security',
    ...(page.nextLink !== null && { '@odata.nextLink': page.nextLink }),
    value: page.items(),
    ...changes,
  };
}

export function errorReply(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: { error: { code: 'hostile', message: 'Made to fail.' } } };
}

/** Answers with full control of the connection. */
export function act(run: (response: ServerResponse) => void): ScriptedAct {
  return run;
}

export function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return random.some(items, items.length);
}
