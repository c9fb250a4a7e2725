import { describe, expect, it } from 'vitest';
import { defaultIncidentView } from '../../shared/contract/queue.ts';
import type { IncidentColumn } from '../../shared/contract/queue.ts';
import { withChoice } from './queue-filter.ts';
import { createQueueView } from './queue-view.ts';

const createView = (days = 30) =>
  createQueueView<IncidentColumn>(defaultIncidentView, {
    days: () => days,
    ascendingFirst: new Set(['name']),
  });

describe('a queue view', () => {
  it('starts with the default filters over the range of the settings', () => {
    const { filter, sort } = createView().getState();
    expect({ filter, sort }).toEqual({
      filter: { ...defaultIncidentView.filter, range: { kind: 'days', days: 30 } },
      sort: { column: 'lastUpdateAt', descending: true },
    });
  });

  it('turns the sorted column round, and starts others in their usual direction', () => {
    const view = createView();
    const sorts = (['name', 'name', 'severity', 'lastUpdateAt'] as const).map((column) => {
      view.getState().sortBy(column);
      return view.getState().sort;
    });
    expect(sorts).toEqual([
      { column: 'name', descending: false },
      { column: 'name', descending: true },
      { column: 'severity', descending: true },
      { column: 'lastUpdateAt', descending: true },
    ]);
  });

  it('removes a filter with its chip, and resets to the defaults', () => {
    const view = createView();
    view.getState().addFilter('cloud');
    view.getState().filterBy(withChoice(view.getState().filter, 'cloud', ['aws']));
    view.getState().removeFilter('cloud');
    expect([view.getState().addedFilters, view.getState().filter]).toEqual([
      [],
      createView().getState().filter,
    ]);
    view.getState().removeFilter('severity');
    view.getState().resetFilters();
    expect(view.getState().filter).toEqual(createView().getState().filter);
  });

  it('opens groups and rows, and closes the groups when they become others', () => {
    const view = createView();
    view.getState().groupBy({ column: 'severity', order: 'value' });
    view.getState().toggleGroup('high');
    view.getState().toggleGroup('low');
    view.getState().toggleGroup('high');
    view.getState().toggleRow('incident-1');
    view.getState().groupBy({ column: 'severity', order: 'count' });
    expect(view.getState()).toMatchObject({ openGroups: ['low'], openRows: ['incident-1'] });
    view.getState().groupBy({ column: 'status', order: 'value' });
    expect(view.getState()).toMatchObject({ openGroups: [], openRows: ['incident-1'] });
  });

  it('takes the groups of a link, and none where it has none', () => {
    const view = createView();
    const { filter } = view.getState();
    view.getState().openLink({ filter, unread: [], grouping: { column: 'tags', order: 'count' } });
    expect(view.getState().grouping).toEqual({ column: 'tags', order: 'count' });
    view.getState().openLink({ filter, unread: [] });
    expect(view.getState().grouping).toBeNull();
  });
});
