// `clearpane decode`: reads JSON of Graph security, Azure Resource Manager and Sentinel as the app would, writes it back, and reports what that
// showed. Losses are found by comparing the two texts' values, not by asking the decoder.
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { decodeSecurityAlert } from '../../shared/model/arm/decode-security-alert.ts';
import {
  decodeAlert,
  decodeEvidence,
  decodeHuntingQueryResults,
  decodeIncident,
  encodeAlert,
  encodeEvidence,
  encodeHuntingQueryResults,
  encodeIncident,
} from '../../shared/model/graph/decode.ts';
import type { Refusal } from '../../shared/model/graph/object-decoder.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { LooseObject } from '../../shared/model/loose-object.ts';
import { evidenceOfEntities } from '../../shared/model/security-entities/evidence-of-entities.ts';
import { decodeSentinelIncident } from '../../shared/model/sentinel/decode-incident.ts';
import { decodeSentinelAlert } from '../../shared/model/sentinel/sentinel-alert.ts';
import { SOURCE_JSON } from '../../shared/model/source-json.ts';
import type { Command, Terminal } from './command.ts';
import { decodableItems, type DecodableItem } from './decodable-item.ts';
import { DecodeReport, sumCounts, type DecodeCounts } from './decode-report.ts';
import { jsonDifferences } from './json-difference.ts';
import { jsonDocuments } from './json-documents.ts';

/** Enough to see what is wrong with one item. */
const DIFFERENCES_MAX = 20;

export const decodeCommand: Command = {
  name: 'decode',
  summary: 'Read security JSON and report what was not understood or would be lost',
  help: [
    'Usage: clearpane decode FILE...',
    '',
    'Reads alerts, incidents, evidence and hunting results of Microsoft Graph, security alerts of Azure',
    'Resource Manager, and incidents, alerts and entities of Microsoft Sentinel: a bare object, a list, a',
    'page with a "value" list, one of these a line (NDJSON), or the payload of an example file. - reads',
    'standard input. Prints one line of JSON a file, and a last one with the sums.',
    '',
    'Ends with 0 when nothing was lost and nothing failed, with 1 otherwise, with 2 without a FILE.',
  ].join('\n'),
  run: async (args, terminal) => {
    const unknown = args.find((arg) => arg.startsWith('-') && arg !== '-');
    if (unknown !== undefined || args.length === 0) {
      const trouble = unknown === undefined ? 'no FILE' : `no option ${JSON.stringify(unknown)}`;
      terminal.complain(`clearpane decode: ${trouble}; see clearpane decode --help`);
      return 2;
    }
    const counts: DecodeCounts[] = [];
    for (const file of args) counts.push(await decodeFile(file, terminal));
    const sums = sumCounts(args.length, counts);
    terminal.print(JSON.stringify(sums));
    return sums.losses === 0 && sums.failures === 0 ? 0 : 1;
  },
};

async function decodeFile(file: string, terminal: Terminal): Promise<DecodeCounts> {
  const report = new DecodeReport();
  const fail = (place: string, reason: string): void => {
    report.addFailure({ place, reason });
    terminal.complain(`clearpane decode: ${[file, place].filter(Boolean).join(':')}: ${reason}`);
  };
  try {
    const stream: Readable = file === '-' ? terminal.input : createReadStream(file);
    for await (const { line, outcome } of jsonDocuments(stream, file)) {
      if (!outcome.ok) {
        fail(outcome.place, outcome.reason);
        continue;
      }
      for (const { place, text } of outcome.bent) {
        report.addLoss({ place, what: 'bent number', text });
      }
      decodeDocument(outcome.value, line === null ? '' : `line ${line}`, report);
    }
  } catch (error) {
    fail('', readTrouble(error));
  }
  terminal.print(report.line(file));
  return report.counts();
}

