// One connected tenant: who reads it, how it is doing, what was granted, and what can be done.
import { Button, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import type { ConnectionCheck, TenantConnection } from '../../../shared/contract/connections.ts';
import type { Failure } from '../../../shared/failure.ts';
import { useSession } from '../../state/session.tsx';
import { Badge } from '../../ui/badge.tsx';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { PropertyList } from '../../ui/property-list.tsx';
import { AzureFields } from './azure-fields.tsx';
import { cloudNames } from './cloud-names.ts';
import { FailureText } from './failure-text.tsx';
import { permissionLines, wantedWords } from './permission-words.ts';
import styles from './sources.module.css';

interface ConnectionCardProps {
  readonly tenant: TenantConnection;
  onSignIn(): void;
  onRemove(): void;
}

export function ConnectionCard({ tenant, onSignIn, onRemove }: ConnectionCardProps) {
  const { bridge } = useSession();
  const [test, setTest] = useState<readonly ConnectionCheck[] | 'running' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const needsSignIn = tenant.failure?.kind === 'auth';
  const needsMore = !needsSignIn && tenant.wanted.length > 0;
  const name = tenant.tenantName ?? tenant.tenantId;

  const runTest = async (): Promise<void> => {
    setTest('running');
    const result = await bridge.call('connections.test', { id: tenant.id });
    setTest(result.ok ? result.value : null);
    setFailure(result.ok ? null : result.failure);
  };
  const signOut = async (): Promise<void> => {
    setTest(null);
    const result = await bridge.call('connections.signOut', { id: tenant.id });
    setFailure(result.ok ? null : result.failure);
  };

  return (
    <li className={styles.card} aria-label={name}>
      <div className={styles.cardHead}>
        <h3 className={styles.cardTitle}>
          <bdi>{name}</bdi>
        </h3>
        <Badge tone={tenant.failure === null ? 'good' : 'bad'}>
          {tenant.failure === null ? 'Signed in' : needsSignIn ? 'Sign-in needed' : 'Trouble'}
        </Badge>
        {needsMore && <Badge tone="accent">Permission needed</Badge>}
      </div>
      {tenant.failure !== null && <FailureText failure={tenant.failure} />}
      {needsMore && (
        <p className={styles.wanted}>
          {tenant.wanted.map((group) => wantedWords[group]).join(' ')} Sign in again to allow it.
        </p>
      )}
      <PropertyList
        properties={[
          { label: 'Account', value: tenant.account },
          { label: 'Cloud', value: cloudNames[tenant.cloud] },
          {
            label: 'Tenant ID',
            value: <CopyableId label="tenant ID" value={tenant.tenantId} limit={40} />,
          },
          { label: 'Permissions', value: <Permissions granted={tenant.granted} /> },
        ]}
      />
      <AzureFields id={tenant.id} azure={tenant.azure} />
      {test === 'running' && (
        <Spinner size="tiny" label="Testing" className={styles.waiting ?? ''} />
      )}
      {test !== null && test !== 'running' && <TestReport checks={test} />}
      {failure !== null && <FailureText failure={failure} />}
      <div className={styles.cardActions}>
        <Button size="small" disabled={test === 'running'} onClick={() => void runTest()}>
          Test
        </Button>
        <Button
          size="small"
          appearance={needsSignIn || needsMore ? 'primary' : 'secondary'}
          onClick={onSignIn}
        >
          Sign in again
        </Button>
        {!needsSignIn && (
          <Button size="small" onClick={() => void signOut()}>
            Sign out
          </Button>
        )}
        <Button size="small" onClick={onRemove}>
          Remove
        </Button>
      </div>
    </li>
  );
}

function Permissions({ granted }: { readonly granted: readonly string[] }) {
  return (
    <ul className={styles.permissions}>
      {permissionLines(granted).map(({ permission, adds, isGranted }) => (
        <li key={permission}>
          <code>{permission}</code> {isGranted ? `adds ${adds}` : `was not granted: no ${adds}`}
        </li>
      ))}
    </ul>
  );
}

function TestReport({ checks }: { readonly checks: readonly ConnectionCheck[] }) {
  return (
    <div role="status" aria-label="Test result" className={styles.report}>
      <PropertyList
        properties={checks.map(({ what, outcome }) => ({
          label: what,
          value:
            'found' in outcome
              ? outcome.found
              : `${outcome.failure.summary} ${outcome.failure.action ?? ''}`,
        }))}
      />
    </div>
  );
}
