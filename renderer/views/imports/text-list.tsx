// The texts of an import, each with what it is, what it holds, and what was wrong with it.
import type { MemberReport } from '../../../shared/contract/imports.ts';
import { formWords, holdsWords, notes } from './text-words.ts';
import styles from './imports.module.css';

interface TextListProps {
  readonly texts: readonly MemberReport[];
  readonly keepsInformational: boolean;
}

/** Lines of failures that are shown before somebody asks for all. */
const FIRST_FAILURES = 3;

export function TextList({ texts, keepsInformational }: TextListProps) {
  return (
    <ul className={styles.texts} aria-label="Files">
      {texts.map((text) => (
        <li key={text.file} className={styles.text} aria-label={text.name}>
          <div className={styles.textHead}>
            <bdi className={styles.textName} title={text.file}>
              {text.name}
            </bdi>
            {text.refused === null && <span className={styles.holds}>{holdsWords(text)}</span>}
          </div>
          {text.formats.length > 0 && (
            <p className={styles.soft}>
              {text.formats.join(', ')} · {formWords(text)}
            </p>
          )}
          {text.refused !== null && <p className={styles.trouble}>{refusal(text, text.refused)}</p>}
          {notes(text, keepsInformational).map((note) => (
            <p key={note} className={styles.soft}>
              {note}
            </p>
          ))}
          <Failures text={text} />
          <Lacking text={text} />
        </li>
      ))}
    </ul>
  );
}

function refusal({ formats }: MemberReport, reason: string): string {
  return `${formats.length === 0 ? 'Not read' : 'Not read to its end'}: ${reason}`;
}

function Failures({ text: { failures, failuresOmitted } }: { readonly text: MemberReport }) {
  if (failures.length === 0) return null;
  const lines = failures.map(({ line, reason }) => `Line ${line}: ${reason}`);
  const more = failuresOmitted > 0 ? [`and ${failuresOmitted.toLocaleString('en-US')} more`] : [];
  if (lines.length <= FIRST_FAILURES) return <Lines lines={[...lines, ...more]} />;
  return (
    <details className={styles.details}>
      <summary className={styles.trouble}>
        {(failures.length + failuresOmitted).toLocaleString('en-US')} records could not be taken
      </summary>
      <Lines lines={[...lines, ...more]} />
    </details>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className={styles.lines}>
      {lines.map((line, index) => (
        // Two lines may say the same.
        <li key={index}>{line}</li>
      ))}
    </ul>
  );
}

function Lacking({ text: { missing, lacking, lackingOmitted } }: { readonly text: MemberReport }) {
  const facts = Object.entries(missing);
  if (facts.length === 0) return null;
  const counts = facts.map(
    ([fact, { count }]) => `${withoutNo(fact)} in ${count.toLocaleString('en-US')}`,
  );
  return (
    <details className={styles.details}>
      <summary className={styles.soft}>Missing: {counts.join(', ')}</summary>
      <table className={styles.lacking}>
        <thead>
          <tr>
            <th scope="col">Alert or incident</th>
            <th scope="col">Arrived without</th>
          </tr>
        </thead>
        <tbody>
          {lacking.map(({ id, title, missing: facts }, index) => (
            <tr key={index}>
              <td>
                <bdi>{title === '' ? id : title}</bdi>
                {title !== '' && <code>{id}</code>}
              </td>
              <td>{facts.map(withoutNo).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lackingOmitted > 0 && (
        <p className={styles.soft}>
          and {lackingOmitted.toLocaleString('en-US')} more; each says so on its own page
        </p>
      )}
    </details>
  );
}

/** `no evidence` is evidence that is missing. */
function withoutNo(fact: string): string {
  return fact.replace(/^no /, '');
}
