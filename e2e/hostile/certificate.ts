// Certificates for tests, made on the spot: X.509 v3 in DER (RFC 5280) with an EC key, nothing more.
import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export interface Certificate {
  readonly name: string;
  readonly key: KeyObject;
  readonly pem: string;
}

interface CertificateParts {
  readonly name: string;
  /** The IPv4 address that it is for; absent for an authority. */
  readonly address?: string;
  /** UTC epoch milliseconds, before 2050. */
  readonly from: number;
  readonly to: number;
  /** Signs itself when absent. */
  readonly issuer?: Certificate;
}

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const commonName = oid('550403');
const basicConstraints = oid('551d13');
const subjectAltName = oid('551d11');
const isTrue = der(0x01, Buffer.from([0xff]));

export function makeCertificate(parts: CertificateParts): Certificate {
  const { name, address, from, to, issuer } = parts;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const extension =
    address === undefined
      ? sequence(basicConstraints, isTrue, octets(sequence(isTrue)))
      : sequence(subjectAltName, octets(sequence(der(0x87, bytesOf(address)))));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    nameOf(issuer?.name ?? name),
    sequence(utcTime(from), utcTime(to)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  );
  const signature = sign('sha256', content, issuer?.key ?? privateKey);
  const certificate = sequence(
    content,
    ecdsaWithSha256,
    der(0x03, Buffer.concat([Buffer.from([0]), signature])),
  );
  const lines = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n');
  const pem = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
  return { name, key: privateKey, pem };
}

export function keyPem({ key }: Certificate): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length >= 0x1_00_00) throw new RangeError('too long for a certificate of a test');
  const long = length < 0x1_00 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...(length < 0x80 ? [length] : long)]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function octets(content: Buffer): Buffer {
  return der(0x04, content);
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function nameOf(name: string): Buffer {
  return sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(name)))));
}

function bytesOf(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

function utcTime(at: number): Buffer {
  const digits = new Date(at).toISOString().replaceAll(/[-:T]|\..*$/g, '');
  return der(0x17, Buffer.from(`${digits.slice(2)}Z`));
}
