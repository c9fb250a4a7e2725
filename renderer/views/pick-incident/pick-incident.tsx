// A field that finds an incident by its name, its id or an asset of it, while one types.
import { Combobox, Field, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { defaultIncidentView } from '../../../shared/contract/queue.ts';
import type { IncidentColumn, IncidentRow, QueueView } from '../../../shared/contract/queue.ts';
import type { IncidentKey } from '../../../shared/model/incident.ts';
import type { TenantId } from '../../../shared/model/tenant.ts';
import { shortIncidentId } from '../../../shared/model/short-names.ts';
import { useStream } from '../../state/use-stream.ts';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { StatusMark } from '../marks/status-mark.tsx';
import styles from './pick-incident.module.css';

interface PickIncidentProps {
  readonly label: string;
  readonly hint?: string;
  readonly tenantId: TenantId;
  /** Not offered. */
  readonly without: ReadonlySet<IncidentKey>;
  readonly isDisabled?: boolean;
  onPick(incident: IncidentRow): void;
}

/** Offered at once. */
const SHOWN = 8;

export function PickIncident(props: PickIncidentProps) {
  const { label, hint, tenantId, without, isDisabled = false, onPick } = props;
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const { item } = useStream('queue.incidents', viewFor(text, tenantId, without.size));
  const found = (item?.rows ?? [])
    .filter(({ key, status }) => status !== 'redirected' && !without.has(key))
    .slice(0, SHOWN);
  const pick = (key: string | undefined): void => {
    const row = found.find((one) => one.key === key);
    setText('');
    if (row !== undefined) onPick(row);
  };
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      <Combobox
        freeform
        className={styles.field ?? ''}
        listbox={{ className: styles.list ?? '' }}
        placeholder="Name, id or asset"
        disabled={isDisabled}
        value={text}
        selectedOptions={[]}
        spellCheck={false}
        open={isOpen}
        onOpenChange={(_event, { open }) => setOpen(open)}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
        }}
        onOptionSelect={(_event, { optionValue }) => pick(optionValue)}
      >
        {found.map((row) => (
          <Option key={row.key} value={row.key} text={`${row.name} ${row.incidentId}`}>
            <Found row={row} />
          </Option>
        ))}
        {item !== undefined && found.length === 0 && (
          <Option key="none" value="" text="" disabled>
            No incident has this in its name, its id or an asset
          </Option>
        )}
      </Combobox>
    </Field>
  );
}

function Found({ row }: { readonly row: IncidentRow }) {
  return (
    <span className={styles.found}>
      <span className={styles.name}>
        <SeverityMark severity={row.severity} compact />
        <bdi title={row.name}>{row.name}</bdi>
      </span>
      <span className={styles.facts}>
        <bdi className={styles.id}>{shortIncidentId(row.incidentId)}</bdi>
        <StatusMark status={row.status} />
        {row.alertsTotal === 1 ? '1 alert' : `${row.alertsTotal.toLocaleString('en-US')} alerts`}
      </span>
    </span>
  );
}

/** With room for those that are not offered. */
function viewFor(text: string, tenantId: TenantId, without: number): QueueView<IncidentColumn> {
  return {
    ...defaultIncidentView,
    filter: {
      range: { kind: 'days', days: 100_000 },
      text: text.trim(),
      conditions: [{ kind: 'values', filter: 'tenant', values: [tenantId] }],
    },
    window: { offset: 0, limit: 3 * SHOWN + without },
    facets: [],
  };
}
