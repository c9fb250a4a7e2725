// Which theme applies now: the one chosen, or the one that the system asks for.
import { useSyncExternalStore } from 'react';
import type { Settings } from '../../../shared/contract/shell.ts';
import type { ThemeName } from '../../ui/theme.ts';

export function useThemeName(setting: Settings['theme']): ThemeName {
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const hasForcedColors = useMedia('(forced-colors: active)');
  const wantsContrast = useMedia('(prefers-contrast: more)');
  if (setting !== 'system') return setting;
  if (hasForcedColors || wantsContrast) return 'contrast';
  return isDark ? 'dark' : 'light';
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', onChange);
      return () => media.removeEventListener('change', onChange);
    },
    () => window.matchMedia(query).matches,
  );
}
