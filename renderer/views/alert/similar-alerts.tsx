// Alerts of the same detection: how many, what became of them, and one change for all of them.
import { Button } from '@fluentui/react-components';
import { LightbulbRegular } from '@fluentui/react-icons/svg/lightbulb';
import { useMemo, useState } from 'react';
import type { SimilarAlerts } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import { useBulk, useNavigation, useSession } from '../../state/session.tsx';
import { useSimilarAlerts } from '../../state/use-similar-alerts.ts';
import { rowsOf } from '../../ui/grid-model.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { ManyChanges } from '../manage-many/manage-many.tsx';
import { AssetMentions } from '../marks/asset-mentions.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { StatusMark } from '../marks/status-mark.tsx';
import { outcomeWords, usualVerdict } from './outcome-words.ts';
import { PageTable } from './page-table.tsx';
import styles from './similar-alerts.module.css';

export function SimilarAlertsSection({ alertKey }: { readonly alertKey: AlertKey }) {
  const { answer: similar, failure } = useSimilarAlerts(alertKey);
  return (
    <Section title="Similar alerts" {...(similar != null && { count: similar.total })}>
      {failure !== null && <p className={styles.soft}>{failure.summary}</p>}
      {similar == null && failure === null && <p className={styles.soft}>Looking for them…</p>}
      {similar?.total === 0 && (
        <p className={styles.soft}>No other alert of this detection is stored.</p>
      )}
      {similar != null && similar.total > 0 && <Found similar={similar} alertKey={alertKey} />}
    </Section>
  );
}

interface FoundProps {
  readonly similar: SimilarAlerts;
  readonly alertKey: AlertKey;
}

function Found({ similar, alertKey }: FoundProps) {
  const { total, keys, alerts, outcomes } = similar;
  const { bulk } = useSession();
  const isWriting = useBulk(({ phase }) => phase.kind === 'writing');
  const go = useNavigation((state) => state.go);
  const [isShown, setShown] = useState(false);
  const columns = useMemo(() => similarColumns((key) => go({ kind: 'alert', key })), [go]);
  const all = [alertKey, ...keys];
  const verdict = usualVerdict(outcomes);
  return (
    <>
      <div className={styles.insight}>
        <LightbulbRegular aria-hidden className={styles.bulb ?? ''} />
        <div>
          <p>
            {`${total.toLocaleString('en-US')} other ${total === 1 ? 'alert' : 'alerts'} of this detection: `}
            {outcomes.map(outcomeWords).join('; ')}.
          </p>
          {verdict !== null && <p>{verdict}</p>}
          <div className={styles.actions}>
            <Button size="small" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
              {isShown ? 'Hide similar alerts' : 'View similar alerts'}
            </Button>
            <Button
              size="small"
              disabled={isWriting}
              aria-haspopup="dialog"
              title="Set status, owner or classification of this alert and all of them, with one undo"
              onClick={() =>
                bulk.getState().openPane({ subject: 'alert', keys: all, begin: 'status' })
              }
            >
              {`Manage all ${all.length.toLocaleString('en-US')}`}
            </Button>
            <ManyChanges subject="alert" />
          </div>
          {keys.length < total && (
            <p className={styles.soft}>
              {`At most ${keys.length.toLocaleString('en-US')} are changed together.`}
            </p>
          )}
        </div>
      </div>
      {isShown && (
        <>
          <PageTable
            label="Similar alerts"
            columns={columns}
            rows={rowsOf(alerts, ({ row }) => row.key)}
            absent=""
          />
          {alerts.length < total && (
            <p className={styles.soft}>
              {`The first ${alerts.length.toLocaleString('en-US')}, those on the same assets before the newest.`}
            </p>
          )}
        </>
      )}
    </>
  );
}

type SimilarRow = SimilarAlerts['alerts'][number];

function similarColumns(enter: (key: AlertKey) => void): readonly GridColumn<SimilarRow>[] {
  return [
    {
      id: 'severity',
      title: 'Severity',
      width: 112,
      render: ({ row }) => <SeverityMark severity={row.severity} />,
    },
    {
      id: 'title',
      title: 'Alert',
      width: 220,
      grow: 2,
      render: ({ row }, isActive) => (
        <span title={row.title}>
          <LinkButton isTabStop={isActive} onPress={() => enter(row.key)}>
            {row.title}
          </LinkButton>
        </span>
      ),
    },
    {
      id: 'assets',
      title: 'Assets',
      width: 200,
      grow: 1,
      render: ({ row }) => <AssetMentions assets={row.assets} count={row.assetCount} />,
    },
    {
      id: 'shared',
      title: 'Same assets',
      width: 96,
      align: 'end',
      render: ({ sharedAssets }) => sharedAssets.toLocaleString('en-US'),
    },
    {
      id: 'status',
      title: 'Status',
      width: 108,
      render: ({ row }) => <StatusMark status={row.status} />,
    },
    {
      id: 'classification',
      title: 'Classification',
      width: 148,
      render: ({ row }) => labelOf('alertClassification', row.classification),
    },
    {
      id: 'created',
      title: 'Created',
      width: 88,
      render: ({ row }) => <TimeText at={row.createdAt} />,
    },
  ];
}
