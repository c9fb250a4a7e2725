// The whole script of the demo tenant.
import { EVERYDAY_INCIDENTS, MERGED_INCIDENT } from './everyday-incidents.ts';
import type { IncidentScript } from './script.ts';
import { AWS_KEY_THEFT } from './stories/aws-key-theft.ts';

/** Stories first; ids are unique. */
export const SCENARIO: readonly IncidentScript[] = [
  AWS_KEY_THEFT,
  ...EVERYDAY_INCIDENTS,
  MERGED_INCIDENT,
];
