// What a window asks of the app itself, whatever becomes of the data: settings, the browser, its own start.
import { app, nativeTheme, shell } from 'electron';
import type { AppInfo, Settings, ShellCalls } from '../../shared/contract/shell.ts';
import { checkedLink } from './external-link.ts';
import type { SettingsStore } from './settings.ts';
import type { StartReport } from './start-report.ts';

type AppCallName = 'settings.read' | 'settings.write' | 'link.open' | 'app.info' | 'start.report';

type AppHandlers = {
  readonly [N in AppCallName]: (
    argument: ShellCalls[N]['argument'],
  ) => Promise<ShellCalls[N]['result']>;
};

export interface AppCallsParts {
  readonly settings: SettingsStore;
  readonly startReport: StartReport;
  /** As it is shown; the folder that was refused where one was. */
  readonly profilePath: string;
  /** Called with the settings that are kept, with nothing before them, and with each change of them. */
  readonly onSettings: (settings: Settings, before: Settings | null) => void;
}

export function createAppHandlers(parts: AppCallsParts): AppHandlers {
  const { settings, startReport } = parts;
  const apply = (current: Settings, before: Settings | null): void => {
    applyTheme(current);
    parts.onSettings(current, before);
  };
  apply(settings.read(), null);
  return {
    'settings.read': async () => settings.read(),
    'settings.write': async (changed) => {
      const before = settings.read();
      await settings.write(changed);
      apply(changed, before);
      return null;
    },
    'link.open': async ({ url }) => {
      await openBrowser(url);
      return null;
    },
    'app.info': async (): Promise<AppInfo> => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      chromium: process.versions.chrome,
      platform: `${process.platform} ${process.arch}`,
      profilePath: parts.profilePath,
    }),
    'start.report': async ({ marks }) => {
      await startReport.complete(marks);
      return null;
    },
  };
}

/** In the system's browser. Rejects with a Failure where the address is none for it. */
export async function openBrowser(url: string): Promise<void> {
  await shell.openExternal(checkedLink(url));
}

function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme === 'contrast' ? 'dark' : theme;
}
