// The incident in short, for as long as nothing of its story is selected.
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import { categoryName } from '../../../shared/model/short-names.ts';
import { Badge } from '../../ui/badge.tsx';
import { PropertyList } from '../../ui/property-list.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { CloudMark } from '../marks/cloud-mark.tsx';
import { assetCategories, assetsOf } from './asset-groups.ts';
import { DetailsHead } from '../../ui/details-head.tsx';
import styles from './details.module.css';

export function IncidentSummary({ detail }: { readonly detail: IncidentDetail }) {
  const { row, incident, story } = detail;
  const assets = assetsOf(story);
  return (
    <>
      <DetailsHead title="Summary">
        <span>Select an alert, a node or a line to see what is known of it.</span>
      </DetailsHead>
      {incident.description != null && incident.description !== '' && (
        <Section title="Description">
          <p className={styles.text}>{incident.description}</p>
        </Section>
      )}
      {incident.summary != null && incident.summary !== '' && (
        <Section title="Summary by the service">
          <p className={styles.text}>{incident.summary}</p>
        </Section>
      )}
      {row.categories.length > 0 && (
        <Section title="Categories" count={row.categories.length}>
          <span className={styles.words}>
            {row.categories.map((category) => (
              <Badge key={category}>{categoryName(category)}</Badge>
            ))}
          </span>
        </Section>
      )}
      <Section title="Scope" count={assets.length}>
        <PropertyList
          properties={[
            ...assetCategories.map(({ category, title }) => {
              const count = assets.filter(({ entity }) => entity.category === category).length;
              return { label: title, value: count === 0 ? null : String(count) };
            }),
            {
              label: 'Clouds',
              value: row.clouds.length > 0 && (
                <span className={styles.words}>
                  {row.clouds.map((cloud) => (
                    <CloudMark key={cloud} cloud={cloud} />
                  ))}
                </span>
              ),
            },
            { label: 'Evidence', value: String(story.evidence.length) },
          ]}
        />
      </Section>
      <Section title="Times">
        <PropertyList
          properties={[
            { label: 'Created', value: <TimeText at={row.createdAt} form="absolute" /> },
            { label: 'Last update', value: <TimeText at={row.lastUpdateAt} form="absolute" /> },
          ]}
        />
      </Section>
    </>
  );
}
