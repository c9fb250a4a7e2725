// The commands that can be carried out on every page.
import { useNavigation, useBulk, useSession } from '../../state/session.tsx';
import { useCommand } from '../../state/use-command.ts';
import { searchFieldId } from './use-shortcuts.ts';

export function useShellCommands(): void {
  const { bridge, bulk, settings } = useSession();
  const { go, back, forward } = useNavigation((state) => state);
  const hasUndo = useBulk(
    ({ phase, undoSteps }) => phase.kind !== 'writing' && undoSteps.length > 0,
  );
  useCommand('search.focus', focusSearch);
  useCommand('navigation.back', back);
  useCommand('navigation.forward', forward);
  useCommand('go.incidents', () => go({ kind: 'incidents' }));
  useCommand('go.alerts', () => go({ kind: 'alerts' }));
  useCommand('go.tuning', () => go({ kind: 'tuning' }));
  useCommand('go.settings', () => go({ kind: 'settings' }));
  useCommand('zone.toggle', () => {
    const { settings: current, change } = settings.getState();
    void change({ timeZone: current.timeZone === 'utc' ? 'local' : 'utc' });
  });
  useCommand('sync.now', () => void bridge.call('sync.now', null));
  useCommand('many.undo', hasUndo ? () => void bulk.getState().undo() : null);
}

function focusSearch(): void {
  const field = document.getElementById(searchFieldId);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}
