// What opens over any page: the palette, the sheet of keys, and the way in for a list link.
import { lazy, Suspense, useState } from 'react';
import { useCommand } from '../../state/use-command.ts';

const Palette = lazy(async () => ({ default: (await import('../palette/palette.tsx')).Palette }));
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
