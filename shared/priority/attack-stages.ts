// The stages of an attack among the categories of alerts. Services write them in several ways
// ("InitialAccess", "Initial access"), and use categories that are no stage ("SuspiciousActivity").

interface AttackStage {
  readonly name: string;
  /** An attacker who is here has what he came for, or moves freely. */
  readonly isLate: boolean;
}

const STAGES: readonly AttackStage[] = [
  { name: 'Reconnaissance', isLate: false },
  { name: 'Resource development', isLate: false },
  { name: 'Initial access', isLate: false },
  { name: 'Execution', isLate: false },
  { name: 'Persistence', isLate: false },
  { name: 'Privilege escalation', isLate: false },
  { name: 'Defense evasion', isLate: false },
  { name: 'Credential access', isLate: false },
  { name: 'Discovery', isLate: false },
  { name: 'Lateral movement', isLate: true },
  { name: 'Collection', isLate: false },
  { name: 'Command and control', isLate: false },
  { name: 'Exfiltration', isLate: true },
  { name: 'Impact', isLate: true },
];

const STAGE_BY_LETTERS: ReadonlyMap<string, AttackStage> = new Map([
  ...STAGES.map((stage) => [lettersOf(stage.name), stage] as const),
  // Categories of Defender that are a stage under another name.
  ['ransomware', stageNamed('Impact')],
  ['exploit', stageNamed('Execution')],
  ['credentialstealing', stageNamed('Credential access')],
  ['preattack', stageNamed('Reconnaissance')],
]);

/** Each stage once, in the order of an attack. */
export function attackStages(categories: readonly string[]): readonly AttackStage[] {
  const found = new Set(categories.map((category) => STAGE_BY_LETTERS.get(lettersOf(category))));
  return STAGES.filter((stage) => found.has(stage));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, '');
}

function stageNamed(name: string): AttackStage {
  const stage = STAGES.find((candidate) => candidate.name === name);
  if (stage === undefined) throw new Error(`No stage of an attack is called ${name}.`);
  return stage;
}
