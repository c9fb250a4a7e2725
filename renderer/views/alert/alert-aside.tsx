// The right side of an alert's page: what is selected on it, or the properties of the alert.
import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { AlertPage } from '../../../shared/contract/store-queries.ts';
import type { EntityKey } from '../../../shared/model/entity.ts';
import { Section } from '../../ui/section.tsx';
import { EntityFacts } from '../entity-facts/entity-facts.tsx';
import { AlertProperties } from './alert-properties.tsx';
import { EntityMenu } from './entity-menu.tsx';
import { EntityRelations } from './entity-relations.tsx';
import { Techniques } from './techniques-list.tsx';
import styles from './alert-page.module.css';

interface AlertAsideProps {
  readonly page: AlertPage;
  readonly selected: EntityKey | null;
  onSelect(key: EntityKey | null): void;
}

export function AlertAside({ page, selected, onSelect }: AlertAsideProps) {
  const { row, alert, story, sightings } = page;
  const subject = story.entities.find(({ entity }) => entity.key === selected);
  if (subject !== undefined) {
    return (
      <aside className={styles.facts} aria-label="Details of what is selected">
        <div className={styles.asideTools}>
          <EntityMenu entity={subject.entity} incidentKey={row.incidentKey} />
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label="Back to the properties of the alert"
            title="Back to the properties of the alert (Esc)"
            onClick={() => onSelect(null)}
          />
        </div>
        <EntityFacts subject={subject} rows={[row]} />
        <EntityRelations entity={subject.entity.key} story={story} onSelect={onSelect} />
      </aside>
    );
  }
  return (
    <aside className={styles.facts} aria-label="Properties of the alert">
      <Section title="Properties">
        <AlertProperties row={row} alert={alert} sightings={sightings} />
      </Section>
      <Section title="MITRE ATT&CK techniques" count={row.techniques.length}>
        <Techniques ids={row.techniques} />
      </Section>
    </aside>
  );
}
