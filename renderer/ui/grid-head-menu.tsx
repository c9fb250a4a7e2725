// What can be done with a column of a grid, behind a small button in its head. The keys of context
// menus open it from the head as well.
import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import type { KeyboardEvent } from 'react';
import styles from './virtual-grid.module.css';

export interface GridHeadAction {
  readonly label: string;
  readonly isDisabled?: boolean;
  onChoose(): void;
}

interface GridHeadMenuProps {
  /** Of the column. */
  readonly title: string;
  readonly actions: readonly GridHeadAction[];
  /** Whether the button is a tab stop: not where the head has one that opens the menu, too. */
  readonly isTabStop: boolean;
  readonly isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

export function GridHeadMenu(props: GridHeadMenuProps) {
  const { title, actions, isTabStop, isOpen, onOpenChange } = props;
  return (
    <Menu
      open={isOpen}
      onOpenChange={(_event, { open }) => onOpenChange(open)}
      positioning="below-start"
    >
      <MenuTrigger disableButtonEnhancement>
        <button
          type="button"
          className={styles.menuPress}
          tabIndex={isTabStop ? 0 : -1}
          aria-label={`Menu of ${title}`}
          title="Sort, group, filter, hide (Alt+Down)"
        >
          <ChevronDownRegular aria-hidden />
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {actions.map(({ label, isDisabled = false, onChoose }) => (
            <MenuItem key={label} disabled={isDisabled} onClick={onChoose}>
              {label}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Alt+Down, Shift+F10 and the key of context menus. */
export function isMenuKey(event: KeyboardEvent): boolean {
  return (
    event.key === 'ContextMenu' ||
    (event.key === 'F10' && event.shiftKey) ||
    (event.key === 'ArrowDown' && event.altKey)
  );
}
