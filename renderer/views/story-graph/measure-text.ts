// How wide a label will be on the graph's canvas.
import { LABEL_FONT_PX } from './graph-style.ts';

/** Width of a text in px in the label's font. */
export type MeasureText = (text: string) => number;

/** `font` is a CSS font-family. */
export function textMeasure(font: string): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length * LABEL_FONT_PX * 0.55;
  context.font = `${String(LABEL_FONT_PX)}px ${font}`;
  return (text) => context.measureText(text).width;
}
