// A file has the columns that the grid shows, under the same names.
import { expect, it } from 'vitest';
import { alertCsvColumns, incidentCsvColumns } from '../../../shared/queue/csv-columns.ts';
import { alertColumns } from './alert-columns.tsx';
import { incidentColumns } from './incident-columns.tsx';

const nothing = (): void => undefined;

it.each([
  { queue: 'incidents', shown: incidentColumns(nothing), written: incidentCsvColumns },
  { queue: 'alerts', shown: alertColumns(nothing, nothing), written: alertCsvColumns },
])('every column of $queue can be written', ({ shown, written }) => {
  for (const { id, title } of shown) {
    const titles = written[id]?.titles ?? [];
    expect([id, titles]).toEqual([id, expect.arrayContaining([title])]);
  }
});
