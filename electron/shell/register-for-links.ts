// Makes the installed app the one that the system opens clearpane:// links with.
import { app } from 'electron';

export function registerForLinks(): void {
  // One that runs from its sources would leave links to a path that soon is none.
  if (!app.isPackaged) return;
  // On Windows what follows `--` is no switch, whatever a link looks like.
  app.setAsDefaultProtocolClient('clearpane', process.execPath, ['--']);
}
