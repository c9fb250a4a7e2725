import { expect, it } from 'vitest';
import type { IncidentRegrouping } from '../../../shared/contract/incident-regroupings.ts';
import type { EntryId } from '../../../shared/model/annotation-id.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import { mentionName, regroupingText, regroupingWords } from './regrouping-words.ts';

const mention = (id: string, name: string) => ({ key: incidentKey('t', id), incidentId: id, name });
const [one, two] = [mention('1', 'Scan'), mention('2', 'Exfil')];
const merge: IncidentRegrouping = {
  id: 'E' as EntryId,
  at: 1,
  actor: 'robin',
  gesture: 'merge',
  from: [one],
  to: two,
  moved: 1_200,
  titles: ['a', 'b', 'c'],
  reasons: ['sameActor', 'sameAsset'],
  comment: 'One story',
  undone: null,
  undoConflict: null,
};
const move: IncidentRegrouping = {
  ...merge,
  gesture: 'move',
  moved: 1,
  titles: ['a'],
  reasons: [],
};

it('says what happened as each side sees it', () => {
  expect(regroupingWords(merge, two.key)).toBe('Merged with #1 “Scan” (1,200 alerts)');
  expect(regroupingWords(merge, one.key)).toBe('Merged into #2 “Exfil”');
  expect(regroupingWords(move, two.key)).toBe('1 alert moved here from #1 “Scan”');
  expect(regroupingWords(move, one.key)).toBe('1 alert moved to #2 “Exfil”');
  expect(regroupingWords({ ...move, from: [] }, two.key)).toBe('1 alert moved here');
  const made = mention(`local-${'a'.repeat(32)}`, '');
  expect(regroupingWords({ ...move, gesture: 'split', to: made }, one.key)).toBe(
    '1 alert split off into #L-aaaaa',
  );
  expect([mentionName(one), mentionName(made)]).toEqual(['Scan', 'incident L-aaaaa']);
});

it('gives reasons, comment and the first titles', () => {
  expect(regroupingText(merge)).toBe(
    'Same actor, Same asset\nOne story\n• a\n• b\n• c\nand 1,197 more',
  );
  expect(regroupingText({ ...move, comment: '' })).toBe('• a');
});
