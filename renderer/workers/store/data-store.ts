// The data worker without its worker: both seams of the store, answered over one document store.
import type { Clock } from '../../../shared/clock.ts';
import type { HistogramView, QueueHistogram } from '../../../shared/contract/queue-histogram.ts';
import type {
  AlertColumn,
  AlertRow,
  IncidentColumn,
  IncidentRow,
  QueueFilter,
  QueueView,
  QueueWindow,
} from '../../../shared/contract/queue.ts';
import type { StoreIngest } from '../../../shared/contract/store-ingest.ts';
import type {
  SetAsideReason,
  StoreQueries,
  StoreSummary,
  TuningAlerts,
} from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import { sightingKey } from '../../../shared/model/alert-source.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import { severityRank } from '../../../shared/model/severity.ts';
import { failureIn } from '../../../shared/failure.ts';
import type { QueueName } from '../../../shared/queue/queue-filters.ts';
import type { CallHandlers, Emitter, StreamHandlers } from '../../../shared/rpc.ts';
import { alertRow, makeAlertQueue } from './alert-queue.ts';
import type { AlertQueue } from './alert-queue.ts';
import { readAlertPage, readIncidentDetail } from './details.ts';
import { Correlation } from './correlation.ts';
import type { Engine } from './correlation-feed.ts';
import { DocumentStore } from './document-store.ts';
import type { DocumentStoreParts } from './document-store.ts';
import { findById } from './find-by-id.ts';
import { makeIncidentQueue } from './incident-queue.ts';
import { readRegroupings } from './incident-regroupings.ts';
import type { IncidentQueue } from './incident-queue.ts';
import { KeptAnswers } from './kept-answers.ts';
import { LiveViews } from './live-views.ts';
import type { LiveView } from './live-views.ts';
import { readManagedAlerts, readManagedIncidents } from './managed.ts';
import { alertOutline, incidentOutline } from './outline-definitions.ts';
import { QueueExports } from './queue-exports.ts';
import { queueHistogram } from './queue-histogram.ts';
import { QueueOutlines } from './queue-outline.ts';
import type { Queue } from './queue.ts';
import { QuietWork } from './quiet-work.ts';
import type { AnswerRecord } from './schema.ts';
import { SetAside } from './set-aside.ts';
import { similarAlerts } from './similar-alerts.ts';
import { similarIncidents } from './similar-incidents.ts';
import { StoreDamage } from './storage-failure.ts';
import { noChange } from './store-memory.ts';
import type { StoreChange } from './store-memory.ts';

export interface DataStoreParts extends Omit<DocumentStoreParts, 'onAnswers'> {
  readonly clock: Clock;
  readonly coalesceMs: number;
  /** How long the store must be quiet before it compacts its segments. */
  readonly compactAfterMs: number;
  /** How often few changes are worth a new snapshot of the memory. */
  readonly snapshotEveryMs: number;
  /** How long it must be quiet before alerts are correlated. */
  readonly correlateAfterMs: number;
  /** The first answer to a view has been worked out. */
  readonly onFirstAnswer: () => void;
  /** For errors outside of any call; those inside reach the port's own `onBug`. */
  readonly onBug: (error: unknown) => void;
}

interface OpenStore {
  readonly documents: DocumentStore;
  readonly incidents: IncidentQueue;
  readonly alerts: AlertQueue;
  readonly exports: QueueExports;
  readonly outlines: {
    readonly incidents: QueueOutlines<IncidentColumn, IncidentRow>;
    readonly alerts: QueueOutlines<AlertColumn, AlertRow>;
  };
  readonly setAside: SetAside;
  readonly correlation: Correlation;
  readonly quiet: QuietWork;
}

/** The first rows go before what an opened store has left to work out, which is done in pieces. */
const LATER_AFTER_MS = 250;

/** Sightings whose identities are indexed in one go. */
const FOLDS_A_PIECE = 4_096;
/** How often views are looked at again because time has passed. */
const CLOCK_REFRESH_MS = 60_000;

