// Keeps Cytoscape from inserting a style element.

/**
 * Cytoscape would insert a style element, which the content security policy refuses. It does not where
 * an element with that id exists; its one rule is in story-graph.module.css.
 */
export function occupyStyleId(document: Document): void {
  const id = '__________cytoscape_stylesheet';
  if (document.getElementById(id)) return;
  const marker = document.createElement('meta');
  marker.id = id;
  document.head.append(marker);
}
