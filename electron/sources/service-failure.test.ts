import { describe, expect, it } from 'vitest';
import { isTransient, serviceFailure } from './service-failure.ts';

const url = 'https://graph.example/v1.0/security/incidents?$skiptoken=secret';

/** As fetch throws it: a TypeError around the system's error, sometimes around several of them. */
function thrown(code: string): unknown {
  const system = Object.assign(new Error('low level'), { code });
  return new TypeError('fetch failed', { cause: new Error('wrapper', { cause: system }) });
}

describe('a connection that cannot be made', () => {
  it.each([
    ['ENOTFOUND', true, 'offline', 'graph.example cannot be found.'],
    ['EAI_AGAIN', true, 'offline', 'graph.example cannot be found.'],
    ['ECONNREFUSED', true, 'offline', 'graph.example does not accept connections.'],
    ['ECONNRESET', true, 'offline', 'The connection to graph.example broke.'],
    ['UND_ERR_SOCKET', true, 'offline', 'The connection to graph.example broke.'],
    [
      'CERT_HAS_EXPIRED',
      false,
      'rejected',
      'The connection to graph.example is not safe: its certificate has expired.',
    ],
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      false,
      'rejected',
      'The connection to graph.example is not safe: nobody vouches for its certificate.',
    ],
    [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      false,
      'rejected',
      'The connection to graph.example is not safe: its certificate belongs to another name.',
    ],
  ])('%s', (code, isPassing, kind, summary) => {
    const trouble = { kind: 'unreachable', error: thrown(code) } as const;
    expect(isTransient(trouble)).toBe(isPassing);
    expect(serviceFailure(trouble, url)).toMatchObject({ kind, summary });
  });
});

it('names the place without its query, which can hold a token', () => {
  expect(serviceFailure({ kind: 'nested' }, url).place).toBe(
    'https://graph.example/v1.0/security/incidents',
  );
});

it('survives causes that go round in a circle', () => {
  const error = new Error('a');
  error.cause = error;
  expect(serviceFailure({ kind: 'unreachable', error }, url).kind).toBe('offline');
});
