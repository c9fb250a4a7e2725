// Where the data comes from: the demo tenant, and the tenants that somebody connected.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { SignInKeeping, TenantConnection } from '../../../shared/contract/connections.ts';
import type { Failure, Result } from '../../../shared/failure.ts';
import { useConnections } from '../../state/connections.ts';
import { useSession } from '../../state/session.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { FailureText } from './failure-text.tsx';
import { KeptSwitch } from './kept-switch.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';
import styles from './sources.module.css';

type OpenDialog =
  | { readonly kind: 'connect' }
  | { readonly kind: 'signIn'; readonly tenant: TenantConnection }
  | { readonly kind: 'remove'; readonly tenant: TenantConnection };

export function Sources() {
  const { bridge } = useSession();
  const { connections, failure: readFailure } = useConnections();
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (connections === null) return readFailure && <FailureText failure={readFailure} />;

  const { demoTenant, tenants, signingIn, keeping, replacedBy } = connections;
  const close = (): void => setDialog(null);
  const report = (result: Result<null>): void => setFailure(result.ok ? null : result.failure);

  return (
    <div className={styles.sources}>
      {replacedBy !== null && (
        <p className={styles.soft}>
          Clearpane was started with --graph-url={replacedBy}: until it is started without, that is
          its only source, and no sign-in is sent there.
        </p>
      )}
      <KeptSwitch
        label="Demo tenant"
        isOn={demoTenant}
        keep={(isOn) => bridge.call('connections.setDemoTenant', { isOn })}
      />
      <p className={styles.hint}>
        A scripted company under attack, on this computer only. Switched off, it brings nothing new;
        what it brought before stays in the queues until you delete the stored data.
      </p>
      {tenants.length > 0 && (
        <ul className={styles.cards} aria-label="Connected tenants">
          {tenants.map((tenant) => (
            <ConnectionCard
              key={tenant.id}
              tenant={tenant}
              onSignIn={() => setDialog({ kind: 'signIn', tenant })}
              onRemove={() => setDialog({ kind: 'remove', tenant })}
            />
          ))}
        </ul>
      )}
      <Button
        appearance={tenants.length === 0 ? 'primary' : 'secondary'}
        onClick={() => setDialog({ kind: 'connect' })}
      >
        Connect a tenant
      </Button>
      <Keeping keeping={keeping} />
      {failure !== null && <FailureText failure={failure} />}
      {(dialog?.kind === 'connect' || dialog?.kind === 'signIn') && (
        <SignInDialog
          tenant={dialog.kind === 'signIn' ? dialog.tenant : null}
          clientId={tenants[0]?.clientId ?? ''}
          stage={signingIn}
          onClose={close}
        />
      )}
      {dialog?.kind === 'remove' && (
        <RemoveDialog
          tenant={dialog.tenant}
          onCancel={close}
          onRemove={() => {
            close();
            void bridge.call('connections.remove', { id: dialog.tenant.id }).then(report);
          }}
        />
      )}
    </div>
  );
}

function Keeping({ keeping }: { readonly keeping: SignInKeeping }) {
  const { bridge } = useSession();
  if (keeping === 'keyring') {
    return (
      <p className={styles.hint}>
        Sign-ins are kept on this computer, encrypted with a key of the system’s keyring.
      </p>
    );
  }
  return (
    <>
      <KeptSwitch
        label="Keep sign-ins on disk without a keyring"
        isOn={keeping === 'unprotected'}
        keep={(isOn) => bridge.call('connections.keepUnprotected', { isOn })}
      />
      <p className={styles.hint}>
        {keeping === 'memory'
          ? 'This computer has no keyring to protect them, so that sign-ins are kept in memory only: after a restart you sign in again.'
          : 'This computer has no keyring: whoever can read your files can use your sign-ins.'}
      </p>
    </>
  );
}

interface RemoveDialogProps {
  readonly tenant: TenantConnection;
  onRemove(): void;
  onCancel(): void;
}

function RemoveDialog({ tenant, onRemove, onCancel }: RemoveDialogProps) {
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onCancel()}>
      <DialogSurface className={styles.dialog ?? ''}>
        <DialogBody>
          <DialogTitle>Remove {tenant.tenantName ?? tenant.tenantId}?</DialogTitle>
          <DialogContent>
            {tenant.account} is signed out, and the connection is forgotten. Incidents and alerts
            that it brought stay on this computer until you delete the stored data, further down.
          </DialogContent>
          <DialogActions>
            <Button onClick={onCancel}>Cancel</Button>
            <Button appearance="primary" onClick={onRemove}>
              Remove
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
