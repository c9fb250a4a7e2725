// Which assets matter most to their owner: rules by name, account and tag, the assets that were marked
// one by one, and both as a file.
import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { ChangeEvent } from 'react';
import {
  criticalityFile,
  mergedRules,
  readCriticalityFile,
} from '../../../shared/priority/criticality-file.ts';
import {
  identityOf,
  MOST_CRITICALITY_RULES,
  withCriticality,
} from '../../../shared/priority/criticality-rule.ts';
import type {
  CriticalityRule,
  CriticalitySubject,
} from '../../../shared/priority/criticality-rule.ts';
import { CRITICALITY_POINTS } from '../../../shared/priority/priority-weights.ts';
import type { Criticality } from '../../../shared/priority/priority-weights.ts';
import { useSession, useSettings } from '../../state/session.tsx';
import { CriticalityForm } from './criticality-form.tsx';
import { LevelSelect } from './level-select.tsx';
import styles from './asset-criticality.module.css';

export function AssetCriticality() {
  const { bridge } = useSession();
  const rules = useSettings(({ settings }) => settings.assetCriticality);
  const change = useSettings((state) => state.change);
  const [note, setNote] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const keep = (assetCriticality: readonly CriticalityRule[]): void => {
    setNote(null);
    void change({ assetCriticality });
  };
  const set = (subject: CriticalitySubject, level: Criticality | null): void =>
    keep(withCriticality(rules, subject, level));

  const bringIn = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file === undefined) return;
    const read = readCriticalityFile(await file.text());
    if (!read.ok) {
      setNote(`${read.failure.summary} ${read.failure.action ?? ''}`);
      return;
    }
    const merged = mergedRules(rules, read.value);
    if (merged.length > MOST_CRITICALITY_RULES) {
      setNote(
        `Together these are ${merged.length} rules, and ${MOST_CRITICALITY_RULES} can be kept.`,
      );
      return;
    }
    await change({ assetCriticality: merged });
    setNote(`${read.value.length} rules of ${file.name} are in force.`);
  };
  const save = async (): Promise<void> => {
    const text = criticalityFile(rules);
    const saved = await bridge.call('text.save', { fileName: 'asset-criticality.json', text });
    if (!saved.ok) setNote(saved.failure.summary);
    else if (saved.value !== null) setNote(`Saved as ${saved.value}`);
  };

  return (
    <div className={styles.criticality}>
      <p className={styles.hint}>
        An incident that names a critical asset has a higher priority score: by{' '}
        {CRITICALITY_POINTS.veryHigh} points where it is of very high criticality,{' '}
        {CRITICALITY_POINTS.high} for high, {CRITICALITY_POINTS.medium} for medium,{' '}
        {CRITICALITY_POINTS.low} for low. Where several rules are about an asset, the highest
        counts.
      </p>
      <CriticalityForm isFull={rules.length >= MOST_CRITICALITY_RULES} onAdd={set} />
      {rules.length > 0 && (
        <ul className={styles.rules} aria-label="Rules about critical assets">
          {rules.map(({ subject, criticality }) => (
            <li key={`${subject.kind} ${identityOf(subject)}`}>
              <span className={styles.kind}>{SUBJECT_WORDS[subject.kind]}</span>
              <bdi className={styles.subject} title={identityOf(subject)}>
                {subjectName(subject)}
              </bdi>
              <LevelSelect
                label={`Criticality of ${subjectName(subject)}`}
                value={criticality}
                onChoose={(level) => set(subject, level)}
              />
              <Button
                size="small"
                aria-label={`Delete the rule about ${subjectName(subject)}`}
                onClick={() => set(subject, null)}
              >
                Delete
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => void bringIn(event)}
        />
        <Button size="small" onClick={() => picker.current?.click()}>
          Import…
        </Button>
        <Button size="small" disabled={rules.length === 0} onClick={() => void save()}>
          Export…
        </Button>
      </div>
      {note !== null && (
        <p className={styles.hint} role="status">
          <bdi>{note}</bdi>
        </p>
      )}
    </div>
  );
}

const SUBJECT_WORDS: Readonly<Record<CriticalitySubject['kind'], string>> = {
  asset: 'Asset',
  name: 'Name',
  account: 'Account',
  tag: 'Tag',
};

function subjectName(subject: CriticalitySubject): string {
  switch (subject.kind) {
    case 'asset':
      return subject.name;
    case 'name':
      return subject.pattern;
    case 'account':
      return subject.id;
    case 'tag':
      return subject.tag;
    default:
      return subject satisfies never;
  }
}
