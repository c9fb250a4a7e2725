// The tags of an incident: those of the service first and marked as such, since nobody can take them away.
import { Badge } from '../../ui/badge.tsx';
import { isThreatTag } from './threat-tag.ts';

interface TagBadgesProps {
  readonly tags: readonly string[];
  /** Those of them that the service set. */
  readonly systemTags: readonly string[];
}

export function TagBadges({ tags, systemTags }: TagBadgesProps) {
  const isSystem = (tag: string): boolean => systemTags.includes(tag);
  const ordered = [...tags.filter(isSystem), ...tags.filter((tag) => !isSystem(tag))];
  return ordered.map((tag) => (
    <Badge
      key={tag}
      tone={isSystem(tag) ? (isThreatTag(tag) ? 'bad' : 'accent') : 'quiet'}
      title={isSystem(tag) ? `${tag}: set by the service, cannot be removed` : tag}
    >
      <bdi>{tag}</bdi>
    </Badge>
  ));
}
