// A stream of the store as a React hook.
import { startTransition, useEffect, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { StreamArgument, StreamItem, StreamName } from './connection.ts';
import { useSession } from './session.tsx';

export interface StreamState<Item> {
  /** The last one that came for this argument; undefined until the first. Kept over reconnections. */
  readonly item: Item | undefined;
  readonly failure: Failure | null;
}

/** Follows a stream; arguments are compared by their content. */
export function useStream<N extends StreamName>(
  name: N,
  argument: StreamArgument<N>,
): StreamState<StreamItem<N>> {
  const { connection } = useSession();
  const argumentText = JSON.stringify(argument);
  const id = `${name} ${argumentText}`;
  const [last, setLast] = useState<StreamState<StreamItem<N>> & { readonly id: string }>();
  useEffect(
    () =>
      connection.watch(
        name,
        // The text tells whether the argument is another one; the object may be new at every render.
        JSON.parse(argumentText) as StreamArgument<N>,
        // In pieces: what a person does goes before what the store tells.
        (item) => startTransition(() => setLast({ id, item, failure: null })),
        (failure) =>
          setLast((before) => ({ id, item: before?.id === id ? before.item : undefined, failure })),
      ),
    [connection, name, argumentText, id],
  );
  return last?.id === id ? last : { item: undefined, failure: null };
}
