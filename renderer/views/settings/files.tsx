// Files as a source: import some, watch folders for them, and see what became of those that were imported.
import { Button, Switch } from '@fluentui/react-components';
import { useState } from 'react';
import type { ImportSummary, WatchedFolder } from '../../../shared/contract/imports.ts';
import type { Failure, Result } from '../../../shared/failure.ts';
import { useImports, useSession, useSettings } from '../../state/session.tsx';
import { Badge } from '../../ui/badge.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { FailureText } from './failure-text.tsx';
import { importWords, watchWords } from './file-words.ts';
import cards from './sources.module.css';
import styles from './files.module.css';

export function Files() {
  const { bridge } = useSession();
  const folders = useImports(({ imports }) => imports.folders);
  const reports = useImports(({ imports }) => imports.reports);
  const [failure, setFailure] = useState<Failure | null>(null);
  const attempt = async (call: Promise<Result<null>>): Promise<void> => {
    const result = await call;
    setFailure(result.ok ? null : result.failure);
  };
  return (
    <div className={cards.sources}>
      <div className={styles.actions}>
        <Button
          aria-keyshortcuts="Control+O Meta+O"
          onClick={() => void attempt(bridge.call('imports.choose', { what: 'files' }))}
        >
          Import files
        </Button>
        <Button onClick={() => void attempt(bridge.call('imports.choose', { what: 'folder' }))}>
          Import a folder
        </Button>
        <Button onClick={() => void attempt(bridge.call('imports.watch', null))}>
          Watch a folder
        </Button>
      </div>
      <p className={cards.hint}>
        Exports of Defender, Defender for Cloud, Sentinel and Log Analytics: JSON, CSV, gzip, ZIP.
        They can be dropped anywhere on the window. Files in a watched folder are imported as they
        come, and left where they are.
      </p>
      {failure !== null && <FailureText failure={failure} />}
      {folders.length > 0 && (
        <ul className={cards.cards} aria-label="Watched folders">
          {folders.map((folder) => (
            <FolderCard
              key={folder.id}
              folder={folder}
              last={reports.find(({ id }) => id === folder.lastReportId) ?? null}
              attempt={attempt}
            />
          ))}
        </ul>
      )}
      <KeepInformational />
      {reports.length > 0 && <Reports reports={reports} />}
    </div>
  );
}

function KeepInformational() {
  const isOn = useSettings(({ settings }) => settings.keepsInformational);
  const change = useSettings((state) => state.change);
  return (
    <>
      <Switch
        label="Keep informational alerts of Defender for Cloud"
        checked={isOn}
        onChange={(_event, { checked }) => void change({ keepsInformational: checked })}
      />
      <p className={cards.hint}>
        {isOn
          ? 'They are stored from every source; those of Sentinel come when their incident changes. Switched off, those that are stored stay.'
          : 'Defender leaves them out, and so does Clearpane: from files, Azure and Sentinel alike, and says how many.'}
      </p>
    </>
  );
}

interface FolderCardProps {
  readonly folder: WatchedFolder;
  /** Its last import, as long as its report is kept. */
  readonly last: ImportSummary | null;
  attempt(call: Promise<Result<null>>): Promise<void>;
}

function FolderCard({ folder, last, attempt }: FolderCardProps) {
  const { bridge } = useSession();
  const show = useImports((state) => state.show);
  const { id, path, isPaused, failure } = folder;
  const { tone, text, detail } = watchWords(folder);
  return (
    <li className={cards.card} aria-label={path}>
      <div className={cards.cardHead}>
        <h3 className={cards.cardTitle}>
          <bdi>{path}</bdi>
        </h3>
        <Badge tone={tone}>{text}</Badge>
      </div>
      {failure !== null && <FailureText failure={failure} />}
      <p className={cards.soft}>{detail}</p>
      {last !== null && (
        <p className={styles.last}>
          Last import <TimeText at={last.endedAt} />: {importWords(last)}.{' '}
          <LinkButton onPress={() => show(last.id)}>Show report</LinkButton>
        </p>
      )}
      <div className={cards.cardActions}>
        <Button
          size="small"
          onClick={() => void attempt(bridge.call('imports.pause', { id, isPaused: !isPaused }))}
        >
          {isPaused ? 'Go on' : 'Pause'}
        </Button>
        <Button
          size="small"
          title="What it brought stays"
          onClick={() => void attempt(bridge.call('imports.unwatch', { id }))}
        >
          Stop watching
        </Button>
      </div>
    </li>
  );
}

const FIRST_REPORTS = 5;

function Reports({ reports }: { readonly reports: readonly ImportSummary[] }) {
  const show = useImports((state) => state.show);
  const [isLong, setLong] = useState(false);
  const shown = isLong ? reports : reports.slice(0, FIRST_REPORTS);
  return (
    <>
      <h3 className={styles.heading}>Imported</h3>
      <ul className={styles.reports} aria-label="Imported">
        {shown.map((report) => (
          <li key={report.id}>
            <span className={styles.name}>
              <LinkButton title="Show report" onPress={() => show(report.id)}>
                {report.name}
              </LinkButton>
            </span>
            <span className={cards.soft}>{importWords(report)}</span>
            <span className={styles.when}>
              <TimeText at={report.endedAt} />
            </span>
          </li>
        ))}
      </ul>
      {reports.length > shown.length && (
        <Button size="small" appearance="subtle" onClick={() => setLong(true)}>
          Show all {reports.length}
        </Button>
      )}
    </>
  );
}
