// Loaded into main before the app, by the switch `-r` that only an unpackaged Electron knows: kills the process
// where CLEARPANE_KILL_AT or a later order says. The app itself has no such hook. Stands between the app and what
// it calls of Node and Electron: files of the profile, requests to a service, messages to the data worker.
'use strict';
const files = require('node:fs/promises');
const { syncBuiltinESMExports } = require('node:module');
const { sep } = require('node:path');
const { app, MessageChannelMain } = require('electron');

/** @typedef {import('./app-kill-points.ts').KillOrder} KillOrder */

/** @type {KillOrder | null} */
let order = null;
let left = 0;
/** @type {import('./app-kill-points.ts').Place | null} Nothing before it counts. */
let awaited = null;

/** @param {KillOrder | null} next */
function obey(next) {
  order = next;
  left = next?.count ?? 0;
  awaited = next?.point.onceAfter ?? null;
}

obey(JSON.parse(process.env['CLEARPANE_KILL_AT'] ?? 'null'));
Object.assign(globalThis, { clearpaneKillAt: obey });

/**
 * @param {string} what
 * @param {string} name
 * @param {string} when
 */
function come(what, name, when) {
  if (order === null) return;
  /** @param {import('./app-kill-points.ts').Place} place */
  const isAt = (place) =>
    place.what === what && place.when === when && new RegExp(place.name).test(name);
  if (awaited !== null) {
    if (isAt(awaited)) awaited = null;
    return;
  }
  if (!isAt(order.point)) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}

/**
 * @template Value
 * @param {string} what
 * @param {string} name
 * @param {() => Promise<Value>} work
 */
async function around(what, name, work) {
  come(what, name, 'before');
  const value = await work();
  come(what, name, 'after');
  return value;
}

/** @param {string} path */
const inProfile = (path) => path.split(sep).slice(-2).join('/');

const { open, rename } = files;

/** @type {typeof files.open} */
files.open = async (path, ...rest) => {
  const name = inProfile(String(path));
  const isRead = rest[0] === undefined || rest[0] === 'r';
  const handle = await (isRead
    ? open(path, ...rest)
    : around('create', name, () => open(path, ...rest)));
  const write = handle.write.bind(handle);
  const writeFile = handle.writeFile.bind(handle);
  const sync = handle.sync.bind(handle);
  const datasync = handle.datasync.bind(handle);
  return Object.assign(handle, {
    /** @type {(bytes: Uint8Array, offset: number, length: number, position: number) => Promise<unknown>} */
    write: (bytes, offset, length, position) =>
      around('write', name, async () => {
        const half = Math.floor(length / 2);
        if (half > 0) await write(bytes, offset, half, position);
        come('write', name, 'half');
        await write(bytes, offset + half, length - half, position + half);
        return { bytesWritten: length, buffer: bytes };
      }),
    /** @type {(text: string) => Promise<void>} */
    writeFile: (text) =>
      around('write', name, async () => {
        const half = Math.floor(text.length / 2);
        await writeFile(text.slice(0, half));
        come('write', name, 'half');
        await writeFile(text.slice(half));
      }),
    sync: () => around('sync', name, sync),
    datasync: () => around('sync', name, datasync),
  });
};
files.rename = (from, to) => around('rename', inProfile(String(to)), () => rename(from, to));
syncBuiltinESMExports();

const { fetch } = globalThis;
globalThis.fetch = (input, init) =>
  around('request', `${init?.method ?? 'GET'} ${addressOf(input)}`, () => fetch(input, init));

/** @param {Parameters<typeof fetch>[0]} input */
function addressOf(input) {
  if (typeof input === 'string') return input;
  return input instanceof URL ? input.href : input.url;
}

void app.whenReady().then(() => {
  const { port1 } = new MessageChannelMain();
  /** @type {Electron.MessagePortMain} */
  const prototype = Object.getPrototypeOf(port1);
  const { postMessage, emit } = prototype;
  /** @type {WeakMap<object, Map<number, string>>} */
  const callsByPort = new WeakMap();
  prototype.postMessage = function (message, ...transfer) {
    if (message.rpc !== 'call') return postMessage.call(this, message, ...transfer);
    // Whose page it is tells imports from sync.
    const source = message.argument?.feed?.sourceId;
    const name = source === undefined ? message.name : `${message.name} of ${source}`;
    const calls = callsByPort.get(this) ?? new Map();
    callsByPort.set(this, calls.set(message.id, name));
    come('message', name, 'before');
    postMessage.call(this, message, ...transfer);
    come('message', name, 'sent');
  };
  prototype.emit = function (event, ...rest) {
    const data = event === 'message' ? rest[0]?.data : null;
    if (data?.rpc === 'result') come('message', callsByPort.get(this)?.get(data.id) ?? '', 'after');
    return emit.call(this, event, ...rest);
  };
});
