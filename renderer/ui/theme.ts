// Fluent's themes in our colours and sizes, and the colours that carry meaning. Every token is a CSS
// variable of the same name: `var(--severityHigh)`. Pairs of text and ground have at least 4.5:1.
import {
  createDarkTheme,
  createLightTheme,
  teamsHighContrastTheme,
} from '@fluentui/react-components';
import type { BrandVariants, Theme } from '@fluentui/react-components';

export type ThemeName = 'light' | 'dark' | 'contrast';

/** Colours that say something; shape and words always say it as well. */
export interface MeaningTokens {
  readonly severityHigh: string;
  readonly severityMedium: string;
  readonly severityLow: string;
  /** Brighter insides of the marks whose outlines carry the contrast. */
  readonly severityMediumFill: string;
  readonly severityLowFill: string;
  readonly severityInformational: string;
  readonly stateOpen: string;
  readonly stateDone: string;
  readonly stateBad: string;
  readonly cloudAzure: string;
  readonly cloudAws: string;
  readonly cloudGcp: string;
}

/** Where things lie above each other: the frame, the page on it, what is raised from the page. */
export interface GroundTokens {
  readonly groundFrame: string;
  readonly groundPage: string;
  readonly groundRaised: string;
  readonly groundRowHover: string;
  /** Under a pointed-at control; every text colour can be read on it. */
  readonly groundHover: string;
  readonly groundRowSelected: string;
  /** What is chosen among few. */
  readonly groundChosen: string;
  readonly textChosen: string;
  readonly lineSoft: string;
  readonly lineStrong: string;
  readonly textSoft: string;
}

export type AppTheme = Theme & MeaningTokens & GroundTokens;

const tealBrand: BrandVariants = {
  10: '#021a1f',
  20: '#062a31',
  30: '#083a44',
  40: '#094a57',
  50: '#0a5867',
  60: '#0a6474',
  70: '#0a6b7d',
  80: '#0b7285',
  90: '#1f8799',
  100: '#3a9bac',
  110: '#56afbe',
  120: '#74c2cf',
  130: '#93d3de',
  140: '#b1e1e9',
  150: '#cfeef3',
  160: '#e8f7f9',
};

/** 13 px in text and 12 px in grids; Fluent's controls follow. */
const typography = {
  fontFamilyBase:
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  fontFamilyMonospace:
    "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  fontSizeBase100: '11px',
  fontSizeBase200: '12px',
  fontSizeBase300: '13px',
  fontSizeBase400: '14px',
  fontSizeBase500: '16px',
  fontSizeBase600: '20px',
  lineHeightBase100: '14px',
  lineHeightBase200: '16px',
  lineHeightBase300: '18px',
  lineHeightBase400: '20px',
  lineHeightBase500: '22px',
  lineHeightBase600: '26px',
} as const;

const light: AppTheme = {
  ...createLightTheme(tealBrand),
  ...typography,
  severityHigh: '#c02a3b',
  severityMedium: '#b34d00',
  severityLow: '#806400',
  severityMediumFill: '#ef7d22',
  severityLowFill: '#ffd23d',
  severityInformational: '#5f6b76',
  stateOpen: '#0b6fb8',
  stateDone: '#1b7440',
  stateBad: '#c02a3b',
  cloudAzure: '#1765b5',
  cloudAws: '#9c5300',
  cloudGcp: '#1f7a45',
  groundFrame: '#f1f3f4',
  groundPage: '#fbfbfa',
  groundRaised: '#ffffff',
  groundRowHover: '#f0f4f5',
  groundHover: '#e8ecee',
  groundRowSelected: '#dceff2',
  groundChosen: '#d5ecf0',
  textChosen: '#0a4b58',
  lineSoft: '#e5e7e9',
  lineStrong: '#cfd3d6',
  textSoft: '#5a636b',
};

const dark: AppTheme = {
  ...createDarkTheme(tealBrand),
  ...typography,
  colorBrandForeground1: tealBrand[120],
  colorBrandForeground2: tealBrand[130],
  colorBrandForegroundLink: tealBrand[120],
  colorBrandForegroundLinkHover: tealBrand[140],
  colorCompoundBrandForeground1: tealBrand[120],
  colorCompoundBrandStroke: tealBrand[110],
  colorNeutralForeground1: '#eceff1',
  colorNeutralBackground1: '#212429',
  colorNeutralBackground2: '#1b1d21',
  colorNeutralBackground3: '#17191c',
  severityHigh: '#ff7b86',
  severityMedium: '#f59a4c',
  severityLow: '#e8c547',
  severityMediumFill: '#f59a4c',
  severityLowFill: '#e8c547',
  severityInformational: '#a3adb6',
  stateOpen: '#6cb8f0',
  stateDone: '#69c98f',
  stateBad: '#ff7b86',
  cloudAzure: '#71b1f5',
  cloudAws: '#f0a85a',
  cloudGcp: '#6ecb93',
  groundFrame: '#17191c',
  groundPage: '#1b1d21',
  groundRaised: '#212429',
  groundRowHover: '#252a2f',
  groundHover: '#2d3238',
  groundRowSelected: '#15383f',
  groundChosen: '#0d3a43',
  textChosen: '#b1e1e9',
  lineSoft: '#2b2f34',
  lineStrong: '#3d4349',
  textSoft: '#a6afb7',
};

const contrast: AppTheme = {
  ...teamsHighContrastTheme,
  ...typography,
  severityHigh: '#ff9a9f',
  severityMedium: '#ffb066',
  severityLow: '#ffe35c',
  severityMediumFill: '#ffb066',
  severityLowFill: '#ffe35c',
  severityInformational: '#ffffff',
  stateOpen: '#8fd0ff',
  stateDone: '#8cf0b0',
  stateBad: '#ff9a9f',
  cloudAzure: '#8fd0ff',
  cloudAws: '#ffb066',
  cloudGcp: '#8cf0b0',
  groundFrame: '#000000',
  groundPage: '#000000',
  groundRaised: '#000000',
  groundRowHover: '#1a1a1a',
  groundHover: '#1a1a1a',
  groundRowSelected: '#003d4a',
  groundChosen: '#1aebff',
  textChosen: '#000000',
  lineSoft: '#7a7a7a',
  lineStrong: '#ffffff',
  textSoft: '#ffffff',
};

export const themeByName: Readonly<Record<ThemeName, AppTheme>> = { light, dark, contrast };
