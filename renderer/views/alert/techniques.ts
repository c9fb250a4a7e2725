// MITRE ATT&CK techniques by id, with the names of technique and tactics.
import attack from '../../../resources/attack.json';

export interface Technique {
  readonly id: string;
  /** null for an id that the table does not have. */
  readonly name: string | null;
  readonly tactics: readonly string[];
}

const techniqueById = new Map(attack.techniques.map((technique) => [technique.id, technique]));
const tacticById = new Map(attack.tactics.map(({ id, name }) => [id, name]));

/** A sub-technique's name follows its technique's: "Command and Scripting Interpreter: PowerShell". */
export function techniqueOf(id: string): Technique {
  const found = techniqueById.get(id);
  if (found === undefined) return { id, name: null, tactics: [] };
  const dot = id.indexOf('.');
  const parent = dot === -1 ? undefined : techniqueById.get(id.slice(0, dot));
  return {
    id,
    name: parent === undefined ? found.name : `${parent.name}: ${found.name}`,
    tactics: found.tacticIds.map((tactic) => tacticById.get(tactic) ?? tactic),
  };
}

/** The page of a technique at MITRE. */
export function techniqueUrl(id: string): string {
  return `https://attack.mitre.org/techniques/${id.split('.').map(encodeURIComponent).join('/')}/`;
}
