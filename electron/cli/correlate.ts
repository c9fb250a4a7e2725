// `clearpane correlate`: correlates the alerts of a file as the app does, and writes what came of it.
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AlertCorrelation } from '../../shared/correlation/alert-correlation.ts';
import { readClues } from '../../shared/correlation/alert-clues.ts';
import type { AlertClues } from '../../shared/correlation/alert-clues.ts';
import {
  assetInventoryRow,
  deviceInventoryRow,
  publicAddressesIn,
} from '../../shared/identity/inventory-row.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import type { Command, Terminal } from './command.ts';
import { textLines } from './json-documents.ts';
import { LineFile } from './line-file.ts';

/** As many alerts as a service gives at once; within a page their order makes no difference. */
const PAGE = 1_000;

/** Complaints about single lines; more are counted only. */
const COMPLAINTS_MAX = 20;

export const correlateCommand: Command = {
  name: 'correlate',
  summary: 'Correlate alerts into incidents, resolve their machines, and say why',
  help: [
    'Usage: clearpane correlate --alerts FILE --out DIR [--devices FILE] [--assets FILE] [--progress]',
    '',
    'FILE holds one JSON object a line: alerts in the shape of Microsoft Graph alerts_v2, in the order in',
    'which they arrived; devices as Defender for Endpoint lists them; assets as Azure Resource Graph, EC2',
    'and Compute Engine do. - reads the alerts from standard input. Lines count as rows from 0.',
    '',
    'Writes into DIR, one JSON object a line:',
    '  clusters.jsonl  {"row", "cluster", "canonical", "reasons"} for each alert: its cluster, the row it',
    '                  is a copy of (or its own), and why it is there: the row it is linked to, reasons in',
    '                  the words of Graph, what is shared, seconds apart, and weights in log-odds',
    '  machines.jsonl  {"row", "ev", "machine"} for each piece of evidence that names a machine',
    '  pairs.jsonl     {"device", "asset", "machine"} for each device and asset that are one machine',
    'Prints one line of JSON with the sums.',
    '',
    'Ends with 0, with 1 when a file or a line could not be read (a bad line keeps its row), with 2 for a',
    'wrong call.',
  ].join('\n'),
  run: async (args, terminal) => {
    const call = readCall(args);
    if ('trouble' in call) {
      terminal.complain(`clearpane correlate: ${call.trouble}; see clearpane correlate --help`);
      return 2;
    }
    try {
      return await correlate(call, terminal);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      terminal.complain(`clearpane correlate: ${reason}`);
      return 1;
    }
  },
};

interface Call {
  readonly alerts: string;
  readonly devices: string | null;
  readonly assets: string | null;
  readonly out: string;
  readonly hasProgress: boolean;
}

function readCall(args: readonly string[]): Call | { readonly trouble: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        alerts: { type: 'string' },
        devices: { type: 'string' },
        assets: { type: 'string' },
        out: { type: 'string' },
        progress: { type: 'boolean', default: false },
      },
    });
    const { alerts, devices = null, assets = null, out, progress: hasProgress } = values;
    if (alerts === undefined) return { trouble: 'no --alerts FILE' };
    if (out === undefined) return { trouble: 'no --out DIR' };
    return { alerts, devices, assets, out, hasProgress };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { trouble: error.message };
  }
}

async function correlate(call: Call, terminal: Terminal): Promise<number> {
  const startedAt = performance.now();
  const reader = new RowReader(terminal);
  const correlation = new AlertCorrelation();
  const devices = await addDevices(call.devices, reader, correlation);
  const assets = await addAssets(call.assets, reader, correlation);
  const evidence = await addAlerts(call, reader, correlation, terminal);
  await mkdir(call.out, { recursive: true });
  const clusters = writeClusters(join(call.out, 'clusters.jsonl'), correlation);
  const machines = writeMachines(join(call.out, 'machines.jsonl'), correlation, evidence);
  const pairs = writePairs(join(call.out, 'pairs.jsonl'), correlation, devices, assets);
  const seconds = Math.round(performance.now() - startedAt) / 1_000;
  const alerts = correlation.rowCount;
  const { unread } = reader;
  terminal.print(JSON.stringify({ alerts, clusters, machines, pairs, unread, seconds }));
  return unread === 0 ? 0 : 1;
}

/** Reads files of lines, and complains about those that are no JSON objects. */
class RowReader {
  unread = 0;
  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Rows that could not be read are null. */
  async *rows(file: string): AsyncGenerator<JsonObject | null> {
    const stream = file === '-' ? this.#terminal.input : createReadStream(file);
    let line = 0;
    for await (const text of textLines(stream)) {
      line++;
      if (text.trim() === '') continue;
      yield this.#read(text, `${file}:${String(line)}`);
    }
  }

