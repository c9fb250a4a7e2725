import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import type { Failure } from './failure.ts';
import { FailureError } from './failure.ts';
import { connect, serve } from './rpc.ts';
import type { MessageEndpoint } from './rpc.ts';

interface Contract {
  readonly calls: {
    readonly double: { readonly argument: number; readonly result: number };
    readonly refuse: { readonly argument: null; readonly result: null };
    readonly crash: { readonly argument: null; readonly result: null };
  };
  readonly streams: { readonly count: { readonly argument: number; readonly item: number } };
}

function start() {
  const channel = new MessageChannel();
  const ended: number[] = [];
  const bugs: string[] = [];
  const server = serve<Contract>(
    channel.port1 as unknown as MessageEndpoint,
    {
      double: (value) => value * 2,
      refuse: () => {
        throw new FailureError({ kind: 'storage', summary: 'The disk is full.' });
      },
      crash: () => {
        throw new TypeError('a bug');
      },
    },
    {
      count: (from, emitter) => {
        emitter.item(from);
        emitter.item(from + 1);
        return () => ended.push(from);
      },
    },
    (error) => bugs.push(String(error)),
  );
  const client = connect<Contract>(channel.port2 as unknown as MessageEndpoint);
  return { client, ended, bugs, server, stop: () => channel.port1.close() };
}

it('answers calls, passes failures whole, and reports bugs to their owner', async () => {
  const { client, bugs, stop } = start();
  expect(await client.call('double', 21)).toBe(42);
  await expect(client.call('refuse', null)).rejects.toMatchObject({
    failure: { kind: 'storage', summary: 'The disk is full.' },
  });
  await expect(client.call('crash', null)).rejects.toThrow('a bug');
  expect(bugs).toEqual(['TypeError: a bug']);
  await expect(client.call('toString' as 'double', 1)).rejects.toThrow('no handler named toString');
  stop();
});

it('delivers a stream in order and ends it at its source', async () => {
  const { client, ended, stop } = start();
  const items: number[] = [];
  const end = await new Promise<() => void>((resolve) => {
    const cancel = client.watch(
      'count',
      5,
      (item) => {
        items.push(item);
        if (items.length === 2) resolve(cancel);
      },
      () => undefined,
    );
  });
  end();
  await client.call('double', 1);
  expect({ items, ended }).toEqual({ items: [5, 6], ended: [5] });
  stop();
});

it('rejects what is pending when the far end is gone', async () => {
  const { client, stop } = start();
  const failures: Failure[] = [];
  client.watch(
    'count',
    1,
    () => undefined,
    (failure) => failures.push(failure),
  );
  const pending = client.call('double', 1);
  const gone: Failure = { kind: 'storage', summary: 'The data process stopped.' };
  client.disconnect(gone);
  await expect(pending).rejects.toMatchObject({ failure: gone });
  expect(failures).toEqual([gone]);
  stop();
});
