// A tree of assets as the rows that are in view of a person, and where a key of the keyboard leads.
import type { EntityKey } from '../../../shared/model/entity.ts';
import type { AssetBranch } from '../../../shared/story/asset-tree.ts';

export interface TreeRow {
  readonly branch: AssetBranch;
  readonly key: EntityKey;
  /** 1 at the top, as ARIA counts. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly isOpen: boolean;
  readonly parent: EntityKey | null;
}

/** Rows beyond these are not shown: evidence can name thousands of processes. */
export const mostTreeRows = 400;

/** Depth first; what is closed hides what is under it. */
export function treeRows(
  trees: readonly AssetBranch[],
  closed: ReadonlySet<EntityKey>,
): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (branches: readonly AssetBranch[], level: number, parent: EntityKey | null): void => {
    branches.forEach((branch, index) => {
      if (rows.length >= mostTreeRows) return;
      const { key } = branch.subject.entity;
      const isOpen = branch.children.length > 0 && !closed.has(key);
      const siblings = branches.length;
      rows.push({ branch, key, level, position: index + 1, siblings, isOpen, parent });
      if (isOpen) add(branch.children, level + 1, key);
    });
  };
  add(trees, 1, null);
  return rows;
}

export type TreeMove =
  | { readonly kind: 'go'; readonly to: EntityKey }
  | { readonly kind: 'open' | 'close'; readonly key: EntityKey };

/** As the ARIA pattern of trees has it; null for a key that does nothing there. */
export function treeMove(
  rows: readonly TreeRow[],
  active: EntityKey | null,
  pressed: string,
): TreeMove | null {
  const index = Math.max(
    0,
    rows.findIndex(({ key }) => key === active),
  );
  const row = rows[index];
  if (row === undefined) return null;
  const go = (to: TreeRow | undefined): TreeMove | null =>
    to === undefined ? null : { kind: 'go', to: to.key };
  switch (pressed) {
    case 'ArrowDown':
      return go(rows[index + 1]);
    case 'ArrowUp':
      return go(rows[index - 1]);
    case 'Home':
      return go(rows[0]);
    case 'End':
      return go(rows.at(-1));
    case 'ArrowRight':
      if (row.branch.children.length === 0) return null;
      return row.isOpen ? go(rows[index + 1]) : { kind: 'open', key: row.key };
    case 'ArrowLeft':
      if (row.isOpen) return { kind: 'close', key: row.key };
      return row.parent === null ? null : { kind: 'go', to: row.parent };
    default:
      return null;
  }
}
