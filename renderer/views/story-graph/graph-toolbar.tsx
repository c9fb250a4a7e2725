// What can be done with the picture: find, lay out, group, hide kinds, zoom, or read it as a table.
import { ToggleButton } from '@fluentui/react-components';
import { Button } from '@fluentui/react-components';
import { GroupRegular } from '@fluentui/react-icons/svg/group';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { ZoomFitRegular } from '@fluentui/react-icons/svg/zoom-fit';
import { ZoomInRegular } from '@fluentui/react-icons/svg/zoom-in';
import { ZoomOutRegular } from '@fluentui/react-icons/svg/zoom-out';
import { useMemo } from 'react';
import type { EntityKind } from '../../../shared/model/entity.ts';
import type { IncidentStory } from '../../../shared/story/incident-story.ts';
import { CheckList } from '../../ui/check-list.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { EntityIcon } from '../marks/entity-icon.tsx';
import { entityKindLabel } from '../marks/entity-kind-label.ts';
import { GraphSearch } from './graph-search.tsx';
import type { GraphView, LayoutName } from './graph-view.ts';
import styles from './story-graph.module.css';

export interface GraphActions {
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
  /** Ids of what the text finds. */
  find(text: string): readonly string[];
  centre(nodeId: string | null): void;
}

interface GraphToolbarProps {
  readonly story: IncidentStory;
  readonly view: GraphView;
  onView(change: Partial<GraphView>): void;
  readonly actions: GraphActions;
}

const layoutWords: Readonly<Record<LayoutName, string>> = {
  time: 'Timeline',
  concentric: 'Concentric',
};

export function GraphToolbar({ story, view, onView, actions }: GraphToolbarProps) {
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Graph">
      <GraphSearch actions={actions} />
      <span className={styles.choice}>
        <select
          aria-label="Layout"
          title="Layout"
          value={view.layout}
          onChange={({ target }) => onView({ layout: target.value as LayoutName })}
        >
          {Object.entries(layoutWords).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </span>
      <KindFilter story={story} view={view} onView={onView} />
      <ToggleButton
        size="small"
        appearance="subtle"
        icon={<GroupRegular />}
        checked={view.isGrouped}
        aria-label="Group similar"
        title="Group similar nodes"
        onClick={() => onView({ isGrouped: !view.isGrouped, expanded: new Set() })}
      >
        Group
      </ToggleButton>
      <span className={styles.gap} />
      <Tool title="Zoom out (-)" icon={<ZoomOutRegular />} onPress={actions.zoomOut} />
      <Tool title="Zoom in (+)" icon={<ZoomInRegular />} onPress={actions.zoomIn} />
      <Tool title="Show all (0)" icon={<ZoomFitRegular />} onPress={actions.fit} />
      <ToggleButton
        size="small"
        appearance="subtle"
        icon={<TableRegular />}
        checked={view.isTable}
        aria-label="Show as table"
        title="Show as table"
        onClick={() => onView({ isTable: !view.isTable })}
      />
    </div>
  );
}

interface ToolProps {
  readonly title: string;
  readonly icon: React.JSX.Element;
  onPress(): void;
}

function Tool({ title, icon, onPress }: ToolProps) {
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={icon}
      title={title}
      aria-label={title}
      onClick={onPress}
    />
  );
}

function KindFilter({ story, view, onView }: Omit<GraphToolbarProps, 'actions'>) {
  const options = useMemo(() => {
    const counts = new Map<EntityKind, number>();
    for (const { entity } of story.entities) {
      counts.set(entity.kind, (counts.get(entity.kind) ?? 0) + 1);
    }
    return [...counts].map(([kind, count]) => ({
      value: kind,
      label: entityKindLabel[kind],
      mark: <EntityIcon kind={kind} />,
      count,
    }));
  }, [story]);
  const shown = options.filter(({ value }) => !view.hiddenKinds.has(value));
  const hidden = options.length - shown.length;
  return (
    <FilterChip name="Entity types" summary={hidden === 0 ? null : `${String(hidden)} hidden`}>
      <CheckList
        label="Shown entity types"
        options={options}
        chosen={shown.map(({ value }) => value)}
        onChoose={(chosen) =>
          onView({
            hiddenKinds: new Set(
              options.map(({ value }) => value).filter((kind) => !chosen.includes(kind)),
            ),
          })
        }
      />
    </FilterChip>
  );
}
