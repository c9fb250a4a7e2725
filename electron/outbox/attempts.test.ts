import { describe, expect, it } from 'vitest';
import type { Failure } from '../../shared/failure.ts';
import type { AnnotationItem } from '../../shared/model/annotation-item.ts';
import { createAttempts } from './attempts.ts';
import { again, recorded } from './delivery.ts';

const start = Date.UTC(2026, 10, 24);
const offline: Failure = { kind: 'offline', summary: 'Nobody answers.' };
const broken: Failure = { kind: 'rejected', summary: 'Broken.' };

function item(id: string, sourceId = 'graph'): AnnotationItem {
  return { id, target: { sourceId } } as unknown as AnnotationItem;
}

function startAttempts() {
  const clock = { at: start, now: () => clock.at };
  return { clock, attempts: createAttempts(clock, () => 1) };
}

describe('trouble', () => {
  it('with one item holds that one back', () => {
    const { attempts } = startAttempts();
    attempts.note(item('a'), again(broken));
    expect(attempts.readyAt(item('a'))).toBe(start + 2_000);
    expect(attempts.readyAt(item('b'))).toBe(0);
    expect(attempts.holds()).toEqual([]);
    expect(attempts.progress(item('a'))).toEqual({ failure: broken, nextAttemptAt: start + 2_000 });
  });

  it('of a source holds all of its items back, and no other source’s', () => {
    const { attempts } = startAttempts();
    attempts.note(item('a'), again(offline));
    expect(attempts.readyAt(item('b'))).toBe(start + 2_000);
    expect(attempts.readyAt(item('c', 'arm'))).toBe(0);
    expect(attempts.holds()).toEqual([
      { sourceId: 'graph', failure: offline, nextAttemptAt: start + 2_000 },
    ]);
  });

  it('of a source counts once for all that was under way', () => {
    const { attempts, clock } = startAttempts();
    for (const id of ['a', 'b', 'c']) attempts.note(item(id), again(offline));
    expect(attempts.readyAt(item('d'))).toBe(start + 2_000);
    clock.at = start + 2_000;
    for (const id of ['a', 'b', 'c']) attempts.note(item(id), again(offline));
    expect(attempts.readyAt(item('d'))).toBe(start + 6_000);
  });

  it('lasts as long as the service says', () => {
    const { attempts } = startAttempts();
    attempts.note(item('a'), again({ ...offline, kind: 'throttled', retryAt: start + 77_000 }));
    expect(attempts.readyAt(item('b'))).toBe(start + 77_000);
  });

  it('is over when something was delivered, or when somebody says so', () => {
    const { attempts } = startAttempts();
    attempts.note(item('a'), again(offline));
    attempts.note(item('b'), again(broken));
    attempts.note(item('c'), recorded);
    expect(attempts.readyAt(item('a'))).toBe(0);
    attempts.forget(item('b').id);
    expect(attempts.readyAt(item('b'))).toBe(0);
    attempts.note(item('a'), again(offline));
    attempts.forgetAll();
    expect([attempts.readyAt(item('a')), attempts.holds()]).toEqual([0, []]);
  });

  it('is over when the clock was set back', () => {
    const { attempts, clock } = startAttempts();
    attempts.note(item('a'), again(offline));
    clock.at = start - 3_600_000;
    expect(attempts.readyAt(item('a'))).toBe(0);
    expect(attempts.progress(item('a'))).toEqual({ failure: offline, nextAttemptAt: null });
  });
});

it('waiting without trouble says so', () => {
  const { attempts } = startAttempts();
  attempts.note(item('a'), again(null, 30_000));
  expect(attempts.progress(item('a'))).toEqual({ failure: null, nextAttemptAt: start + 30_000 });
  expect(attempts.holds()).toEqual([]);
});
