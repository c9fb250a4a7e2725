// What can be done with one thing that an alert names.
import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import type { Entity } from '../../../shared/model/entity.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import { useNavigation, useSession } from '../../state/session.tsx';
import { copyText } from '../../ui/clipboard.ts';

interface EntityMenuProps {
  readonly entity: Entity;
  /** Of the alert that names it; null where it is in none. */
  readonly incidentKey: IncidentKey | null;
  /** False keeps it out of the tab order, inside grid rows that do not have the keyboard. */
  readonly isTabStop?: boolean;
}

/** As far back as the time ranges of the queues go. */
const LONGEST_DAYS = 180;

export function EntityMenu({ entity, incidentKey, isTabStop = true }: EntityMenuProps) {
  const { alerts } = useSession();
  const go = useNavigation((state) => state.go);
  const { name, resourceId, key } = entity;
  const findAlerts = (): void => {
    const range = { kind: 'days', days: LONGEST_DAYS } as const;
    alerts.view.getState().filterBy({ range, text: resourceId ?? name, conditions: [] });
    go({ kind: 'alerts' });
  };
  return (
    // What is pressed in the menu is not pressed on the row that it belongs to.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <span role="presentation" onClick={(event) => event.stopPropagation()}>
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button
            size="small"
            appearance="subtle"
            icon={<MoreHorizontalRegular />}
            tabIndex={isTabStop ? 0 : -1}
            aria-label={`Actions for ${name}`}
            title="Actions"
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => copyText(name)}>Copy name</MenuItem>
            {resourceId !== undefined && (
              <MenuItem onClick={() => copyText(resourceId)}>Copy resource ID</MenuItem>
            )}
            <MenuItem onClick={findAlerts}>Find alerts that name it</MenuItem>
            {incidentKey !== null && (
              <MenuItem
                onClick={() =>
                  go({
                    kind: 'incident',
                    key: incidentKey,
                    tab: 'story',
                    selection: { kind: 'entities', keys: [key] },
                  })
                }
              >
                Show in the attack story
              </MenuItem>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
    </span>
  );
}
