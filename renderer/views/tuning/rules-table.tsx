// The tuning rules: what each is about, does and sets aside, whose it is, and until when it holds.
import { Button, Switch } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useMemo } from 'react';
import type { TuningOverview } from '../../../shared/contract/store-queries.ts';
import type { RuleId, TuningRule } from '../../../shared/model/tuning-rule.ts';
import { deletedRule, switchedRule } from '../../state/tuning-change.ts';
import type { TuningChanges } from '../../state/use-tuning-changes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { rowsOf } from '../../ui/grid-model.ts';
import type { GridColumn } from '../../ui/grid-model.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import { ownerName } from '../marks/short-names.ts';
import { actionLabel, ruleReasonLabel, scopeWords } from '../marks/rule-words.ts';
import styles from './tuning-page.module.css';

type RuleRow = TuningOverview['rules'][number];

interface RulesTableProps {
  readonly rules: readonly RuleRow[];
  readonly changes: TuningChanges;
  onEdit(rule: TuningRule): void;
  onShowAlerts(id: RuleId): void;
}

const ROW_HEIGHT = 36;

export function RulesTable({ rules, changes, onEdit, onShowAlerts }: RulesTableProps) {
  const { make } = changes;
  const columns = useMemo(
    () =>
      ruleColumns({
        onEdit,
        onShowAlerts,
        onSwitch: (rule) => void make(switchedRule(rule)),
        onDelete: (rule) => void make(deletedRule(rule)),
      }),
    [make, onEdit, onShowAlerts],
  );
  return (
    <VirtualGrid
      label="Tuning rules"
      columns={columns}
      rows={rowsOf(rules, ({ authored }) => authored.rule.id)}
      rowHeight={ROW_HEIGHT}
      opening={{ openKey: null, onOpen: ({ authored }) => onEdit(authored.rule) }}
    >
      <EmptyState title="No tuning rules yet">
        A rule hides alerts that are known to be harmless, or resolves them, until it expires. Make
        one here, or from an alert with “Tune”.
      </EmptyState>
    </VirtualGrid>
  );
}

interface RuleActions {
  onEdit(rule: TuningRule): void;
  onShowAlerts(id: RuleId): void;
  onSwitch(rule: TuningRule): void;
  onDelete(rule: TuningRule): void;
}

function ruleColumns(actions: RuleActions): readonly GridColumn<RuleRow>[] {
  return [
    {
      id: 'isOn',
      title: 'On',
      width: 56,
      render: ({ authored: { rule } }, isActive) => (
        <Switch
          className={styles.switch ?? ''}
          checked={rule.isOn}
          tabIndex={isActive ? 0 : -1}
          aria-label={`${rule.name} is on`}
          onClick={(event) => event.stopPropagation()}
          onChange={() => actions.onSwitch(rule)}
        />
      ),
    },
    {
      id: 'name',
      title: 'Rule',
      width: 220,
      grow: 2,
      render: ({ authored: { rule } }, isActive) => (
        <span title={rule.comment === '' ? rule.name : `${rule.name}\n${rule.comment}`}>
          <LinkButton isTabStop={isActive} onPress={() => actions.onEdit(rule)}>
            {rule.name}
          </LinkButton>
        </span>
      ),
    },
    {
      id: 'scope',
      title: 'About',
      width: 300,
      grow: 4,
      render: ({ authored: { rule } }) => <bdi title={scopeWords(rule)}>{scopeWords(rule)}</bdi>,
    },
    {
      id: 'action',
      title: 'Action',
      width: 80,
      render: ({ authored: { rule } }) => actionLabel[rule.action],
    },
    {
      id: 'state',
      title: 'State',
      width: 88,
      render: (row) => <RuleState row={row} />,
    },
    {
      id: 'alerts',
      title: 'Alerts',
      width: 80,
      align: 'end',
      render: ({ authored: { rule }, alerts }, isActive) =>
        alerts === 0 ? (
          <span className={styles.soft}>0</span>
        ) : (
          <LinkButton
            isTabStop={isActive}
            title={`Alerts of ${rule.name}`}
            onPress={() => actions.onShowAlerts(rule.id)}
          >
            {alerts.toLocaleString('en-US')}
          </LinkButton>
        ),
    },
    {
      id: 'reason',
      title: 'Reason',
      width: 132,
      render: ({ authored: { rule } }) => <bdi>{ruleReasonLabel(rule.reason)}</bdi>,
    },
    {
      id: 'owner',
      title: 'Owner',
      width: 104,
      render: ({ authored: { owner } }) => <bdi title={owner}>{ownerName(owner)}</bdi>,
    },
    {
      id: 'expires',
      title: 'Expires',
      width: 132,
      render: ({ authored: { rule } }) =>
        rule.expiresAt === null ? (
          <span className={styles.soft}>Never</span>
        ) : (
          <TimeText at={rule.expiresAt} form="short" />
        ),
    },
    {
      id: 'changed',
      title: 'Changed',
      width: 92,
      render: ({ authored: { changedAt, changedBy } }) => (
        <span title={`By ${changedBy}`}>
          <TimeText at={changedAt} />
        </span>
      ),
    },
    {
      id: 'delete',
      title: 'Delete',
      width: 64,
      render: ({ authored: { rule } }, isActive) => (
        <Button
          size="small"
          appearance="subtle"
          icon={<DeleteRegular />}
          tabIndex={isActive ? 0 : -1}
          aria-label={`Delete ${rule.name}`}
          title="Delete"
          onClick={(event) => {
            event.stopPropagation();
            actions.onDelete(rule);
          }}
        />
      ),
    },
  ];
}

function RuleState({ row: { authored, isInForce } }: { readonly row: RuleRow }) {
  if (isInForce) return <span className={styles.inForce}>In force</span>;
  return <span className={styles.soft}>{authored.rule.isOn ? 'Expired' : 'Off'}</span>;
}
