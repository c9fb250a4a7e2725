// Beside the total of the alert queue: how many alerts it does not have, and the way to them.
import { useNavigation } from '../../state/session.tsx';
import { useStream } from '../../state/use-stream.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import styles from './set-aside-chip.module.css';

export function SetAsideChip() {
  const { item: overview } = useStream('tuning.overview', null);
  const go = useNavigation((state) => state.go);
  const count = overview === undefined ? 0 : overview.hiddenByRules + overview.acknowledged;
  if (overview === undefined || count === 0) return null;
  const { hiddenByRules, acknowledged } = overview;
  return (
    <span className={styles.chip}>
      <LinkButton
        title={`${hiddenByRules.toLocaleString('en-US')} hidden by rules, ${acknowledged.toLocaleString('en-US')} acknowledged`}
        onPress={() => go({ kind: 'tuning', part: 'setAside' })}
      >
        {`${count.toLocaleString('en-US')} set aside`}
      </LinkButton>
    </span>
  );
}
