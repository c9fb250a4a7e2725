// The only owner of Cytoscape: draws a story's graph, keeps what stays in its place, and tells what the
// person points at. Everything else of the view is React's.
import cytoscape from 'cytoscape';
import type { Core, EdgeSingular, ElementDefinition, EventObject, NodeSingular } from 'cytoscape';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { LEGIBLE_SCALE } from '../../../shared/story/column-fit.ts';
import type { Space } from '../../../shared/story/column-fit.ts';
import { placeNewcomers } from '../../../shared/story/place-newcomers.ts';
import type { StoryGraph, StoryLink, StoryNode } from '../../../shared/story/story-graph.ts';
import { usualPane } from '../../../shared/story/story-layout.ts';
import type { Place, StoryLayout } from '../../../shared/story/story-layout.ts';
import { edgeBend } from './edge-bend.ts';
import { occupyStyleId } from './occupy-style-id.ts';
import { edgeElement, laneElements, nodeElement } from './graph-elements.ts';
import { moveFocus } from './graph-focus.ts';
import type { Glyph } from './glyph-sheet.tsx';
import type { GraphTarget } from './graph-view.ts';
import { graphStyle } from './graph-style.ts';
import { readGraphTheme } from './graph-theme.ts';
import { textMeasure } from './measure-text.ts';

export interface GraphEvents {
  /** The person chose something; null for the empty ground. */
  onSelect(target: GraphTarget | null): void;
  onHover(target: GraphTarget | null): void;
  /** Enter on what has the keyboard, or a double press. */
  onOpen(target: GraphTarget): void;
  /** The keyboard went to another node. */
  onFocus(nodeId: string): void;
}

const FIT_PADDING_PX = 12;
const FIT_ZOOM_MAX = 1;
const MOTION_MS = 120;
const ZOOM_STEP = 1.25;
/** Past this share of new nodes a fresh layout is easier to read than a patched one. */
const PATCH_SHARE_MAX = 0.3;

