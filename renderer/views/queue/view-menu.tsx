// What can be done with a view as a whole: choose one that has a name, keep it, pass it on, ask how it
// is put.
import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { FacetRequest } from '../../../shared/contract/queue.ts';
import { readListLink, writeListLink } from '../../../shared/queue/list-link.ts';
import { presetViews } from '../../../shared/queue/preset-views.ts';
import type { PresetView } from '../../../shared/queue/preset-views.ts';
import type { QueueName } from '../../../shared/queue/queue-filters.ts';
import { viewQuery } from '../../../shared/queue/view-query.ts';
import { useConnections } from '../../state/connections.ts';
import type { QueueViewStore } from '../../state/queue-view.ts';
import { useSettings } from '../../state/session.tsx';
import { copyText } from '../../ui/clipboard.ts';
import { FilterSetsDialog } from './filter-sets-dialog.tsx';
import { OpenLinkDialog } from './open-link-dialog.tsx';
import { QueryDialog } from './query-dialog.tsx';

interface ViewMenuProps<Column extends string, Key extends string> {
  readonly view: QueueViewStore<Column, Key>;
  readonly queue: QueueName;
  /** Opens the chip whose values are to be chosen. */
  onLook(request: FacetRequest): void;
}

export function ViewMenu<Column extends string, Key extends string>(
  props: ViewMenuProps<Column, Key>,
) {
  const { view, queue, onLook } = props;
  const filter = useStore(view, (state) => state.filter);
  const sort = useStore(view, (state) => state.sort);
  const unread = useStore(view, (state) => state.unread);
  const sets = useSettings(({ settings }) => settings.filterSets);
  const { connections } = useConnections();
  const [dialog, setDialog] = useState<'sets' | 'link' | 'query' | null>(null);
  const { openLink, addFilter } = view.getState();
  const grouping = useStore(view, (state) => state.grouping);
  const link = writeListLink({ queue, filter, ...(grouping && { grouping }), unread });
  const me = connections?.tenants.flatMap(({ account }) => account ?? []) ?? [];
  const close = (): void => setDialog(null);

  const openPreset = (preset: PresetView): void => {
    openLink({
      filter: { range: filter.range, conditions: preset.conditions(me) },
      ...(grouping && { grouping }),
      unread: [],
    });
    if (preset.asksFor === null) return;
    addFilter(preset.asksFor);
    onLook({ filter: preset.asksFor });
  };
  const own = sets.flatMap((set) => {
    const reading = readListLink(set.link);
    return reading.ok && reading.link.queue === queue ? [{ ...set, view: reading.link }] : [];
  });
  const unreadable = sets.flatMap((set) => {
    const reading = readListLink(set.link);
    return reading.ok ? [] : [{ ...set, problem: reading.problem }];
  });

  return (
    <>
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button
            size="small"
            appearance="subtle"
            icon={<ChevronDownRegular />}
            iconPosition="after"
          >
            Views
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {queue === 'incidents' && (
              <MenuGroup>
                <MenuGroupHeader>Usual views</MenuGroupHeader>
                {presetViews.map((preset) => (
                  <MenuItem
                    key={preset.name}
                    disabled={preset.isMine && me.length === 0}
                    onClick={() => openPreset(preset)}
                  >
                    {preset.name}
                  </MenuItem>
                ))}
              </MenuGroup>
            )}
            {own.length + unreadable.length > 0 && (
              <MenuGroup>
                <MenuGroupHeader>Filter sets</MenuGroupHeader>
                {own.map((set) => (
                  <MenuItem key={set.name} onClick={() => openLink(set.view)}>
                    <bdi>{set.name}</bdi>
                  </MenuItem>
                ))}
                {unreadable.map((set) => (
                  <MenuItem key={set.name} disabled title={set.problem} subText={set.problem}>
                    <bdi>{set.name}</bdi>
                  </MenuItem>
                ))}
              </MenuGroup>
            )}
            <MenuDivider />
            <MenuItem onClick={() => setDialog('sets')}>Save and manage filter sets</MenuItem>
            <MenuItem onClick={() => copyText(link)}>Copy list link</MenuItem>
            <MenuItem onClick={() => setDialog('link')}>Open a list link</MenuItem>
            <MenuItem onClick={() => setDialog('query')}>Show query</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {dialog === 'sets' && <FilterSetsDialog link={link} onClose={close} />}
      {dialog === 'link' && <OpenLinkDialog onClose={close} />}
      {dialog === 'query' && (
        <QueryDialog query={viewQuery(queue, { filter, sort }, grouping)} onClose={close} />
      )}
    </>
  );
}
