// The model's door to Microsoft Graph: JSON to domain objects and back. For every JSON value that is
// taken, encode(decode(value)) equals it in all but the order of members.
import type { Alert } from '../alert.ts';
import type { Comment } from '../comment.ts';
import type { Evidence } from '../evidence.ts';
import type { HuntingQueryResults } from '../hunting.ts';
import type { Incident } from '../incident.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import {
  decodeEvidenceObject,
  decodeObject,
  identityTrouble,
  type DecodeObserver,
  type DecodeSession,
  type Refusal,
} from './object-decoder.ts';
import { encodeEvidenceObject, encodeObject } from './object-encoder.ts';
import type { GraphTypeName } from './contract.ts';
import { planOf } from './plan.ts';

export interface DecodeContext {
  /** Where the value stands, as a prefix of the places that are told, e.g. `value[2]`. */
  readonly place?: string;
  /** Costs time; absent on the way from the service to the store. */
  readonly observer?: DecodeObserver;
}

/** Refused only when it is no object or has no usable id; all else is tolerated. */
export function decodeAlert(
  json: unknown,
  context: DecodeContext = {},
): { readonly ok: true; readonly alert: Alert } | Refusal {
  const decoded = decodeEntity('alert', json, context);
  return decoded.ok ? { ok: true, alert: decoded.object as unknown as Alert } : decoded;
}

/** As decodeAlert; `refused` lists the expanded alerts that are kept raw in the incident's residue. */
export function decodeIncident(
  json: unknown,
  context: DecodeContext = {},
):
  | { readonly ok: true; readonly incident: Incident; readonly refused: readonly Refusal[] }
  | Refusal {
  const decoded = decodeEntity('incident', json, context);
  if (!decoded.ok) return decoded;
  return {
    ok: true,
    incident: decoded.object as unknown as Incident,
    refused: decoded.session.refused,
  };
}

/** Refused only when it is no object. */
export function decodeEvidence(
  json: unknown,
  context: DecodeContext = {},
): { readonly ok: true; readonly evidence: Evidence } | Refusal {
  const place = context.place ?? 'evidence';
  if (!isJsonObject(json)) return notAnObject(place);
  return {
    ok: true,
    evidence: decodeEvidenceObject(json, place, sessionOf(context)),
  };
}

/** Refused only when it is no object; the reply to a posted comment is a list of these. */
export function decodeComment(
  json: unknown,
  context: DecodeContext = {},
): { readonly ok: true; readonly comment: Comment } | Refusal {
  const decoded = decodePlain('alertComment', json, context);
  return decoded.ok ? { ok: true, comment: decoded.object as unknown as Comment } : decoded;
}

/** Refused only when it is no object. */
export function decodeHuntingQueryResults(
  json: unknown,
  context: DecodeContext = {},
): { readonly ok: true; readonly results: HuntingQueryResults } | Refusal {
  const decoded = decodePlain('huntingQueryResults', json, context);
  return decoded.ok
    ? { ok: true, results: decoded.object as unknown as HuntingQueryResults }
    : decoded;
}

export function encodeAlert(alert: Alert): JsonObject {
  return encodeObject(planOf('alert'), alert, planOf('alert').odataType);
}

export function encodeIncident(incident: Incident): JsonObject {
  return encodeObject(planOf('incident'), incident, planOf('incident').odataType);
}

export function encodeEvidence(evidence: Evidence): JsonObject {
  return encodeEvidenceObject(evidence);
}

export function encodeComment(comment: Comment): JsonObject {
  return encodeObject(planOf('alertComment'), comment, null);
}

export function encodeHuntingQueryResults(results: HuntingQueryResults): JsonObject {
  return encodeObject(planOf('huntingQueryResults'), results, null);
}

type Decoded =
  | {
      readonly ok: true;
      readonly object: Record<string, unknown>;
      readonly session: DecodeSession;
    }
  | Refusal;

function decodeEntity(type: 'alert' | 'incident', json: unknown, context: DecodeContext): Decoded {
  const place = context.place ?? type;
  const reason = identityTrouble(json);
  if (reason !== null) return { ok: false, place, reason };
  const session = sessionOf(context);
  const plan = planOf(type);
  const { odataType } = plan;
  return {
    ok: true,
    session,
    object: decodeObject(plan, json as JsonObject, { place, depth: 0, session, odataType }),
  };
}

function decodePlain(type: GraphTypeName, json: unknown, context: DecodeContext): Decoded {
  const place = context.place ?? type;
  if (!isJsonObject(json)) return notAnObject(place);
  const session = sessionOf(context);
  return {
    ok: true,
    session,
    object: decodeObject(planOf(type), json, { place, depth: 0, session, odataType: null }),
  };
}

function sessionOf({ observer }: DecodeContext): DecodeSession {
  return { observer: observer ?? null, refused: [] };
}

function notAnObject(place: string): Refusal {
  return { ok: false, place, reason: 'it is not a JSON object' };
}