function decodeDocument(document: unknown, place: string, report: DecodeReport): void {
  for (const item of decodableItems(document, place)) {
    if (item.kind === null) {
      const reason = 'neither an alert, an incident, evidence nor hunting results';
      report.addFailure({ place: item.place, reason });
      continue;
    }
    const encoded = roundTrip(item, report);
    if ('reason' in encoded) {
      report.addFailure(encoded);
      continue;
    }
    const differences = jsonDifferences(item.json, encoded.json, item.place, DIFFERENCES_MAX);
    for (const difference of differences) report.addLoss(difference);
  }
}

/** What comes back from the model; of another service's item, the JSON that is kept beside it. */
function roundTrip(
  item: DecodableItem,
  report: DecodeReport,
): { readonly json: unknown } | Refusal {
  const { kind, place, json } = item;
  const context = { place, observer: report.observer(place, kind) };
  switch (kind) {
    case 'alert': {
      const decoded = decodeAlert(json, context);
      if (!decoded.ok) return decoded;
      report.addAlert(decoded.alert.evidence);
      return { json: encodeAlert(decoded.alert) };
    }
    case 'incident': {
      const decoded = decodeIncident(json, context);
      if (!decoded.ok) return decoded;
      report.addIncident();
      for (const { evidence } of decoded.incident.alerts) report.addAlert(evidence);
      for (const refusal of decoded.refused) report.addFailure(refusal);
      return { json: encodeIncident(decoded.incident) };
    }
    case 'evidence': {
      const decoded = decodeEvidence(json, context);
      if (!decoded.ok) return decoded;
      report.addEvidence(decoded.evidence.kind);
      return { json: encodeEvidence(decoded.evidence) };
    }
    case 'huntingQueryResults': {
      const decoded = decodeHuntingQueryResults(json, context);
      if (!decoded.ok) return decoded;
      report.addHuntingResults();
      return { json: encodeHuntingQueryResults(decoded.results) };
    }
    case 'securityAlert':
    case 'sentinelAlert': {
      const decode = kind === 'securityAlert' ? decodeSecurityAlert : decodeSentinelAlert;
      const decoded = decode(json, { tenantId: '', place });
      if (!decoded.ok) return decoded;
      report.addAlert(decoded.alert.evidence);
      return { json: encodeAlert(decoded.alert)[SOURCE_JSON] };
    }
    case 'sentinelIncident': {
      const decoded = decodeSentinelIncident(json, { tenantId: '', place });
      if (!decoded.ok) return decoded;
      report.addIncident();
      const source = encodeIncident(decoded.incident)[SOURCE_JSON];
      return { json: isJsonObject(source) ? source['incident'] : null };
    }
    case 'sentinelEntity': {
      const [entity] = isJsonObject(json) ? evidenceOfEntities([json]) : [];
      const decoded = decodeEvidence(entity, { place });
      if (!decoded.ok) return decoded;
      report.addEvidence(decoded.evidence.kind);
      return { json };
    }
    case 'otherResource': {
      if (!isJsonObject(json)) return { ok: false, place, reason: 'it is not a JSON object' };
      report.addOtherResource(new LooseObject(json).text('type', 'kind') ?? 'of no type');
      return { json };
    }
  }
}

const READ_TROUBLES: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file'],
  ['EACCES', 'may not be read'],
  ['EPERM', 'may not be read'],
  ['EISDIR', 'is a folder'],
  ['ERR_ENCODING_INVALID_ENCODED_DATA', 'is neither UTF-8 nor marked UTF-16 text'],
  ['ERR_INVALID_ARG_VALUE', 'is no possible file name'],
]);

/** What a person can understand of a failed read; a bug is thrown on. */
function readTrouble(error: unknown): string {
  // Past some 500 MB a string's growth fails so; nothing here recurses.
  if (error instanceof RangeError) return 'has a line or document too long to read';
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  if (code === null) throw error;
  return READ_TROUBLES.get(code) ?? `cannot be read (${code})`;
}
