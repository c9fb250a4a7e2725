// How far an attack has come that does what an alert tells: categories in the order in which attacks go on.
// Steps that attacks take at much the same time have one number.

const STAGES: readonly (readonly string[])[] = [
  ['reconnaissance', 'resourcedevelopment', 'preattack'],
  ['initialaccess'],
  ['execution', 'exploit'],
  ['persistence'],
  ['privilegeescalation', 'defenseevasion'],
  ['credentialaccess', 'discovery', 'commandandcontrol', 'credentialstealing'],
  ['lateralmovement'],
  ['collection'],
  ['exfiltration'],
  ['impact', 'ransomware'],
];

const STAGE_BY_LETTERS: ReadonlyMap<string, number> = new Map(
  STAGES.flatMap((names, stage) => names.map((name) => [name, stage] as const)),
);

/** Of alerts whose category is no stage. */
const SOMEWHERE = 4;

/** 0 to 9. Services write categories with and without spaces. */
export function stageOf(category: string): number {
  const letters = category.toLowerCase().replaceAll(/[^a-z]/g, '');
  return STAGE_BY_LETTERS.get(letters) ?? SOMEWHERE;
}
