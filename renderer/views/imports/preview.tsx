// What was recognised in the files, before anything is stored.
import {
  Button,
  DialogActions,
  DialogContent,
  DialogTitle,
  Switch,
} from '@fluentui/react-components';
import { useState } from 'react';
import { sumReports, type ImportJob } from '../../../shared/contract/imports.ts';
import type { Failure } from '../../../shared/failure.ts';
import { noTenant } from '../../../shared/model/tenant.ts';
import { useSession, useSettings } from '../../state/session.tsx';
import { TextList } from './text-list.tsx';
import { amount, sizeWords } from './text-words.ts';
import styles from './imports.module.css';

interface PreviewProps {
  readonly job: ImportJob;
  readonly stage: Extract<ImportJob['stage'], { kind: 'recognised' }>;
  onCancel(): void;
}

export function Preview({ job, stage, onCancel }: PreviewProps) {
  const { bridge } = useSession();
  const keepsInformational = useSettings(({ settings }) => settings.keepsInformational);
  const changeSettings = useSettings((state) => state.change);
  const { texts, filesOmitted, tenants } = stage;
  const [chosenTenant, setChosenTenant] = useState(tenants[0]?.tenantId ?? null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const sums = sumReports(texts);
  const hasNothing = sums.records === 0 && filesOmitted === 0;
  const namesNoTenant = texts.some(({ tenantIds }) => tenantIds.includes(noTenant));

  const start = async (): Promise<void> => {
    const tenantId = namesNoTenant ? chosenTenant : null;
    const result = await bridge.call('imports.start', { id: job.id, tenantId });
    setFailure(result.ok ? null : result.failure);
  };
  return (
    <>
      <DialogTitle>
        Import <bdi>{job.name}</bdi>
      </DialogTitle>
      <DialogContent className={styles.content ?? ''}>
        <p className={styles.lead}>
          {amount(job.files, 'file')}, {sizeWords(job.bytes)}.{' '}
          {hasNothing
            ? 'Nothing in them can be imported.'
            : 'This is what their first records are; nothing is stored yet.'}
        </p>
        <TextList texts={texts} keepsInformational={keepsInformational} />
        {filesOmitted > 0 && (
          <p className={styles.soft}>
            and {amount(filesOmitted, 'more file')}, which will be recognised when they are read
          </p>
        )}
        {namesNoTenant && (
          <label className={styles.field}>
            <span>Some name no tenant. They belong to</span>
            <select
              value={chosenTenant ?? ''}
              onChange={({ target }) =>
                setChosenTenant(
                  tenants.find(({ tenantId }) => tenantId === target.value)?.tenantId ?? null,
                )
              }
            >
              {tenants.map(({ tenantId, displayName }) => (
                <option key={tenantId} value={tenantId}>
                  {displayName}
                </option>
              ))}
              <option value="">No tenant that is known here</option>
            </select>
          </label>
        )}
        {sums.informationalSkipped > 0 && (
          <Switch
            label="Keep informational alerts of Defender for Cloud, here and from all sources"
            checked={keepsInformational}
            onChange={(_event, { checked }) => void changeSettings({ keepsInformational: checked })}
          />
        )}
        {failure !== null && (
          <p className={styles.trouble} role="alert">
            {failure.summary} {failure.action}
          </p>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{hasNothing ? 'Close' : 'Cancel'}</Button>
        <Button autoFocus appearance="primary" disabled={hasNothing} onClick={() => void start()}>
          Import
        </Button>
      </DialogActions>
    </>
  );
}
