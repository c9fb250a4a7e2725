// The two kinds of documents: how each is written, read, and laid out in columns.
import { SOURCE_KINDS } from '../../../shared/model/alert-source.ts';
import type { AlertSource } from '../../../shared/model/alert-source.ts';
import {
  decodeAlert,
  decodeIncident,
  encodeAlert,
  encodeIncident,
} from '../../../shared/model/graph/decode.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { isJsonObject } from '../../../shared/model/json.ts';
import { Table } from '../../../shared/table/table.ts';
import type { RowValues, TableChunk } from '../../../shared/table/table.ts';
import { alertShape, sightingValues } from './alert-columns.ts';
import type { AlertShape, Sighting } from './alert-columns.ts';
import type { DocumentShape } from './document-table.ts';
import { incidentShape, incidentValues } from './incident-columns.ts';
import type { IncidentShape } from './incident-columns.ts';
import { decodeDocument, encodeDocument, joinDocuments, segmentSizes } from './segment.ts';
import type { SegmentContent } from './segment.ts';

/** Documents are stored as the service wrote them, alerts beside their source, so that a better decoder reads old ones too. */
export interface DocumentKind<D, S extends DocumentShape> {
  readonly name: 'alerts' | 'incidents';
  readonly shape: S;
  encode(document: D): unknown;
  /** `json` is what `encode` gave: what cannot be decoded is a bug or a damaged disk, and throws. */
  decode(json: unknown): D;
  values(document: D): RowValues<S>;
}

export const alertKind: DocumentKind<Sighting, AlertShape> = {
  name: 'alerts',
  shape: alertShape,
  encode: ({ source, alert }) => ({ source, alert: encodeAlert(alert) }),
  decode: (json) => {
    if (!isJsonObject(json)) throw new Error('a stored alert is no object');
    const decoded = decodeAlert(json['alert']);
    if (!decoded.ok) throw new Error(`a stored alert cannot be read: ${decoded.reason}`);
    return { source: decodeSource(json['source']), alert: decoded.alert };
  },
  values: sightingValues,
};

function decodeSource(json: unknown): AlertSource {
  const { sourceId, sourceKind } = isJsonObject(json) ? json : {};
  const kind = SOURCE_KINDS.find((known) => known === sourceKind);
  if (typeof sourceId !== 'string' || kind === undefined) {
    throw new Error('a stored alert names no source');
  }
  return { sourceId, sourceKind: kind };
}

export const incidentKind: DocumentKind<Incident, IncidentShape> = {
  name: 'incidents',
  shape: incidentShape,
  encode: encodeIncident,
  decode: (json) => {
    const decoded = decodeIncident(json);
    if (!decoded.ok) throw new Error(`a stored incident cannot be read: ${decoded.reason}`);
    return decoded.incident;
  },
  values: incidentValues,
};

export interface PackedSegment<S extends DocumentShape> {
  readonly content: SegmentContent;
  readonly chunk: TableChunk<S>;
}

/** Cut into segments of a fair size. */
export function packDocuments<D, S extends DocumentShape>(
  kind: DocumentKind<D, S>,
  documents: readonly D[],
): readonly PackedSegment<S>[] {
  const table = new Table(kind.shape);
  const encoded = documents.map((document) => {
    table.append(kind.values(document));
    return encodeDocument(kind.encode(document));
  });
  let start = 0;
  return segmentSizes(encoded.map(({ byteLength }) => byteLength)).map((size) => {
    const first = start;
    start += size;
    return {
      content: joinDocuments(encoded.slice(first, start)),
      chunk: table.pack(Int32Array.from({ length: size }, (_, index) => first + index)),
    };
  });
}

/** The columns of a segment, computed from its documents. */
export function columnsOf<D, S extends DocumentShape>(
  kind: DocumentKind<D, S>,
  segment: SegmentContent,
): TableChunk<S> {
  const table = new Table(kind.shape);
  segment.ends.forEach((_, index) => {
    table.append(kind.values(kind.decode(decodeDocument(segment, index))));
  });
  return table.pack(Int32Array.from(segment.ends, (_, index) => index));
}