  #read(text: string, place: string): JsonObject | null {
    try {
      const value: unknown = JSON.parse(text);
      if (isJsonObject(value)) return value;
      this.#complain(place, 'not a JSON object');
    } catch (error) {
      this.#complain(place, error instanceof Error ? error.message : String(error));
    }
    return null;
  }

  #complain(place: string, reason: string): void {
    this.unread++;
    if (this.unread > COMPLAINTS_MAX) return;
    this.#terminal.complain(`clearpane correlate: ${place}: ${reason}`);
  }
}

interface PlacedRow {
  readonly row: number;
  readonly node: number;
}

async function addDevices(
  file: string | null,
  reader: RowReader,
  correlation: AlertCorrelation,
): Promise<readonly PlacedRow[]> {
  if (file === null) return [];
  const found: { row: number; json: JsonObject; from: number }[] = [];
  let row = 0;
  for await (const json of reader.rows(file)) {
    if (json !== null) found.push({ row, json, from: deviceInventoryRow(json).from });
    row++;
  }
  // A computer that is enrolled once more follows its earlier enrolment.
  found.sort((a, b) => a.from - b.from);
  return found.map((one) => {
    const inventoryRow = deviceInventoryRow(one.json);
    const node = correlation.addDevice(inventoryRow, publicAddressesIn(one.json));
    return { row: one.row, node };
  });
}

async function addAssets(
  file: string | null,
  reader: RowReader,
  correlation: AlertCorrelation,
): Promise<readonly PlacedRow[]> {
  if (file === null) return [];
  const placed: PlacedRow[] = [];
  let row = 0;
  for await (const json of reader.rows(file)) {
    const inventoryRow = json === null ? null : assetInventoryRow(json);
    if (json !== null && inventoryRow !== null) {
      placed.push({ row, node: correlation.addAsset(inventoryRow, publicAddressesIn(json)) });
    }
    row++;
  }
  return placed;
}

/** For each row, which of its evidence names its machines. */
async function addAlerts(
  { alerts: file, hasProgress }: Call,
  reader: RowReader,
  correlation: AlertCorrelation,
  terminal: Terminal,
): Promise<readonly (readonly number[])[]> {
  const evidence: (readonly number[])[] = [];
  let page: AlertClues[] = [];
  const addPage = (): void => {
    correlation.addPage(page);
    page = [];
    if (hasProgress) terminal.complain(JSON.stringify({ alerts: correlation.rowCount }));
  };
  for await (const json of reader.rows(file)) {
    const clues = readClues(json ?? {});
    evidence.push(clues.machines.map((machine) => machine.evidence));
    page.push(clues);
    if (page.length === PAGE) addPage();
  }
  if (page.length > 0) addPage();
  return evidence;
}

function writeClusters(path: string, correlation: AlertCorrelation): number {
  const clusters = new Set<number>();
  LineFile.write(path, (file) => {
    for (let row = 0; row < correlation.rowCount; row++) {
      const cluster = correlation.clusterOf(row);
      clusters.add(cluster);
      const canonical = correlation.canonicalRowOf(row);
      const reasons = correlation.reasonsOf(row).map(({ alert, ...rest }) => ({
        row: alert,
        ...rest,
      }));
      file.add(JSON.stringify({ row, cluster: String(cluster), canonical, reasons }));
    }
  });
  return clusters.size;
}

function writeMachines(
  path: string,
  correlation: AlertCorrelation,
  evidence: readonly (readonly number[])[],
): number {
  const machines = new Set<number>();
  LineFile.write(path, (file) => {
    for (let row = 0; row < correlation.rowCount; row++) {
      correlation.machinesOf(row).forEach((machine, index) => {
        machines.add(machine);
        file.add(JSON.stringify({ row, ev: evidence[row]?.[index], machine: String(machine) }));
      });
    }
  });
  return machines.size;
}

function writePairs(
  path: string,
  correlation: AlertCorrelation,
  devices: readonly PlacedRow[],
  assets: readonly PlacedRow[],
): number {
  const devicesByMachine = new Map<number, number[]>();
  for (const { row, node } of devices) {
    const machine = correlation.machineOf(node);
    const rows = devicesByMachine.get(machine);
    if (rows === undefined) devicesByMachine.set(machine, [row]);
    else rows.push(row);
  }
  let pairs = 0;
  LineFile.write(path, (file) => {
    for (const { row: asset, node } of assets) {
      const machine = correlation.machineOf(node);
      for (const device of devicesByMachine.get(machine) ?? []) {
        pairs++;
        file.add(JSON.stringify({ device, asset, machine: String(machine) }));
      }
    }
  });
  return pairs;
}
