// What an alert lacks, in a reader's words.
import type { Alert } from '../../../shared/model/alert.ts';
import { missingInAlert, type MissingFact } from '../../../shared/model/files/missing-facts.ts';

/** Not among them: an alert need not belong to an incident, nor have changed since it was raised. */
const WORDS: Readonly<Partial<Record<MissingFact, string>>> = {
  'no title': 'title',
  'no evidence': 'entities',
  'no description': 'description',
  'no severity': 'severity',
  'no status': 'status',
  'no product': 'product',
  'no activity times': 'activity times',
};

export function missingWords(alert: Alert): readonly string[] {
  return missingInAlert(alert).flatMap((fact) => WORDS[fact] ?? []);
}
