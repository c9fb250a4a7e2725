// One filter of a list: its name and what is chosen; a press opens the choice.
import { Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { ReactNode } from 'react';
import styles from './filter-chip.module.css';

interface FilterChipProps {
  readonly name: string;
  /** What is chosen in words; null when nothing is, so that everything comes through. */
  readonly summary: string | null;
  /** Takes the filter away; absent where it always applies. */
  readonly onRemove?: () => void;
  /** It says something and cannot be opened. */
  readonly isDisabled?: boolean;
  readonly children?: ReactNode;
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
}

export function FilterChip(props: FilterChipProps) {
  const { name, summary, onRemove, isOpen, onOpenChange, isDisabled = false } = props;
  return (
    <span className={styles.chip} data-set={summary !== null || undefined}>
      <Popover
        positioning="below-start"
        trapFocus
        {...(isOpen !== undefined && { open: isOpen })}
        onOpenChange={(_event, { open }) => onOpenChange?.(open)}
      >
        <PopoverTrigger disableButtonEnhancement>
          <button type="button" className={styles.press} disabled={isDisabled}>
            <span className={styles.name}>{summary === null ? name : `${name}:`}</span>
            {summary !== null && <span className={styles.summary}>{summary}</span>}
            {!isDisabled && <ChevronDownRegular aria-hidden />}
          </button>
        </PopoverTrigger>
        <PopoverSurface className={styles.surface ?? ''} aria-label={`Filter by ${name}`}>
          {props.children}
        </PopoverSurface>
      </Popover>
      {onRemove && (
        <button
          type="button"
          className={styles.remove}
          aria-label={`Remove filter ${name}`}
          title="Remove filter"
          onClick={onRemove}
        >
          <DismissRegular aria-hidden />
        </button>
      )}
    </span>
  );
}