export interface DataStore {
  readonly ingest: CallHandlers<StoreIngest>;
  readonly ingestStreams: StreamHandlers<StoreIngest>;
  readonly calls: Omit<CallHandlers<StoreQueries>, 'store.timings'>;
  readonly queries: StreamHandlers<StoreQueries>;
  /** A correlation worker that knows nothing takes the place of the former one. */
  attachEngine(engine: Engine): void;
  /** Ends timers and waits for writes under way. */
  close(): Promise<void>;
}

/** Starts to open the database at once; calls and streams wait for it, and share its failure. */
export function makeDataStore(parts: DataStoreParts): DataStore {
  const views = new LiveViews(parts);
  const answers = new KeptAnswers(parts.clock);
  const onAnswers = (records: readonly AnswerRecord[]) => answers.start(records);
  const opening = openStore(
    { ...parts, onAnswers },
    {
      onSetAside: (store, change) => {
        store.alerts.changed(change.alertRows);
        views.changed(change);
      },
      onProgress: () => views.changed(noChange),
      keepAnswers: ({ documents, incidents, alerts, setAside }) =>
        answers.keep({ incidents, alerts }, documents, setAside.hasRules),
    },
  );
  let isOpen = false;
  let isAnswered = false;

  const clockRefresh = setInterval(() => views.refreshByClock(), CLOCK_REFRESH_MS);
  opening.then(
    (store) => {
      const { documents, incidents, alerts, setAside, correlation, quiet } = store;
      isOpen = true;
      documents.onChange((change) => {
        answers.changed(change, documents).catch((error: unknown) => {
          // A full disk is told by the next commit.
          if (failureIn(error) === null) parts.onBug(error);
        });
        incidents.changed(change.incidentRows);
        alerts.changed(change.alertRows);
        setAside.changed(change);
        correlation.changed(change);
        views.changed(change);
        quiet.putOff();
      });
      quiet.putOff();
      quiet.later(laterWorkOf(store), LATER_AFTER_MS);
    },
    // Told to everyone who calls or watches.
    () => answers.start([]),
  );

  const noteAnswer = (): void => {
    if (!isAnswered) parts.onFirstAnswer();
    isAnswered = true;
  };
  const watch = <T>(
    viewOf: (store: OpenStore) => LiveView<T>,
    emitter: Emitter<T>,
    early: () => T | null = () => null,
  ) => {
    let end: (() => void) | null = null;
    let isEnded = false;
    opening.then(
      (store) => {
        if (isEnded) return;
        end = views.watch(viewOf(store), emitter, early());
        noteAnswer();
      },
      (error: unknown) => {
        const failure = failureIn(error);
        if (failure === null) parts.onBug(error);
        else emitter.failure(failure);
      },
    );
    return () => {
      isEnded = true;
      end?.();
    };
  };

  /** As watch; while the store opens, with what it showed before. */
  const watchQueue = <Column extends string, Row extends IncidentRow | AlertRow>(
    name: QueueName,
    view: QueueView<Column>,
    queueOf: (store: OpenStore) => Queue<Column, Row>,
    emitter: Emitter<QueueWindow<Row>>,
  ) => {
    let early: QueueWindow<Row> | null = null;
    let isEnded = false;
    void answers.answer(name, view).then((answer) => {
      if (answer === null || isOpen || isEnded) return;
      // The record is of this queue, whose rows these were.
      early = answer as QueueWindow<Row>;
      emitter.item(early);
      noteAnswer();
    });
    const end = watch(
      (store) => ({ evaluate: () => queueOf(store).window(view) }),
      emitter,
      () => early,
    );
    return () => {
      isEnded = true;
      end();
    };
  };

  return {
    ingest: {
      'store.open': async ({ appVersion }) => {
        try {
          const { documents } = await opening;
          await documents.stamp(appVersion);
          const { storeId, created, hasLoss, generation } = documents;
          return { kind: 'open', storeId, created, hasLoss, generation };
        } catch (error) {
          if (error instanceof StoreDamage) return { kind: 'damaged' };
          throw error;
        }
      },
      'store.generation': async () => (await opening).documents.generation,
      'tenant.put': async (tenant) => {
        await (await opening).documents.feeds.putTenant(tenant);
        return null;
      },
      'tenants.read': async () => (await opening).documents.feeds.readTenants(),
      'cursor.read': async (feed) => (await opening).documents.feeds.readCursor(feed),
      'feeds.synced': async ({ sourceId }) => (await opening).documents.feeds.syncedFeeds(sourceId),
      'feed.note': async (synced) => {
        await (await opening).documents.feeds.noteSynced(synced);
        return null;
      },
      'page.commit': async ({ cursor, ...items }) =>
        (await opening).documents.commit(items, cursor),
      'items.commit': async (items) => (await opening).documents.commit(items, null),
      'item.gone': async ({ feed: { sourceId, tenantId, collection }, sourceKind, id, at }) => {
        const key =
          collection === 'incidents'
            ? incidentKey(tenantId, id)
            : sightingKey({ sourceId, sourceKind }, tenantId, id);
        await (await opening).documents.markGone({ key, at });
        return null;
      },
      'annotations.project': async (projection) => {
        (await opening).documents.project(projection);
        return null;
      },
      'folds.project': async ({ apart }) => {
        await (await opening).documents.setApart(new Set(apart));
        return null;
      },
      'journal.seen': async () => (await opening).documents.journalSeen,
      'journal.see': async (mark) => {
        await (await opening).documents.seeJournal(mark);
        return null;
      },
      'export.open': async (request) => (await opening).exports.open(request),
      'export.read': async ({ id, limit }) => (await opening).exports.read(id, limit),
      'export.close': async ({ id }) => {
        (await opening).exports.close(id);
        return null;
      },
      'tuning.project': async (projection) => {
        const store = await opening;
        store.setAside.project(projection);
        store.quiet.putOff();
        return null;
      },
      'seen.project': async (projection) => {
        (await opening).documents.projectSeen(projection);
        return null;
      },
      'criticality.project': async ({ rules }) => {
        const { documents, quiet } = await opening;
        documents.setCriticality(rules);
        // Rows show how critical their assets are at once, and the scores as soon as they are there.
        views.changed(noChange);
        if (documents.advance(() => true)) quiet.later(scoresOf(documents));
        return null;
      },
      'groupings.project': async (projection) => {
        const { documents, correlation } = await opening;
        documents.projectGroupings(projection);
        await correlation.heedPeople();
        return null;
      },
    },
    ingestStreams: {
      'tuning.due': (_argument, emitter) =>
        watch(({ setAside }) => ({ evaluate: () => setAside.due() }), emitter),
    },
    calls: {
      'queue.incidentKeys': async (request) => (await opening).incidents.keys(request),
      'queue.alertKeys': async (request) => (await opening).alerts.keys(request),
      'incidents.manage': async ({ keys }) => readManagedIncidents((await opening).documents, keys),
      'alerts.manage': async ({ keys }) => readManagedAlerts((await opening).documents, keys),
      'quarantine.read': async ({ limit }) => (await opening).documents.readQuarantine(limit),
      'incidents.seen': async ({ keys }) => {
        const { incidents, seen } = (await opening).documents.memory;
        return keys
          .map((key) => incidents.row(key))
          .flatMap((row) => (row === undefined ? [] : [seen.facts(row)]));
      },
      'item.find': async ({ text, queue }) =>
        findById((await opening).documents.memory, text, queue),
      'alert.similar': async ({ key, limit }) =>
        similarAlerts((await opening).documents.memory, key, limit),
      'incident.similar': async ({ key }) =>
        similarIncidents((await opening).documents.memory, key),
      'machine.names': async ({ alerts, entity }) =>
        (await opening).correlation.machineNames(alerts, entity),
      'incident.compare': async ({ keys }) => (await opening).correlation.compare(keys),
      'tuning.tryOut': async ({ rule, limit }) => {
        const { documents, setAside } = await opening;
        const { rows, examined } = await setAside.tryOut(rule);
        return { ...tuningAlerts(documents, rows, limit), examined };
      },
    },
    queries: {
      'queue.incidents': (view, emitter) =>
        watchQueue('incidents', view, ({ incidents }) => incidents, emitter),
      'queue.alerts': (view, emitter) =>
        watchQueue('alerts', view, ({ alerts }) => alerts, emitter),
      'queue.incidentOutline': (view, emitter) =>
        watch(({ outlines }) => ({ evaluate: () => outlines.incidents.window(view) }), emitter),
      'queue.alertOutline': (view, emitter) =>
        watch(({ outlines }) => ({ evaluate: () => outlines.alerts.window(view) }), emitter),
      'queue.histogram': ({ queue, view }, emitter) =>
        watch(
          (store) => ({ evaluate: () => histogramOf(store, queue, view, parts.clock.now()) }),
          emitter,
        ),
      'incident.detail': ({ key }, emitter) =>
        watch(
          ({ documents }) => ({
            evaluate: () => readIncidentDetail(documents, key),
            isAffected: ({ incidentKeys }) => incidentKeys.has(key),
          }),
          emitter,
        ),
      'alert.detail': ({ key }, emitter) =>
        watch(
          ({ documents }) => ({
            evaluate: () => readAlertPage(documents, key),
            isAffected: ({ alertKeys, incidentKeys }) =>
              alertKeys.has(key) || incidentKeys.has(incidentKeyOf(documents, key) ?? ''),
          }),
          emitter,
        ),
      'tuning.reason': ({ key }, emitter) =>
        watch(({ setAside }) => ({ evaluate: () => setAside.reason(key) }), emitter),
      'tuning.overview': (_argument, emitter) =>
        watch(({ setAside }) => ({ evaluate: () => setAside.overview() }), emitter),
      'tuning.alerts': ({ ruleId, limit }, emitter) =>
        watch(
          ({ documents, setAside }) => ({
            evaluate: () => {
              const reasonByRow = new Map(setAside.hiddenRows());
              const rows = ruleId === null ? [...reasonByRow.keys()] : setAside.rowsOfRule(ruleId);
              return tuningAlerts(documents, rows, limit, reasonByRow);
            },
          }),
          emitter,
        ),
      'incident.correlation': ({ key }, emitter) =>
        watch(
          ({ correlation }) => ({
            evaluate: () => correlation.read(key),
            // What correlation found, and people decided, of no row that is another one comes without keys.
            isAffected: ({ alertKeys, incidentKeys }) =>
              incidentKeys.has(key) || alertKeys.size + incidentKeys.size === 0,
          }),
          emitter,
        ),
      'incident.regroupings': ({ key }, emitter) =>
        watch(({ documents }) => ({ evaluate: () => readRegroupings(documents, key) }), emitter),
      'correlation.aloneTypes': (_argument, emitter) =>
        watch(({ correlation }) => ({ evaluate: () => correlation.aloneTypes() }), emitter),
      'correlation.waiting': (_argument, emitter) =>
        watch(({ correlation }) => ({ evaluate: () => correlation.waiting }), emitter),
      'store.summary': (_argument, emitter) =>
        watch(({ documents }) => ({ evaluate: () => summaryOf(documents) }), emitter),
    },
    attachEngine(engine) {
      opening.then(
        ({ correlation }) => correlation.attach(engine),
        // Told to everyone who calls or watches.
        () => undefined,
      );
    },
    async close() {
      clearInterval(clockRefresh);
      const { documents, setAside, correlation, quiet } = await opening;
      quiet.close();
      setAside.close();
      correlation.close();
      await documents.close();
    },
  };
}

