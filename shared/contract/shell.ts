// Seam between a visible window and main: sync state, settings, the outside world.
import { defaultMergeRules } from '../grouping/merge-vetoes.ts';
import type { MergeRules } from '../grouping/merge-vetoes.ts';
import type { Failure, Result } from '../failure.ts';
import type { ConnectionCalls, ConnectionsState } from './connections.ts';
import type { ImportCalls, ImportEvents } from './imports.ts';
import type { JournalCalls, JournalEvents } from './journal.ts';
import type { OutboxCalls, OutboxEvents } from './outbox.ts';
import type { ExportCalls, ExportEvents } from './queue-export.ts';
import type { SourceCalls } from './sources.ts';
import type { IncidentKey } from '../model/incident.ts';
import type { SeenIncident } from '../model/seen-incident.ts';
import type { CriticalityRule } from '../priority/criticality-rule.ts';
import type { ColumnLayouts } from '../queue/column-layout.ts';
import type { FilterSet } from '../queue/filter-set.ts';
import type { FilterSetReading } from '../queue/filter-set-file.ts';
import type { KeyBinding } from '../key-bindings.ts';

export interface SyncState {
  /** Where the data comes from, as a person names it. */
  readonly tenantName: string | null;
  readonly phase:
    | { readonly kind: 'starting' }
    /** No source is on. */
    | { readonly kind: 'idle' }
    /** First or resumed catch-up; counts are of this run. */
    | { readonly kind: 'syncing'; readonly received: number; readonly sinceAt: number }
    | { readonly kind: 'live'; readonly syncedAt: number }
    /** The network or the service cannot be reached. */
    | { readonly kind: 'offline'; readonly sinceAt: number; readonly failure: Failure }
    /** The service answered, but not with what can be stored. */
    | { readonly kind: 'error'; readonly sinceAt: number; readonly failure: Failure };
  /** End of the last complete catch-up, UTC epoch milliseconds. */
  readonly lastSyncedAt: number | null;
  /** When the next attempt starts. */
  readonly nextAttemptAt: number | null;
  /** Items kept aside because they could not be read, since the start. */
  readonly quarantined: number;
}

export interface Settings {
  readonly theme: 'system' | 'light' | 'dark' | 'contrast';
  readonly density: 'compact' | 'standard' | 'comfortable';
  readonly timeZone: 'local' | 'utc';
  /** Default time range of both queues, in days. */
  readonly queueDays: number;
  /** How much of the requests that a service allows may be used, in percent. */
  readonly requestShare: number;
  /** Those of Defender for Cloud, which Defender XDR leaves out. */
  readonly keepsInformational: boolean;
  /** From when on new alerts of Defender for Cloud are not taken in, UTC epoch ms; null while they are. */
  readonly defenderForCloudOffSince: number | null;
  /** Views of both queues that the person gave a name, in the order in which they were kept. */
  readonly filterSets: readonly FilterSet[];
  readonly columns: ColumnLayouts;
  /** Keys of commands that are not the usual ones. */
  readonly keyBindings: readonly KeyBinding[];
  /** Which assets matter most to their owner. */
  readonly assetCriticality: readonly CriticalityRule[];
  /** Bars over time above both queues. */
  readonly showsHistogram: boolean;
  /** What keeps incidents from being merged. */
  readonly mergeRules: MergeRules;
}

export const defaultSettings: Settings = {
  theme: 'system',
  density: 'standard',
  timeZone: 'local',
  queueDays: 7,
  requestShare: 100,
  keepsInformational: false,
  defenderForCloudOffSince: null,
  filterSets: [],
  columns: { incidents: [], alerts: [] },
  keyBindings: [],
  assetCriticality: [],
  showsHistogram: true,
  mergeRules: defaultMergeRules,
};

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly chromium: string;
  readonly platform: string;
  readonly profilePath: string;
}

export interface StoreState {
  /** What stops the app from showing data at all; null when all is well. */
  readonly failure: Failure | null;
  /** What the start found lost, which comes again by itself; null when nothing was. */
  readonly notice: Failure | null;
}

/** Window to main; each call is checked for its sender and its argument's shape. */
export type ShellCalls = ConnectionCalls &
  ExportCalls &
  ImportCalls &
  JournalCalls &
  OutboxCalls &
  SourceCalls & {
    readonly 'sync.now': { readonly argument: null; readonly result: null };
    readonly 'sync.read': { readonly argument: null; readonly result: SyncState };
    readonly 'store.state': { readonly argument: null; readonly result: StoreState };
    /**
     * Deletes all incidents and alerts from this machine; those of the sources that are on come again. What
     * people wrote is not among them.
     */
    readonly 'store.forget': { readonly argument: null; readonly result: null };
    /** To a file that the person names; gives its path, null when they gave up. Fails with `storage`. */
    readonly 'filterSets.save': {
      readonly argument: { readonly sets: readonly FilterSet[] };
      readonly result: string | null;
    };
    /** What a file that the person names has of them; null when they gave up. Fails with `storage`. */
    readonly 'filterSets.choose': {
      readonly argument: null;
      readonly result: FilterSetReading | null;
    };
    readonly 'settings.read': { readonly argument: null; readonly result: Settings };
    readonly 'settings.write': { readonly argument: Settings; readonly result: null };
    /** The person looked at these incidents: what they hold now is nothing new. 1,000 at most. */
    readonly 'seen.mark': {
      readonly argument: { readonly seen: readonly SeenIncident[] };
      readonly result: null;
    };
    /** As if nobody had looked at these. 1,000 at most. */
    readonly 'seen.unmark': {
      readonly argument: { readonly keys: readonly IncidentKey[] };
      readonly result: null;
    };
    /** Opens an https address in the system's browser, after main has checked it. */
    /** The link that the system handed to the app, not yet checked; null where none waits. */
    readonly 'link.take': { readonly argument: null; readonly result: string | null };
    readonly 'link.open': { readonly argument: { readonly url: string }; readonly result: null };
    /** Asks where, and writes it there; the path, or null when the person gave up. Fails with `storage`. */
    readonly 'text.save': {
      readonly argument: { readonly fileName: string; readonly text: string };
      readonly result: string | null;
    };
    readonly 'app.info': { readonly argument: null; readonly result: AppInfo };
    /** From the store window only: its data worker died and a new one waits for ports. */
    readonly 'store.restarted': { readonly argument: null; readonly result: null };
    /** Phase marks of the window's start, UTC epoch milliseconds with fractions. */
    readonly 'start.report': {
      readonly argument: { readonly marks: Readonly<Record<string, number>> };
      readonly result: null;
    };
  };

/** Main to every window. */
export type ShellEvents = ExportEvents &
  ImportEvents &
  JournalEvents &
  OutboxEvents & {
    readonly 'sync.changed': SyncState;
    readonly 'settings.changed': Settings;
    /** A link waits to be taken. */
    readonly 'link.arrived': null;
    readonly 'store.changed': StoreState;
    readonly 'connections.changed': ConnectionsState;
  };

/** What the preload puts on `window.clearpane`. A message port arrives as a window message. */
export interface ShellBridge {
  call<N extends keyof ShellCalls>(
    name: N,
    argument: ShellCalls[N]['argument'],
  ): Promise<Result<ShellCalls[N]['result']>>;
  on<N extends keyof ShellEvents>(name: N, listener: (event: ShellEvents[N]) => void): () => void;
}

/** `data` of the window message that carries a port from main. */
export interface PortMessage {
  /** `correlation-engine` joins the two workers of the store window; main hands out the others. */
  readonly clearpanePort: 'store-queries' | 'store-ingest' | 'correlation-engine';
}
