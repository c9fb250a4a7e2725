// Says what was merged or moved last, wherever the person is by now, with the way there and the way back.
import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useNavigation, useRegrouping, useSession } from '../../state/session.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import styles from './regrouping-toast.module.css';

export function RegroupingToast() {
  const { regrouping } = useSession();
  const news = useRegrouping((state) => state.news);
  const failure = useRegrouping((state) => state.failure);
  const go = useNavigation((state) => state.go);
  const { undoLast, dismiss } = regrouping.getState();
  return (
    <div className={styles.place}>
      <div role="status" className={news === null ? '' : styles.toast}>
        {news !== null && (
          <>
            <span className={styles.words}>
              {news.isUndone ? (
                <>Undone: all alerts are where they were.</>
              ) : (
                <>
                  {news.words}{' '}
                  <span className={styles.mention}>
                    <LinkButton onPress={() => go({ kind: 'incident', key: news.target.key })}>
                      {news.target.name}
                    </LinkButton>
                  </span>
                </>
              )}
              {failure !== null && (
                <span className={styles.failure}>
                  {' '}
                  It cannot be undone. {failure.summary} {failure.action}
                </span>
              )}
            </span>
            {!news.isUndone && (
              <Button size="small" onClick={() => void undoLast()}>
                Undo
              </Button>
            )}
            <Button
              size="small"
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label="Dismiss"
              title="Dismiss"
              onClick={dismiss}
            />
          </>
        )}
      </div>
    </div>
  );
}
