// The assets of a story by category: distinct things, however often evidence names them.
import type { EntityCategory } from '../../../shared/model/entity.ts';
import type { IncidentStory, StoryEntity } from '../../../shared/story/incident-story.ts';

export type AssetCategory = Exclude<EntityCategory, 'evidence'>;

/** In the order in which the page lists them. */
export const assetCategories: readonly {
  readonly category: AssetCategory;
  readonly title: string;
}[] = [
  { category: 'device', title: 'Devices' },
  { category: 'user', title: 'Users' },
  { category: 'mailbox', title: 'Mailboxes' },
  { category: 'app', title: 'Apps' },
  { category: 'cloudResource', title: 'Cloud resources' },
  { category: 'aiAgent', title: 'AI agents' },
];

export function assetsOf(story: IncidentStory): readonly StoryEntity[] {
  return story.entities.filter(({ entity }) => entity.category !== 'evidence');
}

export type AssetRow =
  | { readonly kind: 'head'; readonly title: string; readonly count: number }
  | { readonly kind: 'asset'; readonly asset: StoryEntity };

/** All assets under heads with counts, or those of one category without. */
export function assetRows(
  story: IncidentStory,
  category: AssetCategory | null,
): readonly AssetRow[] {
  const rowsOf = (wanted: AssetCategory): readonly AssetRow[] =>
    assetsOf(story)
      .filter(({ entity }) => entity.category === wanted)
      .toSorted((a, b) => b.alertsActive - a.alertsActive || 0)
      .map((asset) => ({ kind: 'asset', asset }));
  if (category !== null) return rowsOf(category);
  return assetCategories.flatMap(({ category: each, title }): readonly AssetRow[] => {
    const rows = rowsOf(each);
    return rows.length === 0 ? [] : [{ kind: 'head', title, count: rows.length }, ...rows];
  });
}
