// Brings suppression rules of Defender for Cloud in from a file, and writes rules out as such.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import type { TuningRule } from '../../../shared/model/tuning-rule.ts';
import { exportSuppressionRules } from '../../../shared/tuning/suppression-json.ts';
import type { LeftOutRule } from '../../../shared/tuning/suppression-json.ts';
import { longestRuleFile, readRuleFile } from '../../state/rule-exchange.ts';
import type { RuleFile } from '../../state/rule-exchange.ts';
import { useSession } from '../../state/session.tsx';
import { importedRules } from '../../state/tuning-change.ts';
import type { TuningChanges } from '../../state/use-tuning-changes.ts';
import { useTimeSetting } from '../../ui/time-text.tsx';
import { scopeWords } from '../marks/rule-words.ts';
import styles from './rule-exchange.module.css';

interface RuleExchangeProps {
  readonly rules: readonly TuningRule[];
  readonly changes: TuningChanges;
}

type Shown =
  { readonly kind: 'import'; readonly file: RuleFile } | { readonly kind: 'export' } | null;

export function RuleExchange({ rules, changes }: RuleExchangeProps) {
  const [shown, setShown] = useState<Shown>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const read = async (file: File): Promise<void> => {
    // A file of that size is not read only to be refused.
    const text =
      file.size > longestRuleFile * 4 ? ' '.repeat(longestRuleFile + 1) : await file.text();
    setShown({ kind: 'import', file: readRuleFile(text, rules) });
  };
  return (
    <>
      <input
        ref={chooser}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="File of suppression rules"
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file !== undefined) void read(file);
        }}
      />
      <Button
        size="small"
        title="Take in suppression rules of Defender for Cloud from a JSON file"
        onClick={() => chooser.current?.click()}
      >
        Import
      </Button>
      <Button
        size="small"
        disabled={rules.length === 0}
        title="Write the rules as suppression rules of Defender for Cloud"
        onClick={() => setShown({ kind: 'export' })}
      >
        Export
      </Button>
      {shown?.kind === 'import' && (
        <ImportDialog file={shown.file} changes={changes} onClose={() => setShown(null)} />
      )}
      {shown?.kind === 'export' && <ExportDialog rules={rules} onClose={() => setShown(null)} />}
    </>
  );
}

interface ImportDialogProps {
  readonly file: RuleFile;
  readonly changes: TuningChanges;
  onClose(): void;
}

function ImportDialog({ file, changes, onClose }: ImportDialogProps) {
  const rules = file.kind === 'rules' ? file.rules : [];
  const take = async (): Promise<void> => {
    if (await changes.make(importedRules(rules))) onClose();
  };
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Import tuning rules</DialogTitle>
          <DialogContent className={styles.content ?? ''}>
            {file.kind === 'unreadable' ? (
              <p role="alert">The file was not read. {file.why}</p>
            ) : (
              <>
                {rules.length === 0 ? (
                  <p>No rule of the file is taken.</p>
                ) : (
                  <p>They hide alerts from the queue as soon as they are imported and on.</p>
                )}
                <ul className={styles.rules} aria-label="Rules that are taken" tabIndex={0}>
                  {rules.map((rule) => (
                    <li key={rule.id}>
                      <bdi className={styles.name}>{rule.name}</bdi>{' '}
                      {!rule.isOn && <span className={styles.soft}>(off)</span>}
                      <br />
                      <bdi>{scopeWords(rule)}</bdi>
                    </li>
                  ))}
                </ul>
                <LeftOut rules={file.leftOut} title="Not taken" />
              </>
            )}
            {changes.failure !== null && (
              <p role="alert" className={styles.trouble}>
                They could not be saved. {changes.failure.summary}
              </p>
            )}
          </DialogContent>
          <DialogActions>
            {rules.length > 0 && (
              <Button appearance="primary" onClick={() => void take()}>
                {`Import ${rules.length.toLocaleString('en-US')}`}
              </Button>
            )}
            <Button onClick={onClose}>{rules.length > 0 ? 'Cancel' : 'Close'}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function ExportDialog(props: { readonly rules: readonly TuningRule[]; onClose(): void }) {
  const { rules, onClose } = props;
  const { bridge } = useSession();
  const { now } = useTimeSetting();
  const [failure, setFailure] = useState<Failure | null>(null);
  const { json, leftOut } = exportSuppressionRules(rules, now);
  const count = rules.length - leftOut.length;
  const save = async (): Promise<void> => {
    const text = `${JSON.stringify(json, null, 2)}\n`;
    const result = await bridge.call('text.save', { fileName: 'suppression-rules.json', text });
    setFailure(result.ok ? null : result.failure);
    if (result.ok && result.value !== null) onClose();
  };
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Export tuning rules</DialogTitle>
          <DialogContent className={styles.content ?? ''}>
            <p>
              {`${count.toLocaleString('en-US')} of ${rules.length.toLocaleString('en-US')} `}
              can be said as suppression rules of Defender for Cloud (alertsSuppressionRules,
              2019-01-01-preview), which are about alerts of Defender for Cloud only.
            </p>
            <LeftOut rules={leftOut} title="Left out" />
            {failure !== null && (
              <p role="alert" className={styles.trouble}>
                {failure.summary} {failure.action}
              </p>
            )}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabled={count === 0} onClick={() => void save()}>
              Save as JSON
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function LeftOut(props: { readonly rules: readonly LeftOutRule[]; readonly title: string }) {
  const { rules, title } = props;
  if (rules.length === 0) return null;
  return (
    <>
      <h3 className={styles.subtitle}>{title}</h3>
      <ul className={styles.rules} aria-label={title} tabIndex={0}>
        {rules.map(({ name, why }, index) => (
          <li key={index}>
            <bdi className={styles.name}>{name}</bdi>: <bdi>{why}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}
