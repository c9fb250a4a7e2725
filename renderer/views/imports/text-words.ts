// What a text of an import holds and lacks, in words.
import type { MemberReport } from '../../../shared/contract/imports.ts';

export function amount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** `12 alerts, 1 incident`; of a preview that has seen enough, what its share of the text lets expect. */
export function holdsWords(text: MemberReport): string {
  const { alerts, incidents, isCut } = text;
  const factor = isCut && text.size !== null && text.bytes > 0 ? text.size / text.bytes : null;
  const words = (count: number, one: string): string => {
    if (!isCut) return amount(count, one);
    return factor === null
      ? `more than ${amount(count, one)}`
      : `about ${amount(rounded(count * factor), one)}`;
  };
  const parts = [
    ...(alerts > 0 || incidents === 0 ? [words(alerts, 'alert')] : []),
    ...(incidents > 0 ? [words(incidents, 'incident')] : []),
  ];
  return parts.join(', ');
}

/** Two digits: more would say that it was counted. */
function rounded(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / step) * step;
}

/** `JSON in a ZIP, UTF-16LE`. */
export function formWords({ syntax, container, encoding }: MemberReport): string {
  const packed = container === 'none' ? '' : ` in ${container === 'ZIP' ? 'a ZIP' : 'gzip'}`;
  const odd = encoding === null || encoding === 'UTF-8' ? '' : `, ${encoding}`;
  return `${syntax ?? 'Unknown'}${packed}${odd}`;
}

/** What was not taken as it is, a line each; not the single records, which `failures` tells. */
export function notes(text: MemberReport, keepsInformational: boolean): readonly string[] {
  const { informationalSkipped, quarantined, invalidSequences, unknownColumns } = text;
  const unknown = Object.keys(unknownColumns);
  const shown = unknown.slice(0, 5).join(', ');
  return [
    ...(informationalSkipped > 0 && !keepsInformational
      ? [`${amount(informationalSkipped, 'informational alert')} of Defender for Cloud skipped`]
      : []),
    ...(quarantined > 0
      ? [`${amount(quarantined, 'record')} that cannot be read, kept aside as they are`]
      : []),
    ...(invalidSequences > 0
      ? [`${amount(invalidSequences, 'sequence')} of bytes that are no text, replaced`]
      : []),
    ...(unknown.length > 0
      ? [
          `${amount(unknown.length, 'column')} kept but not read: ${shown}${unknown.length > 5 ? ', …' : ''}`,
        ]
      : []),
  ];
}

export function sizeWords(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  return `${size.toFixed(digits)} ${units[unit] ?? ''}`;
}
