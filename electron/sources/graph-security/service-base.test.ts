import { expect, it } from 'vitest';
import { allowedServiceBase } from './service-base.ts';

it.each([
  [
    'https://graph.microsoft.com/v1.0',
    { baseUrl: 'https://graph.microsoft.com/v1.0', mayHaveToken: true },
  ],
  [
    'https://graph.microsoft.us/v1.0/',
    { baseUrl: 'https://graph.microsoft.us/v1.0', mayHaveToken: true },
  ],
  ['http://127.0.0.1:8080/v1.0', { baseUrl: 'http://127.0.0.1:8080/v1.0', mayHaveToken: false }],
  ['http://localhost:1/v1.0', { baseUrl: 'http://localhost:1/v1.0', mayHaveToken: false }],
  ['https://[::1]:9/', { baseUrl: 'https://[::1]:9', mayHaveToken: false }],
  ['http://2130706433:8080/v1.0', { baseUrl: 'http://127.0.0.1:8080/v1.0', mayHaveToken: false }],
  ['http://graph.microsoft.com/v1.0', null],
  ['https://graph.microsoft.com/beta', null],
  ['https://graph.microsoft.com:8443/v1.0', null],
  ['https://graph.microsoft.com.evil.example/v1.0', null],
  ['https://graph.microsoft.com@evil.example/v1.0', null],
  ['https://evil@graph.microsoft.com/v1.0', null],
  ['http://127.0.0.1.evil.example/v1.0', null],
  ['http://localhost.evil.example/v1.0', null],
  ['http://user@127.0.0.1/v1.0', null],
  ['http://127.0.0.1/v1.0?x=1', null],
  ['http://0.0.0.0/v1.0', null],
  ['http://192.168.0.1/v1.0', null],
  ['file:///127.0.0.1/v1.0', null],
  ['ftp://127.0.0.1/v1.0', null],
  ['not a url', null],
  ['', null],
])('%s', (url, expected) => {
  expect(allowedServiceBase(url)).toEqual(expected);
});
