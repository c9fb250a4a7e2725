// Run in a Node of its own, since authorities are trusted at its start only: asks each address for JSON with
// a token, and prints what came of it as one line of JSON.
import { createServiceClient } from '../../electron/sources/service-client.ts';
import { failureIn } from '../../shared/failure.ts';

const outcomes: string[] = [];
for (const url of process.argv.slice(2)) {
  const client = createServiceClient({
    baseUrl: url,
    tokens: { token: () => Promise.resolve('secret') },
    clock: { now: Date.now },
    random: () => 0,
    limits: { firstBackOffMs: 1 },
  });
  try {
    outcomes.push((await client.getJson(url)).kind);
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null) throw error;
    outcomes.push(failure.summary);
  }
}
console.log(JSON.stringify(outcomes));
