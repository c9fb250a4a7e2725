import { describe, expect, it } from 'vitest';
import type { CriticalityRule } from '../shared/priority/criticality-rule.ts';
import { createCriticalityProjector } from './criticality-projector.ts';

const rules: readonly CriticalityRule[] = [
  { subject: { kind: 'tag', tag: 'pci' }, criticality: 'high' },
];

function recordedStore() {
  const told: unknown[] = [];
  const call = (name: string, argument: unknown) => {
    told.push([name, argument]);
    return Promise.resolve(null);
  };
  return { told, store: { call } as never };
}

describe('the projector of criticality', () => {
  it('tells each worker all rules, and what changes', () => {
    const projector = createCriticalityProjector(rules, () => undefined);
    const first = recordedStore();
    projector.attach(first.store);
    projector.update([...rules]);
    expect(first.told).toEqual([['criticality.project', { rules }]]);
    projector.update([]);
    expect(first.told).toHaveLength(2);
    const second = recordedStore();
    projector.attach(second.store);
    expect(second.told).toEqual([]);
    projector.update(rules);
    expect(first.told).toHaveLength(2);
    expect(second.told).toEqual([['criticality.project', { rules }]]);
  });
});
