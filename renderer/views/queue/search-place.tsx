// Where the open row shows what was searched for.
import type { SearchMatch } from '../../../shared/contract/queue.ts';
import { useNavigation } from '../../state/session.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { Searched } from '../marks/searched-words.tsx';
import styles from './side-pane.module.css';

export function SearchPlace({ match }: { readonly match: SearchMatch | undefined }) {
  const go = useNavigation((state) => state.go);
  if (match === undefined) return null;
  const { field, value, alert } = match;
  return (
    <Section title="Found by the search">
      <p className={styles.text}>
        <span className={styles.soft}>{field}: </span>
        <bdi>
          <Searched text={value} />
        </bdi>
      </p>
      {alert !== null && (
        <p className={styles.text}>
          <span className={styles.soft}>in the alert </span>
          <LinkButton onPress={() => go({ kind: 'alert', key: alert.key })}>
            {alert.title}
          </LinkButton>
        </p>
      )}
    </Section>
  );
}
