import { describe, expect, it } from 'vitest';
import { commands, conflictOf, fixedKeys, keysByCommand, withKeys } from './commands.ts';

describe('the table of commands', () => {
  it('has no keys twice where both could be meant', () => {
    const usual = keysByCommand([]);
    const clashes = commands.flatMap(({ id }) =>
      (usual.get(id) ?? []).flatMap((keys) => {
        const conflict = conflictOf(keys, id, usual);
        return conflict === null ? [] : [`${keys}: ${id} and ${conflict.title}`];
      }),
    );
    expect(clashes).toEqual([]);
  });

  it('names every command and every key of a page once', () => {
    const titles = [...commands, ...fixedKeys].map(({ place, title }) => `${place}: ${title}`);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('keys of one’s own', () => {
  it('stand in place of the usual ones, and may be none', () => {
    const bindings = withKeys(withKeys([], 'zone.toggle', ['u']), 'queue.copyLink', []);
    const keys = keysByCommand(bindings);
    expect(keys.get('zone.toggle')).toEqual(['u']);
    expect(keys.get('queue.copyLink')).toEqual([]);
    expect(keys.get('palette.open')).toEqual(['mod+k', 'mod+shift+p']);
  });

  it('leave those of another version alone', () => {
    const other = { command: 'hunt.run', keys: ['shift+enter'] };
    const bindings = withKeys([other], 'zone.toggle', ['u']);
    expect(withKeys(bindings, 'zone.toggle', ['z'])).toEqual([other]);
  });

  it.each([
    ['m', 'zone.toggle', { title: 'Manage what is selected', isFixed: false }],
    ['x', 'zone.toggle', { title: 'Select the row or not', isFixed: true }],
    ['g', 'zone.toggle', { title: 'Incidents', isFixed: false }],
    ['z z', 'queue.reset', { title: 'Show times in UTC or local time', isFixed: false }],
    ['z', 'zone.toggle', null],
    ['m', 'item.manage', null],
    ['u', 'zone.toggle', null],
  ] as const)('%s for %s', (keys, command, conflict) => {
    expect(conflictOf(keys, command, keysByCommand([]))).toEqual(conflict);
  });
});
