import { expect, it } from 'vitest';
import { decodeAnnotation } from './decode-annotation.ts';

it('takes entries that it knows and leaves the others to the journal', () => {
  const retried = { kind: 'retried', id: '01', at: 1, itemId: '00', actor: 'ana' };
  expect(decodeAnnotation(retried)).toBe(retried);
  for (const unknown of [
    { ...retried, kind: 'fromTheFuture' },
    { ...retried, kind: 'constructor' },
    { ...retried, id: 7 },
    { ...retried, at: 'now' },
    null,
    'text',
    [],
  ]) {
    expect(decodeAnnotation(unknown)).toBeNull();
  }
});
