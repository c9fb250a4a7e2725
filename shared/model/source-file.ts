// Which file an alert was imported from, kept beside its own members as the source's JSON is.
import type { WithResidue } from './graph/residue.ts';
import { residualMember } from './graph/residue.ts';

const SOURCE_FILE = '@clearpane.file';

/** A copy that names its file. What it said of a file before is replaced. */
export function fromFile<T extends WithResidue>(object: T, name: string): T {
  const others = object.residue?.raw?.filter(([member]) => member !== SOURCE_FILE) ?? [];
  return { ...object, residue: { ...object.residue, raw: [...others, [SOURCE_FILE, name]] } };
}

/** The file's name; null for what came from a service. */
export function sourceFile(object: WithResidue): string | null {
  const name = residualMember(object, SOURCE_FILE);
  return typeof name === 'string' ? name : null;
}
