// How critical an asset is: a crown where it is marked, and a menu that marks it.
import {
  Menu,
  MenuButton,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { CrownRegular } from '@fluentui/react-icons/svg/crown';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import {
  CRITICALITIES,
  CRITICALITY_WORDS,
  criticalityOf,
  withCriticality,
} from '../../../shared/priority/criticality-rule.ts';
import type { Criticality } from '../../../shared/priority/priority-weights.ts';
import { useSettings } from '../../state/session.tsx';
import styles from './criticality-menu.module.css';

interface CriticalityMenuProps {
  readonly asset: { readonly key: string; readonly name: string };
  /** By all rules, of which one for this asset alone may be none; null where no rule marks it. */
  readonly criticality: Criticality | null;
}

const NOT_MARKED = 'none';

export function CriticalityMenu({ asset, criticality }: CriticalityMenuProps) {
  const rules = useSettings(({ settings }) => settings.assetCriticality);
  const change = useSettings((state) => state.change);
  const subject = { kind: 'asset', key: asset.key, name: asset.name.slice(0, 256) } as const;
  const own = criticalityOf(rules, subject);
  const choose = (level: string | undefined): void => {
    const chosen = CRITICALITIES.find((one) => one === level) ?? null;
    void change({ assetCriticality: withCriticality(rules, subject, chosen) });
  };
  const words =
    criticality === null
      ? 'Not marked as critical'
      : `Criticality: ${CRITICALITY_WORDS[criticality]}`;
  return (
    <Menu
      checkedValues={{ level: [own ?? NOT_MARKED] }}
      onCheckedValueChange={(_event, { checkedItems }) => choose(checkedItems.at(-1))}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          size="small"
          appearance="subtle"
          className={styles.criticality ?? ''}
          data-level={criticality ?? NOT_MARKED}
          icon={criticality === null ? <MoreHorizontalRegular /> : <CrownRegular />}
          menuIcon={null}
          aria-label={`Criticality of ${asset.name}: ${criticality === null ? 'not marked' : CRITICALITY_WORDS[criticality]}`}
          title={words}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {CRITICALITIES.map((level) => (
            <MenuItemRadio key={level} name="level" value={level}>
              Mark as of {CRITICALITY_WORDS[level]} criticality
            </MenuItemRadio>
          ))}
          <MenuItemRadio name="level" value={NOT_MARKED}>
            {criticality !== null && own === null
              ? `No mark of its own; a rule says ${CRITICALITY_WORDS[criticality]}`
              : 'Not marked'}
          </MenuItemRadio>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