function* scoresOf(documents: DocumentStore): Generator<void> {
  while (documents.advance(() => true)) yield;
}

/** What opening leaves for later, then what first uses would wait for. */
function* laterWorkOf({ documents, incidents, alerts }: OpenStore): Generator<void> {
  yield* scoresOf(documents);
  yield* alerts.warmUp();
  yield* incidents.warmUp();
  while (!documents.memory.folds.warm(FOLDS_A_PIECE)) yield;
}

async function openStore(
  parts: DataStoreParts & DocumentStoreParts,
  told: {
    readonly onSetAside: (store: OpenStore, change: StoreChange) => void;
    /** Correlation was shown more alerts; no row is another one for that. */
    readonly onProgress: () => void;
    readonly keepAnswers: (store: OpenStore) => Promise<void>;
  },
): Promise<OpenStore> {
  const documents = await DocumentStore.open(parts);
  const { memory } = documents;
  const { clock, onBug } = parts;
  const setAside = new SetAside({
    memory,
    clock,
    readAlerts: (rows) => documents.readAlerts(rows),
    onChange: (change) => told.onSetAside(store, change),
    onBug,
  });
  const correlation = new Correlation({
    documents,
    clock,
    quietMs: parts.correlateAfterMs,
    onProgress: told.onProgress,
    onBug,
  });
  const queues = {
    incidents: makeIncidentQueue(memory, clock),
    alerts: makeAlertQueue(memory, setAside, clock),
  };
  const exports = new QueueExports(queues);
  const outlines = {
    incidents: new QueueOutlines(queues.incidents, incidentOutline(memory, queues.incidents)),
    alerts: new QueueOutlines(queues.alerts, alertOutline(memory, queues.alerts)),
  };
  const quiet = new QuietWork({
    clock,
    disk: documents,
    afterMs: parts.compactAfterMs,
    saveEveryMs: parts.snapshotEveryMs,
    keepAnswers: () => told.keepAnswers(store),
    onBug,
  });
  const store: OpenStore = {
    documents,
    correlation,
    ...queues,
    outlines,
    exports,
    setAside,
    quiet,
  };
  return store;
}

