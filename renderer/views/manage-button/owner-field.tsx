// Who works on it: anyone by the sign-in name, oneself, or nobody.
import { Button, Field, Input } from '@fluentui/react-components';
import { useId } from 'react';
import type { TenantId } from '../../../shared/model/tenant.ts';
import { useConnections } from '../../state/connections.ts';
import { loadedRows } from '../../state/loaded-rows.ts';
import { useSession } from '../../state/session.tsx';
import styles from './manage-pane.module.css';

interface OwnerFieldProps {
  readonly owner: string | null;
  /** Of what is assigned: the person is known there by an account of it. */
  readonly tenantId: TenantId;
  onChange(owner: string | null): void;
}

export function OwnerField({ owner, tenantId, onChange }: OwnerFieldProps) {
  const listId = useId();
  const { connections } = useConnections();
  const { incidents, alerts } = useSession();
  const me = connections?.tenants.find((tenant) => tenant.tenantId === tenantId)?.account ?? null;
  const seen = [...loadedRows(incidents), ...loadedRows(alerts)];
  const names = new Set(seen.flatMap(({ assignedTo }) => assignedTo ?? []));
  return (
    <>
      <Field label="Assigned to">
        <Input
          value={owner ?? ''}
          placeholder="Unassigned"
          list={listId}
          spellCheck={false}
          autoComplete="off"
          onChange={(_event, { value }) => onChange(value.trim() === '' ? null : value.trim())}
        />
      </Field>
      <datalist id={listId}>
        {[...names].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div className={styles.row}>
        {me !== null && (
          <Button size="small" disabled={owner === me} onClick={() => onChange(me)}>
            Assign to me
          </Button>
        )}
        <Button size="small" disabled={owner === null} onClick={() => onChange(null)}>
          Unassign
        </Button>
      </div>
    </>
  );
}
