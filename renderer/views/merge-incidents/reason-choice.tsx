// Why the incidents are one, in the portal's words; one reason or more.
import { Checkbox } from '@fluentui/react-components';
import { mergeReasonWords } from '../../../shared/grouping/merge-reason-words.ts';
import { MERGE_REASONS } from '../../../shared/model/regrouping.ts';
import type { MergeReason } from '../../../shared/model/regrouping.ts';
import styles from './merge-pane.module.css';

interface ReasonChoiceProps {
  readonly reasons: readonly MergeReason[];
  /** In the order in which they are offered. */
  onChoose(reasons: readonly MergeReason[]): void;
}

export function ReasonChoice({ reasons, onChoose }: ReasonChoiceProps) {
  return (
    <fieldset className={styles.choice}>
      <legend>Reasons</legend>
      <div className={styles.reasons}>
        {MERGE_REASONS.map((reason) => (
          <Checkbox
            key={reason}
            label={mergeReasonWords[reason]}
            checked={reasons.includes(reason)}
            onChange={(_event, { checked }) =>
              onChoose(
                MERGE_REASONS.filter((one) =>
                  one === reason ? checked === true : reasons.includes(one),
                ),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
