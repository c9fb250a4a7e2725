// Everything a window keeps, made once by its entry and handed down through React's context.
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { OutlineRow } from '../../shared/contract/queue-outline.ts';
import { defaultAlertView, defaultIncidentView } from '../../shared/contract/queue.ts';
import type {
  AlertColumn,
  AlertRow,
  IncidentColumn,
  IncidentRow,
  QueueKeys,
  QueueKeysRequest,
} from '../../shared/contract/queue.ts';
import { defaultSettings } from '../../shared/contract/shell.ts';
import type { ShellBridge } from '../../shared/contract/shell.ts';
import { createBulk } from './bulk.ts';
import type { BulkStatus, BulkStore } from './bulk.ts';
import { createCommandRegistry } from './command-registry.ts';
import type { CommandRegistryStore } from './command-registry.ts';
import { createArrivedLinks } from './arrived-links.ts';
import type { ArrivedLinksStore } from './arrived-links.ts';
import { createAlertsWithin } from './alerts-within.ts';
import type { AlertsWithinStore } from './alerts-within.ts';
import type { StoreConnection } from './connection.ts';
import { createImports } from './imports.ts';
import type { ImportsStatus, ImportsStore } from './imports.ts';
import { createJournal } from './journal.ts';
import type { JournalStatus, JournalStore } from './journal.ts';
import { createManageDrafts } from './manage-drafts.ts';
import type { ManageDrafts } from './manage-drafts.ts';
import { createNavigation } from './navigation.ts';
import type { NavigationState, NavigationStore } from './navigation.ts';
import { createOutbox } from './outbox.ts';
import type { OutboxStatus, OutboxStore } from './outbox.ts';
import { createQueueExports } from './queue-exports.ts';
import type { ExportStore } from './queue-exports.ts';
import type { Keyed } from './queue-frame.ts';
import { createQueueRows } from './queue-rows.ts';
import type { QueueRows } from './queue-rows.ts';
import { createQueueView } from './queue-view.ts';
import type { QueueViewStore } from './queue-view.ts';
import { createRegrouping } from './regrouping.ts';
import type { RegroupingStatus, RegroupingStore } from './regrouping.ts';
import { createRowSelection } from './row-selection.ts';
import type { RowSelectionStore } from './row-selection.ts';
import { createSettings } from './settings.ts';
import type { SettingsState, SettingsStore } from './settings.ts';
import type { StartReport } from './start-report.ts';
import { createSync } from './sync.ts';
import type { SyncStatus, SyncStore } from './sync.ts';

/** One queue: how it is looked at, and the rows that this shows. */
export interface Queue<Row extends Keyed, Column extends string> {
  readonly view: QueueViewStore<Column, Row['key']>;
  readonly rows: QueueRows<Row | OutlineRow, Column>;
  readonly selection: RowSelectionStore<Row['key']>;
  /** Keys of a view's rows in their order. Rejects with FailureError. */
  keys(request: QueueKeysRequest<Column>): Promise<QueueKeys>;
}

export interface Session {
  readonly bridge: ShellBridge;
  readonly connection: StoreConnection;
  readonly navigation: NavigationStore;
  readonly settings: SettingsStore;
  readonly sync: SyncStore;
  readonly outbox: OutboxStore;
  readonly journal: JournalStore;
  readonly imports: ImportsStore;
  readonly exports: ExportStore;
  readonly drafts: StoreApi<ManageDrafts>;
  readonly bulk: BulkStore;
  readonly commands: CommandRegistryStore;
  readonly links: ArrivedLinksStore;
  readonly regrouping: RegroupingStore;
  readonly incidents: Queue<IncidentRow, IncidentColumn>;
  readonly alertsWithin: AlertsWithinStore;
  readonly alerts: Queue<AlertRow, AlertColumn>;
  readonly start: StartReport;
}

/** Reads the settings first, so that the first paint has the right theme. */
export async function openSession(
  bridge: ShellBridge,
  connection: StoreConnection,
  start: StartReport,
): Promise<Session> {
  const sync = createSync(bridge);
  const outbox = createOutbox(bridge);
  const journal = createJournal(bridge);
  const read = await bridge.call('settings.read', null);
  const settings = createSettings(bridge, read.ok ? read.value : defaultSettings);
  const days = (): number => settings.getState().settings.queueDays;
  const session: Omit<Session, 'links'> = {
    bridge,
    connection,
    navigation: createNavigation({ kind: 'incidents' }),
    settings,
    sync,
    outbox,
    journal,
    imports: createImports(bridge),
    exports: createQueueExports(bridge),
    drafts: createManageDrafts(),
    bulk: createBulk(outbox.getState().writeAll),
    commands: createCommandRegistry(),
    regrouping: createRegrouping(outbox.getState().writeAll),
    incidents: {
      view: createQueueView(defaultIncidentView, {
        days,
        ascendingFirst: new Set<IncidentColumn>(['name', 'incidentId', 'assignedTo']),
      }),
      rows: createQueueRows(({ outline, ...view }, onItem, onFailure) =>
        outline === null
          ? connection.watch('queue.incidents', view, onItem, onFailure)
          : connection.watch('queue.incidentOutline', { ...view, outline }, onItem, onFailure),
      ),
      selection: createRowSelection(),
      keys: (request) => connection.call('queue.incidentKeys', request),
    },
    alertsWithin: createAlertsWithin(),
    alerts: {
      view: createQueueView(defaultAlertView, {
        days,
        ascendingFirst: new Set<AlertColumn>(['title', 'alertId', 'assignedTo', 'category']),
      }),
      rows: createQueueRows(({ outline, ...view }, onItem, onFailure) =>
        outline === null
          ? connection.watch('queue.alerts', view, onItem, onFailure)
          : connection.watch('queue.alertOutline', { ...view, outline }, onItem, onFailure),
      ),
      selection: createRowSelection(),
      keys: (request) => connection.call('queue.alertKeys', request),
    },
    start,
  };
  return { ...session, links: openLinks(session) };
}

function openLinks(session: Omit<Session, 'links'>): ArrivedLinksStore {
  return createArrivedLinks({
    bridge: session.bridge,
    show: (link) => {
      session[link.queue].view.getState().openLink(link);
      session.navigation.getState().go({ kind: link.queue });
    },
    count: async (queue, filter) => {
      const request = { filter, limit: 0 };
      const found =
        queue === 'incidents'
          ? await session.incidents.keys({ ...request, sort: defaultIncidentView.sort })
          : await session.alerts.keys({ ...request, sort: defaultAlertView.sort });
      return found.total;
    },
  });
}

const SessionContext = createContext<Session | null>(null);

export const SessionProvider = SessionContext;

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('no session around this component');
  return session;
}

export function useNavigation<T>(select: (state: NavigationState) => T): T {
  return useStore(useSession().navigation, select);
}

export function useSettings<T>(select: (state: SettingsState) => T): T {
  return useStore(useSession().settings, select);
}

export function useSync<T>(select: (state: SyncStatus) => T): T {
  return useStore(useSession().sync, select);
}

export function useImports<T>(select: (state: ImportsStatus) => T): T {
  return useStore(useSession().imports, select);
}

export function useOutbox<T>(select: (state: OutboxStatus) => T): T {
  return useStore(useSession().outbox, select);
}

export function useBulk<T>(select: (state: BulkStatus) => T): T {
  return useStore(useSession().bulk, select);
}

export function useRegrouping<T>(select: (state: RegroupingStatus) => T): T {
  return useStore(useSession().regrouping, select);
}

export function useJournal<T>(select: (state: JournalStatus) => T): T {
  return useStore(useSession().journal, select);
}