function tuningAlerts(
  { memory }: DocumentStore,
  rows: readonly number[],
  limit: number,
  reasonByRow: ReadonlyMap<number, SetAsideReason> = new Map(),
): TuningAlerts {
  const alerts = rows
    .slice(0, limit)
    .map((row) => ({ row: alertRow(memory, row), reason: reasonByRow.get(row) ?? null }));
  const { severity, status } = memory.sightings.table.columns;
  const countBySeverity = new Map<string, number>();
  for (const row of rows) {
    const value = severity.value(row) ?? '';
    countBySeverity.set(value, (countBySeverity.get(value) ?? 0) + 1);
  }
  return {
    total: rows.length,
    open: rows.filter((row) => status.value(row) !== 'resolved').length,
    severities: [...countBySeverity]
      .map(([value, count]) => ({ severity: value, count }))
      .toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity)),
    alerts,
  };
}

function histogramOf(
  { documents: { memory }, incidents, alerts }: OpenStore,
  name: QueueName,
  view: HistogramView,
  now: number,
): QueueHistogram {
  const [queue, columns] =
    name === 'incidents'
      ? [incidents, memory.incidents.table.columns]
      : [alerts, memory.sightings.table.columns];
  const { createdAt, severity } = columns;
  const selection = (filter: QueueFilter) => queue.selection(filter);
  return queueHistogram({ createdAt, severity, selection }, view, now);
}

function incidentKeyOf({ memory }: DocumentStore, alertKey: AlertKey): string | null {
  const row = memory.alertRow(alertKey);
  return row === undefined ? null : memory.groupings.incidentKey(row);
}

function summaryOf({ memory, quarantined }: DocumentStore): StoreSummary {
  return {
    alerts: memory.alertCount,
    folded: memory.folds.folded,
    incidents: memory.incidents.rowCount,
    quarantined,
    newestUpdateAt: memory.newestUpdateAt(),
  };
}
