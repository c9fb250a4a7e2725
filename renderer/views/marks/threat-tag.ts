// Tags of the service that name a kind of attack; the others tell of actions, services and assets.

const ATTACK =
  /ransomware|phishing|fraud|\bbec\b|attack disruption|credential theft|adversary[- ]in[- ]the[- ]middle|\baitm\b|human[- ]operated/i;

export function isThreatTag(tag: string): boolean {
  return ATTACK.test(tag);
}
