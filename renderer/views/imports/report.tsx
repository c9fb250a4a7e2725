// What became of an import, opened at its end and again from the settings.
import { Button, DialogActions, DialogContent, DialogTitle } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ImportReport } from '../../../shared/contract/imports.ts';
import type { Failure } from '../../../shared/failure.ts';
import { useSession } from '../../state/session.tsx';
import { PropertyList } from '../../ui/property-list.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { endWords } from './end-words.ts';
import { TextList } from './text-list.tsx';
import { amount } from './text-words.ts';
import styles from './imports.module.css';

const count = (value: number): string | null =>
  value === 0 ? null : value.toLocaleString('en-US');

export function Report({ id, onClose }: { readonly id: string; onClose(): void }) {
  const { bridge } = useSession();
  const [report, setReport] = useState<ImportReport | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let isOver = false;
    void bridge.call('imports.report', { id }).then((result) => {
      if (isOver) return;
      if (result.ok) setReport(result.value);
      else setFailure(result.failure);
    });
    return () => {
      isOver = true;
    };
  }, [bridge, id]);
  const save = async (format: 'json' | 'csv'): Promise<void> => {
    const result = await bridge.call('imports.saveReport', { id, format });
    setFailure(result.ok ? null : result.failure);
  };
  return (
    <>
      <DialogTitle>
        {report === null ? (
          'Import report'
        ) : (
          <>
            Import of <bdi>{report.name}</bdi>
          </>
        )}
      </DialogTitle>
      <DialogContent className={styles.content ?? ''}>
        {report !== null && <Content report={report} />}
        {failure !== null && (
          <p className={styles.trouble} role="alert">
            {failure.summary} {failure.action}
          </p>
        )}
      </DialogContent>
      <DialogActions>
        <Button disabled={report === null} onClick={() => void save('json')}>
          Save as JSON
        </Button>
        <Button disabled={report === null} onClick={() => void save('csv')}>
          Save as CSV
        </Button>
        <Button autoFocus appearance="primary" onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </>
  );
}

function Content({ report }: { readonly report: ImportReport }) {
  const { sums, stored, end, texts, textsOmitted, watchedFolder } = report;
  return (
    <>
      <p className={end.kind === 'done' ? styles.lead : styles.trouble}>{endWords(report)}</p>
      <PropertyList
        properties={[
          { label: 'Ended', value: <TimeText at={report.endedAt} form="absolute" /> },
          { label: 'Watched folder', value: watchedFolder },
          { label: 'New', value: stored.inserted.toLocaleString('en-US') },
          { label: 'Updated', value: count(stored.updated) },
          { label: 'Known already', value: count(stored.unchanged) },
          {
            label: 'Skipped',
            value:
              sums.informationalSkipped === 0
                ? null
                : `${amount(sums.informationalSkipped, 'informational alert')} of Defender for Cloud; a setting keeps them`,
          },
          {
            label: 'Set aside',
            value:
              sums.quarantined === 0
                ? null
                : `${amount(sums.quarantined, 'record')} that could not be read`,
          },
          { label: 'Not read', value: sums.refused === 0 ? null : amount(sums.refused, 'file') },
        ]}
      />
      <TextList texts={texts} keepsInformational={false} />
      {textsOmitted > 0 && (
        <p className={styles.soft}>and {amount(textsOmitted, 'more file')} without trouble</p>
      )}
    </>
  );
}
