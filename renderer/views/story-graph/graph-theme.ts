// The graph's colours, read from the page's CSS variables: a canvas knows nothing of style sheets.

export interface GraphTheme {
  readonly page: string;
  /** The ground of a lane. */
  readonly lane: string;
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
  const theme: GraphTheme = {
    page: read('--groundPage'),
    lane: mixed(read('--groundPage'), read('--textSoft'), LANE_SHARE),
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
  return matchMedia('(forced-colors: active)').matches ? inSystemColours(theme, element) : theme;
}

/** Lines and rings still differ by width and pattern. */
function inSystemColours(theme: GraphTheme, element: HTMLElement): GraphTheme {
  const probe = element.ownerDocument.createElement('span');
  element.append(probe);
  const resolve = (keyword: string): string => {
    probe.style.color = keyword;
    return getComputedStyle(probe).color;
  };
  const [ground, text, accent] = [resolve('Canvas'), resolve('CanvasText'), resolve('Highlight')];
  probe.remove();
  return {
    ...theme,
    page: ground,
    lane: ground,
    raised: ground,
    text,
    textSoft: text,
    line: text,
    accent,
    verdictMalicious: text,
    verdictSuspicious: text,
    severityHigh: text,
    severityMedium: text,
    severityLow: text,
    severityInformational: text,
    cloudAzure: text,
    cloudAws: text,
    cloudGcp: text,
  };
}

const LANE_SHARE = 0.07;

/** Of two colours such as `#1b1d21`; the first one where they are written otherwise. */
function mixed(ground: string, ink: string, share: number): string {
  const channels = [ground, ink].map((colour) =>
    /^#[\da-f]{6}$/i.test(colour)
      ? [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
      : null,
  );
  const [under, over] = channels;
  if (!under || !over) return ground;
  const blended = under.map((value, at) =>
    Math.round(value + ((over[at] ?? value) - value) * share),
  );
  return `rgb(${blended.join(',')})`;
}
