// What the palette offers: commands that can be carried out now, views and filter sets of both queues, and
// a search for what was typed.
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { readListLink } from '../../../shared/queue/list-link.ts';
import { presetViews } from '../../../shared/queue/preset-views.ts';
import type { QueueName } from '../../../shared/queue/queue-filters.ts';
import { commands, keysByCommand } from '../../state/commands.ts';
import { useConnections } from '../../state/connections.ts';
import { withText } from '../../state/queue-filter.ts';
import { useSession, useSettings } from '../../state/session.tsx';
import type { Session } from '../../state/session.tsx';
import type { PaletteEntry } from './rank-entries.ts';

export function usePaletteEntries(query: string): readonly PaletteEntry[] {
  const session = useSession();
  const offers = useStore(session.commands, (state) => state.offers);
  const bindings = useSettings(({ settings }) => settings.keyBindings);
  const sets = useSettings(({ settings }) => settings.filterSets);
  const { connections } = useConnections();
  const fixed = useMemo(() => {
    const keys = keysByCommand(bindings);
    const ofCommands = commands
      .filter(({ id }) => id !== 'palette.open' && offers.has(id))
      .map(({ id, title, place }): PaletteEntry => {
        const [first] = keys.get(id) ?? [];
        return {
          id,
          title,
          group: place,
          ...(first !== undefined && { keys: first }),
          run: () => void session.commands.getState().run(id),
        };
      });
    const me = connections?.tenants.flatMap(({ account }) => account ?? []) ?? [];
    const ofViews = presetViews
      .filter(({ isMine, asksFor }) => asksFor === null && (!isMine || me.length > 0))
      .map(({ name, conditions }): PaletteEntry => {
        const { range } = session.incidents.view.getState().filter;
        const view = { filter: { range, conditions: conditions(me) }, unread: [] };
        return entryOfView(session, `view ${name}`, name, 'Views of incidents', 'incidents', view);
      });
    const ofSets = sets.flatMap((set): readonly PaletteEntry[] => {
      const reading = readListLink(set.link);
      if (!reading.ok) return [];
      const { queue } = reading.link;
      const group = `Filter sets of ${queue}`;
      return [entryOfView(session, `set ${set.name}`, set.name, group, queue, reading.link)];
    });
    return [...ofCommands, ...ofViews, ...ofSets];
  }, [session, offers, bindings, sets, connections]);
  return query.trim() === '' ? fixed : [...fixed, ...searches(session, query.trim())];
}

function entryOfView(
  session: Session,
  id: string,
  title: string,
  group: string,
  queue: QueueName,
  view: Parameters<ReturnType<Session['incidents']['view']['getState']>['openLink']>[0],
): PaletteEntry {
  return {
    id,
    title,
    group,
    run: () => {
      session[queue].view.getState().openLink(view);
      session.navigation.getState().go({ kind: queue });
    },
  };
}

function searches(session: Session, text: string): readonly PaletteEntry[] {
  return (['incidents', 'alerts'] as const).map((queue) => ({
    id: `search ${queue}`,
    title: `Search ${queue} for “${text}”`,
    group: 'Search',
    isLast: true,
    run: () => {
      const { filter, filterBy } = session[queue].view.getState();
      filterBy(withText(filter, text));
      session.navigation.getState().go({ kind: queue });
    },
  }));
}
