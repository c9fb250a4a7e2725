// How the graph is painted. Severity is a line's colour, width and pattern; a verdict is a ring's colour
// and pattern: neither is told by colour alone.
import type { StylesheetJson } from 'cytoscape';
import type { GraphTheme } from './graph-theme.ts';

export const DISC_PX = 34;
export const LABEL_FONT_PX = 12;

export function graphStyle(theme: GraphTheme): StylesheetJson {
  return [
    {
      selector: 'node.entity',
      style: {
        width: DISC_PX,
        height: DISC_PX,
        shape: 'ellipse',
        'background-color': 'data(hue)',
        'background-image': 'data(images)',
        'background-fit': ['none', 'none', 'none'],
        'background-width': 'data(imageWidths)',
        'background-height': 'data(imageHeights)',
        'background-position-x': 'data(imageXs)',
        'background-position-y': 'data(imageYs)',
        'background-clip': ['node', 'none', 'none'],
        'background-image-containment': ['inside', 'over', 'over'],
        'bounds-expansion': 10,
        label: 'data(label)',
        'font-family': theme.font,
        'font-size': LABEL_FONT_PX,
        'line-height': 1.2,
        color: theme.text,
        'text-wrap': 'wrap',
        'text-max-width': '400px',
        'text-valign': 'bottom',
        'text-halign': 'center',
        'text-margin-y': 4,
        'text-background-color': theme.page,
        'text-background-opacity': 0.82,
        'text-background-padding': '1px',
        'min-zoomed-font-size': LABEL_FONT_PX / 2,
        'border-width': 0,
        'overlay-opacity': 0,
        'z-index': 20,
        'transition-property': 'opacity',
        'transition-duration': 0,
      },
    },
    { selector: 'node.group', style: { shape: 'round-rectangle', width: 44, height: 36 } },
    {
      selector: 'node[verdict = "malicious"]',
      style: {
        'border-width': 3,
        'border-color': theme.verdictMalicious,
        'border-style': 'solid',
        'border-position': 'outside',
        'outline-width': 1.5,
        'outline-color': theme.page,
        'outline-offset': 0,
      },
    },
    {
      selector: 'node[verdict = "suspicious"]',
      style: {
        'border-width': 2.5,
        'border-color': theme.verdictSuspicious,
        'border-style': 'dashed',
        'border-dash-pattern': [5, 3],
        'border-position': 'outside',
      },
    },
    {
      selector: 'edge',
      style: {
        width: 1,
        'line-color': theme.textSoft,
        'target-arrow-color': theme.textSoft,
        'line-opacity': 0.5,
        'target-arrow-shape': 'vee',
        'arrow-scale': 0.7,
        'curve-style': 'straight',
        'source-endpoint': 'outside-to-node',
        'target-endpoint': 'outside-to-node',
        'source-distance-from-node': 4,
        'target-distance-from-node': 5,
        label: 'data(badge)',
        'font-family': theme.font,
        'font-size': 10.5,
        color: theme.text,
        'text-background-color': theme.page,
        'text-background-opacity': 1,
        'text-background-padding': '2px',
        'text-background-shape': 'roundrectangle',
        'text-border-color': theme.line,
        'text-border-width': 1,
        'text-border-opacity': 1,
        'min-zoomed-font-size': 5,
        'overlay-opacity': 0,
        'z-index': 5,
      },
    },
    {
      selector: 'edge[badge = ""]',
      style: { 'text-border-width': 0, 'text-background-opacity': 0 },
    },
    ...severityStyle('high', theme.severityHigh, 3, 'solid'),
    ...severityStyle('medium', theme.severityMedium, 2.2, 'solid'),
    ...severityStyle('low', theme.severityLow, 1.8, 'dashed'),
    ...severityStyle('informational', theme.severityInformational, 1.5, 'dotted'),
    ...severityStyle('unknown', theme.severityInformational, 1.5, 'dotted'),
    {
      selector: 'node.lane',
      style: {
        width: 'data(width)',
        height: 'data(height)',
        shape: 'rectangle',
        'background-color': theme.textSoft,
        'background-opacity': 0.045,
        'border-width': 0,
        label: 'data(label)',
        'font-family': theme.font,
        'font-size': 13,
        'font-weight': 600,
        color: theme.textSoft,
        'text-valign': 'top',
        'text-halign': 'right',
        'text-margin-y': 22,
        'text-margin-x': 'data(labelX)' as unknown as number,
        'min-zoomed-font-size': 5,
        'z-index': 0,
        'z-compound-depth': 'bottom',
        events: 'no',
        'overlay-opacity': 0,
      },
    },
    { selector: '.dim', style: { opacity: 0.28 } },
    { selector: 'edge.dim', style: { opacity: 0.12 } },
    {
      selector: 'node.entity:selected, node.entity.focused',
      style: {
        'outline-width': 2.5,
        'outline-color': theme.accent,
        'outline-offset': 5,
        'outline-opacity': 1,
        'z-index': 30,
      },
    },
    {
      selector: 'node.entity.hit',
      style: {
        'underlay-color': theme.accent,
        'underlay-opacity': 0.28,
        'underlay-padding': 12,
        'underlay-shape': 'ellipse',
      },
    },
    {
      selector: 'edge.near, edge:selected',
      style: {
        label: 'data(words)',
        'text-background-opacity': 1,
        'text-border-width': 1,
        'z-index': 15,
      },
    },
    {
      selector: 'edge:selected',
      style: { 'underlay-color': theme.accent, 'underlay-opacity': 0.3, 'underlay-padding': 4 },
    },
    { selector: 'core', style: { 'active-bg-opacity': 0, 'selection-box-opacity': 0 } as never },
  ];
}

function severityStyle(
  severity: string,
  colour: string,
  width: number,
  pattern: 'solid' | 'dashed' | 'dotted',
): StylesheetJson {
  return [
    {
      selector: `edge[severity = "${severity}"]`,
      style: {
        width,
        'line-color': colour,
        'line-style': pattern,
        'line-opacity': 1,
        'target-arrow-color': colour,
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.9,
        'z-index': 10,
      },
    },
  ];
}
