import { describe, expect, it } from 'vitest';
import { parseIpAddress } from './ip-address.ts';

describe('parseIpAddress', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', true],
    ['010.001.002.003', '10.1.2.3', false],
    ['172.15.255.255', '172.15.255.255', true],
    ['172.16.0.1', '172.16.0.1', false],
    ['192.168.1.1', '192.168.1.1', false],
    ['169.254.169.254', '169.254.169.254', false],
    ['100.64.0.1', '100.64.0.1', false],
    ['127.0.0.1', '127.0.0.1', false],
    ['::ffff:203.0.113.7', '203.0.113.7', true],
    ['::ffff:a00:1', '10.0.0.1', false],
    ['2001:DB8::1', '2001:db8:0:0:0:0:0:1', true],
    ['2001:0db8:0:0:0:0:0:0001', '2001:db8:0:0:0:0:0:1', true],
    ['fe80::1%eth0', 'fe80:0:0:0:0:0:0:1', false],
    ['fd00::1', 'fd00:0:0:0:0:0:0:1', false],
    ['::1', '0:0:0:0:0:0:0:1', false],
    ['::', '0:0:0:0:0:0:0:0', false],
  ])('%s', (text, canonical, isGlobal) => {
    expect(parseIpAddress(text)).toEqual({ canonical, isGlobal });
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.256',
    '1.2.3.4.5',
    'a.b.c.d',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    'host',
    '1.2.3.4:80',
  ])('takes %j for no address', (text) => {
    expect(parseIpAddress(text)).toBeNull();
  });
});
