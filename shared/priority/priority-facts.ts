// What the priority score is made from: an incident, reduced to what can raise or lower its urgency.
import type { Criticality } from './priority-weights.ts';

export interface CriticalAsset {
  readonly name: string;
  readonly criticality: Criticality;
}

/** How often a type of alert (a detector, or a title where none is named) has been seen, and what it was. */
export interface AlertTypeRecord {
  readonly name: string;
  /** Incidents that hold one, this one included. */
  readonly incidents: number;
  /** Alerts of it that people decided on. */
  readonly decided: number;
  readonly falsePositives: number;
}

export interface PriorityFacts {
  /** Of the incident: high, medium, low, informational; anything else weighs nothing. */
  readonly severity: string;
  /** Of its alerts, under the service's names, in any order. */
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  /** Names of threats, their families and actors. */
  readonly threats: readonly string[];
  readonly alertTypes: readonly AlertTypeRecord[];
  /** Those that a person or the service marked. */
  readonly criticalAssets: readonly CriticalAsset[];
}
