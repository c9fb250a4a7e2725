// One request of a writer, and what its answer says about whether something was written.
import { failureIn } from '../../shared/failure.ts';
import type { ServiceRequest } from './http-exchange.ts';
import type { ServiceClient } from './service-client.ts';
import { writeFinality } from './write-finality.ts';
import type { WriteReply } from './writer.ts';

/** `decode` gives null for JSON that is not what was asked for. */
export async function writeExchange<Value>(
  client: ServiceClient,
  request: ServiceRequest,
  decode: (json: unknown) => Value | null,
): Promise<WriteReply<Value>> {
  return settled<Value>(async () => {
    const reply = await client.send(request);
    if (reply.kind === 'refusal')
      return { kind: writeFinality(reply.status), failure: reply.failure };
    const value = decode(reply.json);
    return value === null ? unreadable(request.url) : { kind: 'done', value };
  });
}

/** What fails on the way leaves open whether anything was written. */
export async function settled<Value>(
  work: () => Promise<WriteReply<Value>>,
): Promise<WriteReply<Value>> {
  try {
    return await work();
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null) throw error;
    return { kind: 'unclear', failure };
  }
}

function unreadable(url: string): WriteReply<never> {
  const { host, origin, pathname } = new URL(url);
  const summary = `Something other than what was asked for came from ${host}.`;
  return { kind: 'unclear', failure: { kind: 'rejected', summary, place: `${origin}${pathname}` } };
}
