// What an alert names: devices, users, files, cloud resources and the rest, discriminated by `kind`.
import type { GraphEvidence, GraphObject, KnownEvidenceKind } from './graph/contract.ts';

export type Evidence = GraphEvidence;

/** The contract's evidence types, and `unknownEvidence` for those that are newer than it. */
export type EvidenceKind = Evidence['kind'];

/** Evidence of one known kind, also where it stands inside another, such as a container's image. */
export type EvidenceOf<K extends KnownEvidenceKind> = GraphObject<K>;
