import { expect, it } from 'vitest';
import { createCommandRegistry } from './command-registry.ts';

it('asks whoever offered a command last, and the one before when it is gone', () => {
  const { getState } = createCommandRegistry();
  const done: string[] = [];
  getState().offer('item.manage', () => done.push('page'));
  const end = getState().offer('item.manage', () => done.push('pane'));
  expect(getState().run('item.manage')).toBe(true);
  end();
  expect(getState().run('item.manage')).toBe(true);
  expect(getState().run('queue.reset')).toBe(false);
  expect(done).toEqual(['pane', 'page']);
});
