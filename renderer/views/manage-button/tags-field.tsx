// Tags of people, which can be added and removed, and those of the service, which cannot.
import { Button, Field, Input } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useId } from 'react';
import { useSession } from '../../state/session.tsx';
import { withNewTag, withoutTag } from '../../state/manage-draft.ts';
import type { ManageDraft } from '../../state/manage-draft.ts';
import { Badge } from '../../ui/badge.tsx';
import styles from './manage-pane.module.css';

interface TagsFieldProps {
  readonly draft: ManageDraft;
  readonly systemTags: readonly string[];
  onChange(draft: ManageDraft): void;
}

export function TagsField({ draft, systemTags, onChange }: TagsFieldProps) {
  const listId = useId();
  const { incidents } = useSession();
  const rows = incidents.rows.store.getState().frame.shown?.rows ?? [];
  const known = [...new Set(rows.flatMap(({ tags }) => tags))];
  const { customTags } = draft.values;
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
      <Field label="Add a tag">
        <Input
          value={draft.newTag}
          list={listId}
          autoComplete="off"
          onChange={(_event, { value }) => onChange({ ...draft, newTag: value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            onChange(withNewTag(draft));
          }}
        />
      </Field>
      <datalist id={listId}>
        {known.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      {systemTags.length > 0 && (
        <p className={styles.soft}>
          Set by the service: <bdi>{systemTags.join(', ')}</bdi>
        </p>
      )}
    </div>
  );
}
