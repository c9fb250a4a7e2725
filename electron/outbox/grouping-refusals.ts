// Which merges, moves, splits and undos are not written, since by now they would change nothing: the
// person who asks saw another state.
import type { AnnotationDraft } from '../../shared/contract/outbox.ts';
import { groupedAll, regroupConflict, undoConflict } from '../../shared/grouping/groupings.ts';
import type { Groupings } from '../../shared/grouping/groupings.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Annotation } from '../../shared/model/annotation.ts';
import type { GroupingEntry } from '../../shared/model/regrouping.ts';

type OfGroupings = { readonly kind: GroupingEntry['kind'] };

export function isOfGroupings<Item extends Annotation | AnnotationDraft>(
  item: Item,
): item is Extract<Item, OfGroupings> {
  switch (item.kind) {
    case 'regroup':
    case 'regroupUndone':
    case 'suggestion':
    case 'correlationRule':
    case 'machinePair':
      return true;
    default:
      return false;
  }
}

/** For each entry what is in its way once those before it are written, of kind `conflict`; null for nothing. */
export function groupingRefusals(
  groupings: Groupings,
  entries: readonly Annotation[],
): readonly (Failure | null)[] {
  let state = groupings;
  return entries.map((entry) => {
    if (!isOfGroupings(entry)) return null;
    const refusal = refusalOf(state, entry);
    if (refusal === null) state = groupedAll(state, [entry]);
    return refusal;
  });
}

function refusalOf(groupings: Groupings, entry: GroupingEntry): Failure | null {
  switch (entry.kind) {
    case 'regroup': {
      const summary = regroupConflict(groupings, entry);
      if (summary === null) return null;
      return { kind: 'conflict', summary, action: 'Look at the incidents again, and repeat it.' };
    }
    case 'regroupUndone': {
      const summary = undoConflict(groupings, entry.regroupId);
      if (summary === null) return null;
      return { kind: 'conflict', summary, action: 'Undo later regroupings of it first.' };
    }
    default:
      return null;
  }
}
