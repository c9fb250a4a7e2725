// Where a sign-in stands, and what the person has to do elsewhere.
import { Button, Spinner } from '@fluentui/react-components';
import type { SignInStage } from '../../../shared/contract/connections.ts';
import { useSession } from '../../state/session.tsx';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import styles from './sources.module.css';

export function SignInProgress({ stage }: { readonly stage: SignInStage }) {
  const { bridge } = useSession();
  const openLink = (url: string): void => void bridge.call('link.open', { url });
  switch (stage.kind) {
    case 'starting':
      return <Spinner size="tiny" label="Starting the sign-in" className={styles.waiting ?? ''} />;
    case 'browser':
      return (
        <div className={styles.progress}>
          <Spinner size="tiny" label="Waiting for your browser" className={styles.waiting ?? ''} />
          <p>
            Sign in on the page that has opened in your browser. Clearpane goes on by itself then.
          </p>
          <p>
            <Button size="small" onClick={() => openLink(stage.url)}>
              Open the page again
            </Button>{' '}
            or copy its address: <CopyableId label="address" value={stage.url} limit={32} />
          </p>
        </div>
      );
    case 'deviceCode':
      return (
        <div className={styles.progress}>
          <Spinner size="tiny" label="Waiting for the code" className={styles.waiting ?? ''} />
          <p>On any device, open this page and enter the code:</p>
          <p className={styles.deviceCode}>
            <CopyableId label="code" value={stage.code} />
          </p>
          <p>
            <Button size="small" onClick={() => openLink(stage.url)}>
              Open the page here
            </Button>{' '}
            <CopyableId label="address" value={stage.url} limit={48} />
          </p>
          <p className={styles.soft}>
            The code runs out <TimeText at={stage.expiresAt} />. Enter it only because you started
            this sign-in yourself.
          </p>
        </div>
      );
    default:
      return stage satisfies never;
  }
}
