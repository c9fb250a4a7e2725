// What ran on which asset and what started what: a tree whose rows choose what the details pane shows.
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useId, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { EntityKey } from '../../../shared/model/entity.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import type { AssetBranch } from '../../../shared/story/asset-tree.ts';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { EntityIcon } from '../marks/entity-icon.tsx';
import { entityKindLabel } from '../marks/entity-kind-label.ts';
import { mostTreeRows, treeMove, treeRows } from './tree-rows.ts';
import type { TreeRow } from './tree-rows.ts';
import styles from './asset-tree.module.css';

interface AssetTreeProps {
  readonly trees: readonly AssetBranch[];
  readonly selected: EntityKey | null;
  onSelect(key: EntityKey): void;
}

export function AssetTree({ trees, selected, onSelect }: AssetTreeProps) {
  const [closed, setClosed] = useState<ReadonlySet<EntityKey>>(new Set());
  const [active, setActive] = useState<EntityKey | null>(null);
  const id = useId();
  const rows = useMemo(() => treeRows(trees, closed), [trees, closed]);
  const current = rows.find(({ key }) => key === active)?.key ?? rows[0]?.key ?? null;
  const rowId = (key: EntityKey): string => `${id} ${rows.findIndex((row) => row.key === key)}`;
  const setOpen = (key: EntityKey, isOpen: boolean): void =>
    setClosed((before) => {
      const after = new Set(before);
      if (isOpen) after.delete(key);
      else after.add(key);
      return after;
    });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (current !== null) onSelect(current);
      return;
    }
    const move = treeMove(rows, current, event.key);
    if (move === null) return;
    event.preventDefault();
    if (move.kind === 'go') {
      setActive(move.to);
      document.getElementById(rowId(move.to))?.scrollIntoView({ block: 'nearest' });
    } else setOpen(move.key, move.kind === 'open');
  };
  return (
    <>
      <div
        role="tree"
        aria-label="Processes and assets"
        className={styles.tree}
        tabIndex={0}
        aria-activedescendant={current === null ? undefined : rowId(current)}
        onKeyDown={onKeyDown}
      >
        {rows.map((row) => (
          <Row
            key={row.key}
            id={rowId(row.key)}
            row={row}
            isSelected={row.key === selected}
            isActive={row.key === current}
            onPress={() => {
              setActive(row.key);
              onSelect(row.key);
            }}
            onToggle={() => setOpen(row.key, !row.isOpen)}
          />
        ))}
      </div>
      {rows.length >= mostTreeRows && (
        <p className={styles.more}>
          {`The first ${mostTreeRows.toLocaleString('en-US')}; the evidence below has all.`}
        </p>
      )}
    </>
  );
}

interface RowProps {
  readonly id: string;
  readonly row: TreeRow;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  onPress(): void;
  onToggle(): void;
}

function Row({ id, row, isSelected, isActive, onPress, onToggle }: RowProps) {
  const { branch, level, position, siblings, isOpen } = row;
  const { entity, verdict } = branch.subject;
  const hasChildren = branch.children.length > 0;
  const line = entity.details.find(({ label }) => label === 'Command line')?.value;
  return (
    // The tree has the keyboard; the row under it is its active descendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={hasChildren ? isOpen : undefined}
      aria-selected={isSelected}
      className={styles.row}
      data-active={isActive || undefined}
      style={{ paddingInlineStart: 16 + (level - 1) * 20 }}
      onClick={onPress}
    >
      <span
        className={styles.toggle}
        aria-hidden
        onClick={(event) => {
          event.stopPropagation();
          if (hasChildren) onToggle();
        }}
      >
        {hasChildren && (isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />)}
      </span>
      <EntityIcon kind={entity.kind} family={entity.family} />
      <bdi className={styles.name}>{entity.name}</bdi>
      <span className={styles.kind}>{entity.resourceType ?? entityKindLabel[entity.kind]}</span>
      {entity.cloud !== null && <CloudMark cloud={entity.cloud} />}
      {line !== undefined && (
        <bdi className={styles.line} title={line}>
          {line}
        </bdi>
      )}
      {verdict !== 'unknown' && (
        <span className={styles.verdict} data-verdict={verdict}>
          {labelOf('evidenceVerdict', verdict)}
        </span>
      )}
    </div>
  );
}
