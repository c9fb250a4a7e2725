// The attack story as a picture and, for those who cannot see or do not want one, as a table of the
// same. Selection comes from outside and goes back there; what is pointed at elsewhere is lit here.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { IncidentStory } from '../../../shared/story/incident-story.ts';
import type { StorySelection } from '../../state/story-selection.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Spoken } from '../../ui/spoken.tsx';
import { GlyphSheet, readGlyphs } from './glyph-sheet.tsx';
import { GraphController } from './graph-controller.ts';
import type { GraphEvents } from './graph-controller.ts';
import { GraphLegend } from './graph-legend.tsx';
import { GraphToolbar } from './graph-toolbar.tsx';
import {
  drawnGraph,
  findNodes,
  initialGraphView,
  layOut,
  nodeOf,
  selectionAt,
} from './graph-view.ts';
import type { GraphView } from './graph-view.ts';
import { describe, singleLine } from './node-label.ts';
import { StoryTable } from './story-table.tsx';
import styles from './story-graph.module.css';

interface StoryGraphProps {
  readonly story: IncidentStory;
  readonly selection: StorySelection | null;
  /** Alerts pointed at elsewhere; null for none. */
  readonly pointedAlerts: ReadonlySet<AlertKey> | null;
  onSelect(selection: StorySelection | null): void;
  /** What the person points at in the graph. */
  onPoint(selection: StorySelection | null): void;
}

export function StoryGraph(props: StoryGraphProps) {
  const { story, selection, pointedAlerts, onSelect } = props;
  const [view, setView] = useState<GraphView>(initialGraphView);
  const [announced, setAnnounced] = useState('');
  const sheet = useRef<HTMLDivElement>(null);
  const { graph, omitted } = useMemo(() => drawnGraph(story, view), [story, view]);
  const entities = useMemo(() => story.entities.map(({ entity }) => entity), [story]);
  const change = (part: Partial<GraphView>): void => setView((before) => ({ ...before, ...part }));

  const { canvas, controller } = useController({
    onSelect: (target) => onSelect(selectionAt(graph, target)),
    onHover: (target) => props.onPoint(selectionAt(graph, target)),
    onOpen: (target) => {
      const node = graph.nodes.find(({ id }) => id === target.id);
      if (node && node.members.length > 1) {
        change({ expanded: new Set(view.expanded).add(node.id) });
      } else onSelect(selectionAt(graph, target));
    },
    onFocus: (id) => {
      const node = graph.nodes.find((other) => other.id === id);
      if (!node) return;
      const [{ entity }] = node.members;
      const more = node.members.length > 1 ? `, a group of ${String(node.members.length)}` : '';
      setAnnounced(`${singleLine(entity.name)}, ${describe(entity)}${more}`);
    },
  });

  const drawnLayout = useRef<GraphView['layout'] | null>(null);
  useLayoutEffect(() => {
    if (controller === null) return;
    if (sheet.current) controller.setGlyphs(readGlyphs(sheet.current));
    const isNewLayout = drawnLayout.current !== view.layout;
    controller.set(graph, layOut(graph, view.layout, controller.pane()), { isNewLayout });
    drawnLayout.current = view.layout;
  }, [controller, graph, view.layout]);

  useLayoutEffect(() => {
    if (controller === null) return;
    const node = selection?.kind === 'entities' ? nodeOf(graph, selection.keys) : null;
    const link =
      selection?.kind === 'edges'
        ? graph.links.find(({ edges }) => edges.some(({ id }) => id === selection.ids[0]))
        : undefined;
    if (node !== null) controller.select({ kind: 'node', id: node });
    else controller.select(link ? { kind: 'link', id: link.id } : null);

    if (pointedAlerts !== null) controller.highlightAlerts(pointedAlerts);
    else if (selection?.kind === 'alert') controller.highlightAlerts(new Set([selection.key]));
    else controller.highlightAround(node === null ? null : new Set([node]));
  }, [controller, graph, selection, pointedAlerts]);

  return (
    <div className={styles.story}>
      <div ref={sheet}>
        <GlyphSheet entities={entities} />
      </div>
      <GraphToolbar
        story={story}
        view={view}
        onView={change}
        actions={{
          fit: () => controller?.fit(),
          zoomIn: () => controller?.zoomIn(),
          zoomOut: () => controller?.zoomOut(),
          find: (text) => findNodes(graph, text),
          centre: (id) => (id === null ? controller?.clearHit() : controller?.centre(id)),
        }}
      />
      <div className={styles.stage} hidden={view.isTable}>
        <div
          ref={canvas}
          className={styles.canvas}
          role="application"
          aria-label={`Attack story graph, ${String(graph.nodes.length)} nodes. Arrow keys go from node to node, Enter opens, plus and minus zoom, 0 shows all. The same content is available as a table.`}
          tabIndex={0}
        />
        {story.entities.length === 0 && (
          <EmptyState title="Nothing to draw">
            The alerts of this incident name no devices, accounts, resources or other evidence.
          </EmptyState>
        )}
        {story.entities.length > 0 && graph.nodes.length === 0 && (
          <EmptyState
            title="All entity types are hidden"
            actions={
              <LinkButton onPress={() => change({ hiddenKinds: new Set() })}>Show all</LinkButton>
            }
          >
            Choose some under “Entity types” to see them again.
          </EmptyState>
        )}
        {omitted > 0 && (
          <div className={styles.notice}>
            {graph.nodes.length} nodes are drawn, {omitted} less telling ones are not.
            <LinkButton onPress={() => change({ showsAll: true })}>Draw all</LinkButton>
          </div>
        )}
        <Spoken isLive>{announced}</Spoken>
      </div>
      {view.isTable ? (
        <StoryTable story={story} selection={selection} onSelect={onSelect} />
      ) : (
        <GraphLegend />
      )}
    </div>
  );
}

/** A controller for as long as the canvas is there; events reach the latest handlers. */
function useController(events: GraphEvents) {
  const canvas = useRef<HTMLDivElement>(null);
  const latest = useRef(events);
  const [controller, setController] = useState<GraphController | null>(null);
  useEffect(() => {
    latest.current = events;
  });
  useLayoutEffect(() => {
    if (canvas.current === null) return undefined;
    const made = new GraphController({
      onSelect: (target) => latest.current.onSelect(target),
      onHover: (target) => latest.current.onHover(target),
      onOpen: (target) => latest.current.onOpen(target),
      onFocus: (id) => latest.current.onFocus(id),
    });
    made.mount(canvas.current);
    setController(made);
    return () => made.destroy();
  }, []);
  return { canvas, controller };
}
