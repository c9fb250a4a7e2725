// The frame of every view: rail, top bar, and the page that the route names.
import { FluentProvider } from '@fluentui/react-components';
import { lazy, Suspense, useEffect } from 'react';
import { currentRoute } from '../../state/navigation.ts';
import type { Route } from '../../state/navigation.ts';
import {
  useImports,
  useNavigation,
  useSession,
  useSettings,
  useSync,
} from '../../state/session.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { themeByName } from '../../ui/theme.ts';
import { TimeProvider } from '../../ui/time-text.tsx';
import { DropOverlay } from '../imports/drop-overlay.tsx';
import { ImportNotice } from '../imports/import-notice.tsx';
import { JournalNotice } from '../written-data/journal-notice.tsx';
import { AlertQueue } from '../queue/alert-queue.tsx';
import { IncidentQueue } from '../queue/incident-queue.tsx';
import { RegroupingToast } from '../regrouping-toast/regrouping-toast.tsx';
import { CommandDialogs } from './command-dialogs.tsx';
import { LinkNotice } from './link-notice.tsx';
import { Rail } from './rail.tsx';
import { StoreNotice } from './store-notice.tsx';
import { TopBar } from './top-bar.tsx';
import { useShellCommands } from './use-shell-commands.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useThemeName } from './use-theme.ts';
import styles from './app.module.css';

// The queue is what a start waits for; graph, ATT&CK names and settings come when they are asked for.
const loadIncidentPage = () => import('../incident/incident-page.tsx');
const IncidentPage = lazy(async () => ({ default: (await loadIncidentPage()).IncidentPage }));
const AlertPage = lazy(async () => ({
  default: (await import('../alert/alert-page.tsx')).AlertPage,
}));
const SettingsPage = lazy(async () => ({
  default: (await import('../settings/settings-page.tsx')).SettingsPage,
}));

const TuningPage = lazy(async () => ({
  default: (await import('../tuning/tuning-page.tsx')).TuningPage,
}));

const ImportDialog = lazy(async () => ({
  default: (await import('../imports/import-dialog.tsx')).ImportDialog,
}));

export function App() {
  const themeName = useThemeName(useSettings(({ settings }) => settings.theme));
  const zone = useSettings(({ settings }) => settings.timeZone);
  useEffect(() => {
    document.documentElement.dataset['theme'] = themeName;
    document.documentElement.style.colorScheme = themeName === 'light' ? 'light' : 'dark';
  }, [themeName]);
  return (
    <FluentProvider theme={themeByName[themeName]} style={{ height: '100%' }}>
      <TimeProvider zone={zone}>
        <Frame />
      </TimeProvider>
    </FluentProvider>
  );
}

function Frame() {
  useShortcuts();
  useShellCommands();
  const { start } = useSession();
  useEffect(() => {
    // The page that is opened next, read once the first rows are there and nothing else is to do.
    void start.done.then(() => requestIdleCallback(() => void loadIncidentPage()));
  }, [start]);
  const route = useNavigation(currentRoute);
  const storeFailure = useSync(({ store }) => store.failure);
  const hasImport = useImports(({ shownId }) => shownId !== null);
  const needsStore = route.kind !== 'settings';
  return (
    <div className={styles.frame}>
      <TopBar />
      <Rail />
      <main className={styles.page}>
        <JournalNotice />
        <StoreNotice />
        <LinkNotice />
        <ImportNotice />
        {storeFailure !== null && needsStore ? (
          <EmptyState tone="trouble" title="The stored data cannot be shown">
            <p>{storeFailure.summary}</p>
            {storeFailure.action !== undefined && <p>{storeFailure.action}</p>}
          </EmptyState>
        ) : (
          <ErrorBoundary key={routeId(route)} place={placeName(route)}>
            <Suspense fallback={<div className={styles.loading} aria-busy />}>
              <Page route={route} />
            </Suspense>
          </ErrorBoundary>
        )}
      </main>
      <RegroupingToast />
      <DropOverlay />
      <CommandDialogs />
      <Suspense>{hasImport && <ImportDialog />}</Suspense>
    </div>
  );
}

function Page({ route }: { readonly route: Route }) {
  switch (route.kind) {
    case 'incidents':
      return <IncidentQueue />;
    case 'alerts':
      return <AlertQueue />;
    case 'incident':
      return <IncidentPage route={route} />;
    case 'alert':
      return <AlertPage alertKey={route.key} />;
    case 'tuning':
      return <TuningPage route={route} />;
    case 'settings':
      return <SettingsPage />;
    default:
      return route satisfies never;
  }
}

function routeId(route: Route): string {
  return 'key' in route ? `${route.kind} ${route.key}` : route.kind;
}

function placeName(route: Route): string {
  switch (route.kind) {
    case 'incidents':
      return 'The incident queue';
    case 'alerts':
      return 'The alert queue';
    case 'incident':
      return 'The incident page';
    case 'alert':
      return 'The alert page';
    case 'tuning':
      return 'The tuning page';
    case 'settings':
      return 'The settings';
    default:
      return route satisfies never;
  }
}
