// Tags of people, which can be added and removed, and those of the service, which cannot.
import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { defaultIncidentView } from '../../../shared/contract/queue.ts';
import { useStream } from '../../state/use-stream.ts';
import { withNewTag, withoutTag } from '../../state/manage-draft.ts';
import type { ManageDraft } from '../../state/manage-draft.ts';
import { tagChoices, usedSpelling } from '../../state/tag-choices.ts';
import { Badge } from '../../ui/badge.tsx';
import { TagInput } from './tag-input.tsx';
import styles from './manage-pane.module.css';

interface TagsFieldProps {
  readonly draft: ManageDraft;
  readonly systemTags: readonly string[];
  onChange(draft: ManageDraft): void;
}

/** The tags of all incidents, whatever their age and state. */
const allTags = {
  ...defaultIncidentView,
  filter: { range: { kind: 'between', fromAt: 0, toAt: Number.MAX_SAFE_INTEGER }, conditions: [] },
  window: { offset: 0, limit: 0 },
  facets: [{ filter: 'tag' }],
} as const;

export function TagsField({ draft, systemTags, onChange }: TagsFieldProps) {
  const { item } = useStream('queue.incidents', allTags);
  const values = item?.facets.tag?.values ?? [];
  const used = values.map(({ value }) => value).filter((tag) => tag !== '');
  const { customTags } = draft.values;
  const choices = tagChoices({ typed: draft.newTag, used, own: customTags, system: systemTags });
  const add = (tag: string): void =>
    onChange(withNewTag({ ...draft, newTag: usedSpelling(tag, used) }));
  return (
    <div>
      {customTags.length > 0 && (
        <ul className={styles.tags} aria-label="Tags">
          {customTags.map((tag) => (
            <li key={tag} className={styles.tag}>
              <Badge title={tag}>
                <bdi>{tag}</bdi>
              </Badge>
              <Button
                size="small"
                appearance="subtle"
                icon={<DismissRegular />}
                aria-label={`Remove tag ${tag}`}
                title="Remove"
                onClick={() => onChange(withoutTag(draft, tag))}
              />
            </li>
          ))}
        </ul>
      )}
      <TagInput
        typed={draft.newTag}
        choices={choices}
        onType={(newTag) => onChange({ ...draft, newTag })}
        onAdd={add}
      />
      {systemTags.length > 0 && (
        <p className={styles.soft}>
          Set by the service: <bdi>{systemTags.join(', ')}</bdi>
        </p>
      )}
    </div>
  );
}