export class GraphController {
  readonly #events: GraphEvents;
  #cy: Core | null = null;
  #watchers: readonly { disconnect(): void }[] = [];
  #glyphs: ReadonlyMap<string, Glyph> = new Map();
  #graph: StoryGraph = { nodes: [], links: [] };
  #layout: StoryLayout = {
    placeById: new Map(),
    labelLines: 2,
    lanes: [],
    width: 0,
    height: 0,
  };
  /** Until the person pans or zooms: the whole graph, or its beginning at a size that can be read. */
  #framing: 'start' | 'whole' | 'free' = 'start';
  #focusedId: string | null = null;

  constructor(events: GraphEvents) {
    this.#events = events;
  }

  /** The element must be positioned; it takes the keyboard. */
  mount(container: HTMLElement): void {
    occupyStyleId(container.ownerDocument);
    const cy = cytoscape({
      container,
      style: graphStyle(readGraphTheme(container)),
      minZoom: 0.08,
      maxZoom: 3,
      boxSelectionEnabled: false,
      selectionType: 'single',
      pixelRatio: 'auto',
    });
    this.#cy = cy;
    this.#listen(cy, container);
    const size = new ResizeObserver(() => {
      cy.resize();
      this.#frame();
    });
    size.observe(container);
    const theme = new MutationObserver(() => this.#readTheme());
    theme.observe(container.ownerDocument.documentElement, { attributeFilter: ['data-theme'] });
    this.#watchers = [size, theme];
  }

  #readTheme(): void {
    const cy = this.#cy;
    const container = cy?.container();
    if (!cy || !container) return;
    cy.style(graphStyle(readGraphTheme(container)));
    this.#draw(new Map(cy.nodes('.entity').map((node) => [node.id(), { ...node.position() }])));
  }

  setGlyphs(glyphs: ReadonlyMap<string, Glyph>): void {
    this.#glyphs = glyphs;
  }

  /** Nodes that were there keep their place, unless the layout is another one or most nodes are new. */
  set(graph: StoryGraph, layout: StoryLayout, options: { readonly isNewLayout: boolean }): void {
    const cy = this.#cy;
    if (!cy) return;
    const standing = new Map<string, Place>(
      cy.nodes('.entity').map((node) => [node.id(), { ...node.position() }]),
    );
    const news = graph.nodes.filter(({ id }) => !standing.has(id)).length;
    const isPatch =
      !options.isNewLayout && standing.size > 0 && news <= graph.nodes.length * PATCH_SHARE_MAX;
    this.#graph = graph;
    if (!isPatch) this.#layout = layout;
    const { labelLines } = this.#layout;
    this.#draw(
      isPatch ? placeNewcomers(graph, standing, { ...layout, labelLines }) : layout.placeById,
    );
    if (!isPatch && this.#framing === 'free') this.#framing = 'start';
    this.#frame();
  }

  /** Where the graph is drawn; a usual one while it is hidden. */
  pane(): Space {
    const cy = this.#cy;
    if (!cy || cy.width() === 0 || cy.height() === 0) return usualPane;
    return { width: cy.width() - 2 * FIT_PADDING_PX, height: cy.height() - 2 * FIT_PADDING_PX };
  }

  select(target: GraphTarget | null): void {
    const cy = this.#cy;
    if (!cy) return;
    cy.batch(() => {
      cy.elements(':selected').unselect();
      cy.edges().removeClass('near');
      if (target === null) return;
      const element = cy.getElementById(target.id);
      element.select();
      if (element.isNode()) element.connectedEdges().addClass('near');
    });
  }

  /** Dims all but what these alerts name and state; null lights everything. */
  highlightAlerts(keys: ReadonlySet<AlertKey> | null): void {
    const has = (alertKeys: readonly AlertKey[]): boolean =>
      keys === null || alertKeys.some((key) => keys.has(key));
    this.#dimUnless(
      (node) => node.members.some(({ alertKeys }) => has(alertKeys)),
      (link) => link.edges.some(({ alertKeys }) => has(alertKeys)),
    );
  }

  /** Dims all but these nodes, their neighbours and the lines between; null lights everything. */
  highlightAround(nodeIds: ReadonlySet<string> | null): void {
    const near = new Set(nodeIds);
    for (const { source, target } of this.#graph.links) {
      if (nodeIds?.has(source)) near.add(target);
      if (nodeIds?.has(target)) near.add(source);
    }
    this.#dimUnless(
      ({ id }) => nodeIds === null || near.has(id),
      ({ source, target }) => nodeIds === null || nodeIds.has(source) || nodeIds.has(target),
    );
  }

  /** Brings a node to the middle, large enough to read, and marks it strongly. */
  centre(nodeId: string): void {
    const cy = this.#cy;
    const node = cy?.getElementById(nodeId);
    if (!cy || !node || node.empty()) return;
    cy.nodes('.hit').removeClass('hit');
    node.addClass('hit');
    this.#framing = 'free';
    cy.stop();
    cy.animate({ center: { eles: node }, zoom: Math.max(cy.zoom(), 0.9), duration: motionMs() });
  }

  clearHit(): void {
    this.#cy?.nodes('.hit').removeClass('hit');
  }

  fit(): void {
    this.#framing = 'whole';
    this.#frame();
  }

  zoomIn(): void {
    this.#zoomBy(ZOOM_STEP);
  }

  zoomOut(): void {
    this.#zoomBy(1 / ZOOM_STEP);
  }

  destroy(): void {
    for (const watcher of this.#watchers) watcher.disconnect();
    this.#cy?.destroy();
    this.#cy = null;
  }

  #draw(places: ReadonlyMap<string, Place>): void {
    const cy = this.#cy;
    const container = cy?.container();
    if (!cy || !container) return;
    const theme = readGraphTheme(container);
    const { labelLines, lanes } = this.#layout;
    const palette = {
      glyphs: this.#glyphs,
      theme,
      measure: textMeasure(theme.font),
      labelLines,
      ground: lanes.length > 0 ? theme.lane : theme.page,
    };
    const elements: ElementDefinition[] = [
      ...laneElements(this.#layout),
      ...this.#graph.nodes.map((node) => nodeElement(node, palette, places.get(node.id))),
      ...this.#graph.links.map((link) =>
        edgeElement(link, places.get(link.source), places.get(link.target)),
      ),
    ];
    const wanted = new Set(elements.map(({ data }) => data.id));
    cy.batch(() => {
      cy.elements().forEach((element) => {
        if (!wanted.has(element.id())) element.remove();
      });
      for (const definition of elements) this.#put(cy, definition);
    });
  }

  #put(cy: Core, definition: ElementDefinition): void {
    const { data, position } = definition;
    const element = cy.getElementById(data.id ?? '');
    if (element.empty()) {
      cy.add(definition);
      return;
    }
    if (JSON.stringify(element.data()) !== JSON.stringify(data)) element.data(data);
    if (position && element.isNode()) element.position(position);
  }

  #dimUnless(
    isLitNode: (node: StoryNode) => boolean,
    isLitLink: (link: StoryLink) => boolean,
  ): void {
    const cy = this.#cy;
    if (!cy) return;
    cy.batch(() => {
      for (const node of this.#graph.nodes) {
        cy.getElementById(node.id).toggleClass('dim', !isLitNode(node));
      }
      for (const link of this.#graph.links) {
        cy.getElementById(link.id).toggleClass('dim', !isLitLink(link));
      }
    });
  }

  /** Where the whole cannot be read, the story's beginning is shown, and as many lanes as there is room for. */
  #frame(): void {
    const cy = this.#cy;
    if (!cy || this.#framing === 'free' || cy.width() === 0 || cy.nodes().empty()) return;
    cy.stop();
    cy.fit(undefined, FIT_PADDING_PX);
    if (cy.zoom() > FIT_ZOOM_MAX) {
      cy.zoom(FIT_ZOOM_MAX);
      cy.center();
      return;
    }
    if (this.#framing === 'whole' || cy.zoom() >= LEGIBLE_SCALE) return;
    cy.zoom(LEGIBLE_SCALE);
    cy.center();
    const { x1, y1, w, h } = cy.elements().boundingBox();
    const { x, y } = cy.pan();
    const isTooWide = w * LEGIBLE_SCALE > cy.width() - 2 * FIT_PADDING_PX;
    const isTooHigh = h * LEGIBLE_SCALE > cy.height() - 2 * FIT_PADDING_PX;
    cy.pan({
      x: isTooWide ? FIT_PADDING_PX - x1 * LEGIBLE_SCALE : x,
      y: isTooHigh ? FIT_PADDING_PX - y1 * LEGIBLE_SCALE : y,
    });
  }

  /** Steps all back but the element and what it is joined to. */
  #pointAt(element: NodeSingular | EdgeSingular | null): void {
    const cy = this.#cy;
    if (!cy) return;
    cy.batch(() => {
      cy.elements().removeClass('far pointed');
      if (element === null) return;
      const edges = element.isNode() ? element.connectedEdges() : element;
      const lit = edges.union(edges.connectedNodes()).union(element);
      cy.elements('.entity, edge').difference(lit).addClass('far');
      edges.union(element).addClass('pointed');
    });
  }

  #zoomBy(factor: number): void {
    const cy = this.#cy;
    if (!cy) return;
    this.#framing = 'free';
    const level = cy.zoom() * factor;
    cy.zoom({ level, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  }

  #listen(cy: Core, container: HTMLElement): void {
    cy.on('tap', (event: EventObject) => {
      const target = targetOf(event);
      if (target?.kind === 'node') this.#focus(target.id);
      this.#events.onSelect(target);
    });
    cy.on('dbltap', 'node.entity, edge', (event: EventObject) => {
      const target = targetOf(event);
      if (target) this.#events.onOpen(target);
    });
    cy.on('mouseover', 'node.entity, edge', (event: EventObject) => {
      container.style.cursor = 'pointer';
      this.#events.onHover(targetOf(event));
      this.#pointAt(event.target as NodeSingular | EdgeSingular);
    });
    cy.on('mouseout', 'node.entity, edge', () => {
      container.style.cursor = '';
      this.#events.onHover(null);
      this.#pointAt(null);
    });
    cy.on('drag', 'node.entity', (event: EventObject) => {
      (event.target as NodeSingular).connectedEdges().forEach((edge) => {
        edge.data(edgeBend(edge.source().position(), edge.target().position()));
      });
    });
    cy.on('scrollzoom dragpan pinchzoom', () => {
      this.#framing = 'free';
    });
    container.addEventListener('keydown', (event) => {
      if (this.#onKey(event.key)) event.preventDefault();
    });
  }

  /** True where the key meant something. */
  #onKey(key: string): boolean {
    const cy = this.#cy;
    if (!cy) return false;
    switch (key) {
      case '+':
      case '=':
        this.zoomIn();
        return true;
      case '-':
        this.zoomOut();
        return true;
      case '0':
        this.fit();
        return true;
      case 'Escape':
        this.#events.onSelect(null);
        return true;
      case 'Enter':
        if (this.#focusedId !== null) this.#events.onOpen({ kind: 'node', id: this.#focusedId });
        return this.#focusedId !== null;
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'ArrowUp':
      case 'ArrowDown': {
        const next = moveFocus(
          cy.nodes('.entity').map((node) => ({ id: node.id(), ...node.position() })),
          this.#focusedId,
          key,
        );
        if (next === null) return false;
        this.#focus(next);
        this.#reveal(next);
        this.#events.onFocus(next);
        return true;
      }
      default:
        return false;
    }
  }

  #focus(id: string): void {
    this.#cy?.nodes('.focused').removeClass('focused');
    this.#cy?.getElementById(id).addClass('focused');
    this.#focusedId = id;
  }

  /** Pans only where the node is out of view. */
  #reveal(id: string): void {
    const cy = this.#cy;
    const node = cy?.getElementById(id);
    if (!cy || !node || node.empty()) return;
    const { x, y } = node.renderedPosition();
    const margin = 40;
    const isInView =
      x > margin && y > margin && x < cy.width() - margin && y < cy.height() - margin;
    if (!isInView) cy.animate({ center: { eles: node }, duration: motionMs() });
  }
}

function targetOf(event: EventObject): GraphTarget | null {
  const target = event.target as Core | NodeSingular | EdgeSingular;
  if (!('isNode' in target)) return null;
  return { kind: target.isNode() ? 'node' : 'link', id: target.id() };
}

function motionMs(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOTION_MS;
}
