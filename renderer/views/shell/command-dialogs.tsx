// What opens over any page: the palette, the sheet of keys, and the way in for a list link.
import { lazy, Suspense, useState } from 'react';
// Not lazily: what is typed right after its keys must not be lost.
import { Palette } from '../palette/palette.tsx';
import { useCommand } from '../../state/use-command.ts';

const KeySheet = lazy(async () => ({
  default: (await import('../key-sheet/key-sheet.tsx')).KeySheet,
}));
const OpenLinkDialog = lazy(async () => ({
  default: (await import('../queue/open-link-dialog.tsx')).OpenLinkDialog,
}));

export function CommandDialogs() {
  const [opened, setOpened] = useState<'palette' | 'keys' | 'link' | null>(null);
  const close = (): void => setOpened(null);
  useCommand('palette.open', () => setOpened('palette'));
  useCommand('keys.show', () => setOpened('keys'));
  useCommand('link.open', () => setOpened('link'));
  return (
    <Suspense fallback={null}>
      {opened === 'palette' && <Palette onClose={close} />}
      {opened === 'keys' && <KeySheet onClose={close} />}
      {opened === 'link' && <OpenLinkDialog onClose={close} />}
    </Suspense>
  );
}
