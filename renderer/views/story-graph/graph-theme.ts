// The graph's colours, read from the page's CSS variables: a canvas knows nothing of style sheets.

export interface GraphTheme {
  readonly page: string;
  readonly raised: string;
  readonly text: string;
  readonly textSoft: string;
  readonly line: string;
  readonly accent: string;
  readonly verdictMalicious: string;
  readonly verdictSuspicious: string;
  readonly severityHigh: string;
  readonly severityMedium: string;
  readonly severityLow: string;
  readonly severityInformational: string;
  readonly cloudAzure: string;
  readonly cloudAws: string;
  readonly cloudGcp: string;
  readonly font: string;
}

export function readGraphTheme(element: HTMLElement): GraphTheme {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    page: read('--groundPage'),
    raised: read('--groundRaised'),
    text: read('--colorNeutralForeground1'),
    textSoft: read('--textSoft'),
    line: read('--lineStrong'),
    accent: read('--colorCompoundBrandStroke'),
    verdictMalicious: read('--severityHigh'),
    verdictSuspicious: read('--severityMedium'),
    severityHigh: read('--severityHigh'),
    severityMedium: read('--severityMedium'),
    severityLow: read('--severityLow'),
    severityInformational: read('--severityInformational'),
    cloudAzure: read('--cloudAzure'),
    cloudAws: read('--cloudAws'),
    cloudGcp: read('--cloudGcp'),
    // Cytoscape takes double quotes only.
    font: read('--fontFamilyBase').replaceAll("'", '"'),
  };
}
