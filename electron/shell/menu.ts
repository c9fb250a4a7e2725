// The application menu: standard roles, so that the system's own shortcuts keep working, and what the app adds.
import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';

export interface MenuParts {
  readonly isPackaged: boolean;
  readonly onImport: (what: 'files' | 'folder') => void;
}

export function installMenu({ isPackaged, onImport }: MenuParts): void {
  const development: MenuItemConstructorOptions[] = isPackaged
    ? []
    : [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }];
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        {
          id: 'import-files',
          label: 'Import files…',
          accelerator: 'CmdOrCtrl+O',
          click: () => onImport('files'),
        },
        { id: 'import-folder', label: 'Import a folder…', click: () => onImport('folder') },
        { type: 'separator' },
        { role: process.platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...development,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
