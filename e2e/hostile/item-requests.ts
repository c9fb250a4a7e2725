// Requests for one incident or alert: looks at it, changes and comments, some of them answered in the ways of
// the table of hostile behaviours, and a ledger of what was carried out, which is the oracle of what is written.
import { setTimeout as delay } from 'node:timers/promises';
import { badRequest, notFound } from '../../electron/demo-tenant/graph-error.ts';
import type { ReceivedRequest } from '../../electron/sources/scripted-service.ts';
import { randomFor } from '../../resources/demo-tenant/random.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import type { Reply } from './fault.ts';
import { alertId, incidentId } from './hostile-items.ts';
import type { Collection, Edit, HostileWorld } from './hostile-world.ts';
import { itemFaultNames, itemFaults, writeFaultNames, writeFaults } from './write-faults.ts';
import type { ItemFaultName, WriteFaultName } from './write-faults.ts';

export interface AppliedEdit extends Edit {
  readonly collection: Collection;
  readonly number: number;
  /** `someone` is another person, in the service's own portal. */
  readonly by: 'client' | 'someone';
  /** All of its fields had their values before. */
  readonly isRepeat: boolean;
}

export interface ItemRequests {
  /** null where the address is no item's. */
  answer(request: ReceivedRequest, url: URL): Reply | null;
  /** In order; late ones where they took effect. */
  readonly applied: readonly AppliedEdit[];
  /** Faults of changes and comments that were answered so far, by name. */
  readonly faultsOf: ReadonlyMap<string, number>;
  /** The next write of the kind is answered so; for tests of single rows. */
  injectWrite(name: WriteFaultName): void;
  injectItem(name: ItemFaultName): void;
  faultsLeft(): number;
  /** Comments that are still to take effect. */
  lateLeft(): number;
  calm(): void;
  stop(): void;
}

export interface ItemRequestsOptions {
  readonly seed: string;
  readonly world: HostileWorld;
  /** Of the random choice. */
  readonly faults: number;
  /** How long after their connection broke late comments take effect; at the least and at the most. */
  readonly lateMs: readonly [number, number];
  /** Of the time in which comments are late; the machine's unless told. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Of the requests for items, so many get a fault while some are left. */
const faultShare = 0.3;

const itemPath = /^\/v1\.0\/security\/(incidents|alerts_v2)\/([^/]+)(\/comments)?$/;

export function createItemRequests(options: ItemRequestsOptions): ItemRequests {
  const { world, lateMs } = options;
  const sleep = options.sleep ?? ((ms, signal) => delay(ms, undefined, { signal }));
  const random = randomFor(`${options.seed}/writes`);
  const applied: AppliedEdit[] = [];
  const faultsOf = new Map<string, number>();
  const stopping = new AbortController();
  const injectedWrites: WriteFaultName[] = [];
  const injectedItems: ItemFaultName[] = [];
  let faultsLeft = options.faults;
  let someoneElse = 0;
  let lateLeft = 0;

  async function applyLate(work: () => void): Promise<void> {
    lateLeft += 1;
    try {
      await sleep(random.between(...lateMs), stopping.signal);
      work();
    } catch (error) {
      if (!stopping.signal.aborted) throw error;
    } finally {
      lateLeft -= 1;
    }
  }

  const setting = { random, later: (work: () => void) => void applyLate(work) };

  function apply(
    item: { readonly collection: Collection; readonly number: number },
    edit: Edit,
    by: AppliedEdit['by'],
  ): void {
    const { collection, number } = item;
    const { fields = {}, comment } = edit;
    const before = readNow(collection, number);
    const isRepeat =
      comment === undefined &&
      Object.entries(fields).every(
        ([name, value]) => JSON.stringify(before[name]) === JSON.stringify(value),
      );
    world.write(collection, number, edit);
    applied.push({ collection, number, by, isRepeat, ...edit });
  }

  function readNow(collection: Collection, number: number, expandsAlerts = false): JsonObject {
    const entry = world.orders[collection].latest(number);
    if (entry === undefined) throw notFound('It is not here.');
    return world.read(collection, entry, expandsAlerts);
  }

  function chooseFault<Name extends string>(
    injected: Name[],
    names: readonly Name[],
    fits: (name: Name) => boolean,
  ): Name | null {
    const next = injected.shift();
    if (next === undefined && (faultsLeft === 0 || random.next() >= faultShare)) return null;
    const name = next ?? random.pick(names.filter(fits));
    if (next === undefined) faultsLeft -= 1;
    faultsOf.set(name, (faultsOf.get(name) ?? 0) + 1);
    return name;
  }

  function answerRead(collection: Collection, number: number, expandsAlerts: boolean): Reply {
    const body = (): JsonObject => readNow(collection, number, expandsAlerts);
    // What sync asks for has faults of its own.
    if (expandsAlerts) return { body: body() };
    const name = chooseFault(
      injectedItems,
      itemFaultNames,
      (one) => !('of' in itemFaults[one]) || collection === 'incidents',
    );
    if (name === null) return { body: body() };
    const asked = {
      body,
      otherId: incidentId(number === 1 ? 2 : 1),
      changeMeanwhile: () => {
        someoneElse += 1;
        const fields = { assignedTo: `someone-${someoneElse}@hostile.example` };
        apply({ collection, number }, { fields }, 'someone');
      },
    };
    return itemFaults[name].answer(asked, setting);
  }

  function answerWrite(collection: Collection, number: number, edit: Edit): Reply {
    const kind = edit.comment === undefined ? 'change' : 'comment';
    const body = (): JsonObject => {
      const item = readNow(collection, number);
      return kind === 'change' ? item : { value: item['comments'] ?? [] };
    };
    body();
    const write = {
      edit,
      body,
      apply: (other = edit) => apply({ collection, number }, other, 'client'),
    };
    const name = chooseFault(injectedWrites, writeFaultNames, (one) => {
      const fault = writeFaults[one];
      return !('of' in fault) || fault.of === kind;
    });
    if (name !== null) return writeFaults[name].answer(write, setting);
    write.apply();
    return { body: body() };
  }

  return {
    applied,
    faultsOf,
    answer({ method, body }, url) {
      const [, set, id, comments] = itemPath.exec(url.pathname) ?? [];
      if (set === undefined || id === undefined) return null;
      const collection = set === 'incidents' ? 'incidents' : 'alerts';
      const idOf = collection === 'incidents' ? incidentId : alertId;
      const number = Number(id.replace(/^\D+/, '')) - Number(idOf(0).replace(/^\D+/, ''));
      if (method === 'GET') return answerRead(collection, number, url.searchParams.has('$expand'));
      return answerWrite(collection, number, editIn(body, comments !== undefined));
    },
    injectWrite: (name) => void injectedWrites.push(name),
    injectItem: (name) => void injectedItems.push(name),
    faultsLeft: () => faultsLeft,
    lateLeft: () => lateLeft,
    calm() {
      injectedWrites.length = 0;
      injectedItems.length = 0;
      faultsLeft = 0;
    },
    stop() {
      stopping.abort();
    },
  };
}

/** Throws on what Graph would not take. */
function editIn(body: string, isComment: boolean): Edit {
  const json: unknown = JSON.parse(body);
  if (!isJsonObject(json)) throw badRequest('No object.');
  if (!isComment) return { fields: json };
  const { comment } = json;
  if (typeof comment !== 'string') throw badRequest('No comment.');
  return { comment };
}
