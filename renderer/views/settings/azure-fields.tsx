// What is read of a tenant's Azure besides what Defender XDR tells: Defender for Cloud, and Sentinel.
import { Button, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { isWorkspaceId } from '../../../shared/contract/connections.ts';
import type { AzureSources } from '../../../shared/contract/connections.ts';
import type { Failure } from '../../../shared/failure.ts';
import { useSession } from '../../state/session.tsx';
import { KeptSwitch } from './kept-switch.tsx';
import { FailureText } from './failure-text.tsx';
import styles from './sources.module.css';

interface AzureFieldsProps {
  /** Of the connection. */
  readonly id: string;
  readonly azure: AzureSources;
}

export function AzureFields({ id, azure }: AzureFieldsProps) {
  const { bridge } = useSession();
  const [text, setText] = useState(azure.workspaces.join('\n'));
  const [failure, setFailure] = useState<Failure | null>(null);
  const workspaces = text.split(/\s+/).filter((line) => line !== '');
  const wrong = workspaces.find((line) => !isWorkspaceId(line));
  const isChanged = workspaces.join('\n') !== azure.workspaces.join('\n');

  const keepWorkspaces = async (): Promise<void> => {
    const changed = { ...azure, workspaces: [...new Set(workspaces)] };
    const result = await bridge.call('connections.setAzure', { id, azure: changed });
    setFailure(result.ok ? null : result.failure);
  };

  return (
    <details className={styles.azure} open={azure.alerts || azure.workspaces.length > 0}>
      <summary>Azure</summary>
      <KeptSwitch
        label="Defender for Cloud alerts of all subscriptions"
        isOn={azure.alerts}
        keep={(alerts) => bridge.call('connections.setAzure', { id, azure: { ...azure, alerts } })}
      />
      <p className={styles.hint}>
        Adds alerts that Defender XDR does not pass on; informational ones only where the setting
        under Files keeps them. The app registration needs user_impersonation of Azure Service
        Management, the account Security Reader on the subscriptions.
      </p>
      <Field
        label="Microsoft Sentinel workspaces"
        hint="Resource IDs, one a line, from each workspace's properties. The account needs Microsoft Sentinel Reader there."
        validationState={wrong === undefined ? 'none' : 'error'}
        validationMessage={wrong === undefined ? null : `This is no workspace: ${wrong}`}
      >
        <Textarea
          value={text}
          rows={2}
          spellCheck={false}
          onChange={(_event, { value }) => setText(value)}
        />
      </Field>
      {isChanged && (
        <Button size="small" disabled={wrong !== undefined} onClick={() => void keepWorkspaces()}>
          Keep workspaces
        </Button>
      )}
      {failure !== null && <FailureText failure={failure} />}
    </details>
  );
}
