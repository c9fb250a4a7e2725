// How a watched folder and a past import are doing, in words.
import type { ImportSummary, WatchedFolder } from '../../../shared/contract/imports.ts';
import { countWords } from './source-words.ts';

const counted = (count: number, one: string): string =>
  `${countWords(count)} ${count === 1 ? one : `${one}s`}`;

export function watchWords(folder: WatchedFolder): {
  readonly tone: 'good' | 'bad' | 'quiet';
  readonly text: string;
  readonly detail: string;
} {
  const { isPaused, isImporting, filesDone, filesWaiting, failure } = folder;
  const done = `${counted(filesDone, 'file')} imported`;
  const detail = filesWaiting === 0 ? done : `${done}, ${countWords(filesWaiting)} waiting`;
  if (isPaused) return { tone: 'quiet', text: 'Paused', detail };
  if (failure !== null) return { tone: 'bad', text: 'Trouble', detail };
  return { tone: 'good', text: isImporting ? 'Importing' : 'Watched', detail };
}

/** `12 alerts, 1 incident; 2 files not read`. */
export function importWords({ end, sums }: Pick<ImportSummary, 'end' | 'sums'>): string {
  const { alerts, incidents, refused, quarantined, informationalSkipped } = sums;
  const found = [
    counted(alerts, 'alert'),
    ...(incidents > 0 ? [counted(incidents, 'incident')] : []),
  ].join(', ');
  return [
    ...(end.kind === 'cancelled' ? ['cancelled'] : []),
    ...(end.kind === 'failed' ? ['failed'] : []),
    found,
    ...(informationalSkipped > 0 ? [`${countWords(informationalSkipped)} skipped`] : []),
    ...(quarantined > 0 ? [`${countWords(quarantined)} set aside`] : []),
    ...(refused > 0 ? [`${counted(refused, 'file')} not read`] : []),
  ].join('; ');
}
