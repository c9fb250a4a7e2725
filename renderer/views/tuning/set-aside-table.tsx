// The alerts that are out of the alert queue, or those of one rule: why, by whom, until when, and back.
import { Button } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { TuningAlerts } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { TuningRule } from '../../../shared/model/tuning-rule.ts';
import { useNavigation } from '../../state/session.tsx';
import { putBack } from '../../state/tuning-change.ts';
import { useStream } from '../../state/use-stream.ts';
import type { TuningChanges } from '../../state/use-tuning-changes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { rowsOf } from '../../ui/grid-model.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import { AssetMentions } from '../marks/asset-mentions.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { StatusMark } from '../marks/status-mark.tsx';
import { SetAsideWords } from '../marks/set-aside-words.tsx';
import styles from './tuning-page.module.css';

type SetAsideRow = TuningAlerts['alerts'][number];

interface SetAsideTableProps {
  /** Whose alerts are shown, whether they are out of the queue or not; undefined for all that are out. */
  readonly rule: TuningRule | undefined;
  readonly changes: TuningChanges;
  onShowAll(): void;
}

const ROW_HEIGHT = 36;
/** More than a person looks through here; what is beyond is said. */
const SHOWN = 1_000;

export function SetAsideTable({ rule, changes, onShowAll }: SetAsideTableProps) {
  const { item: alerts, failure } = useStream('tuning.alerts', {
    ruleId: rule?.id ?? null,
    limit: SHOWN,
  });
  const go = useNavigation((state) => state.go);
  const { make } = changes;
  const columns = useMemo(
    () =>
      setAsideColumns({
        onEnter: (key) => go({ kind: 'alert', key }),
        onPutBack: ({ row, reason }) => {
          if (reason !== null) void make(putBack(row.key, reason));
        },
      }),
    [go, make],
  );
  if (alerts === undefined) {
    return failure === null ? (
      <div aria-busy />
    ) : (
      <EmptyState tone="trouble" title="The alerts could not be read">
        {failure.summary} {failure.action}
      </EmptyState>
    );
  }
  return (
    <div className={styles.part}>
      {(rule !== undefined || alerts.total > SHOWN) && (
        <p className={styles.partHead}>
          {rule !== undefined && (
            <>
              Alerts of <bdi>{rule.name}</bdi>{' '}
              <LinkButton onPress={onShowAll}>Show all that are set aside</LinkButton>
            </>
          )}
          {alerts.total > SHOWN &&
            ` The newest ${SHOWN.toLocaleString('en-US')} of ${alerts.total.toLocaleString('en-US')}`}
        </p>
      )}
      <div className={styles.partGrid}>
        <VirtualGrid
          label="Alerts set aside"
          columns={columns}
          rows={rowsOf(alerts.alerts, ({ row }) => row.key)}
          rowHeight={ROW_HEIGHT}
          opening={{ openKey: null, onOpen: ({ row }) => go({ kind: 'alert', key: row.key }) }}
        >
          <EmptyState title="No alert is set aside">
            What rules hide and what people acknowledge is counted and listed here, and can be put
            back.
          </EmptyState>
        </VirtualGrid>
      </div>
    </div>
  );
}

interface SetAsideActions {
  onEnter(key: AlertKey): void;
  onPutBack(alert: SetAsideRow): void;
}

function setAsideColumns(actions: SetAsideActions): readonly GridColumn<SetAsideRow>[] {
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
      width: 280,
      grow: 3,
      render: ({ row }, isActive) => (
        <span title={row.title}>
          <LinkButton isTabStop={isActive} onPress={() => actions.onEnter(row.key)}>
            {row.title}
          </LinkButton>
        </span>
      ),
    },
    {
      id: 'status',
      title: 'Status',
      width: 108,
      render: ({ row }) => <StatusMark status={row.status} />,
    },
    {
      id: 'assets',
      title: 'Assets',
      width: 200,
      grow: 2,
      render: ({ row }) => <AssetMentions assets={row.assets} count={row.assetCount} />,
    },
    {
      id: 'created',
      title: 'Created',
      width: 92,
      render: ({ row }) => <TimeText at={row.createdAt} />,
    },
    {
      id: 'why',
      title: 'Why',
      width: 300,
      grow: 3,
      render: ({ reason }) =>
        reason === null ? (
          <span className={styles.soft}>In the queue</span>
        ) : (
          <SetAsideWords reason={reason} />
        ),
    },
    {
      id: 'putBack',
      title: 'Put back',
      width: 92,
      render: (alert, isActive) =>
        alert.reason === null ? (
          <span className={styles.soft}>–</span>
        ) : (
          <Button
            size="small"
            tabIndex={isActive ? 0 : -1}
            aria-label={`Put back ${alert.row.title}`}
            onClick={(event) => {
              event.stopPropagation();
              actions.onPutBack(alert);
            }}
          >
            Put back
          </Button>
        ),
    },
  ];
}
