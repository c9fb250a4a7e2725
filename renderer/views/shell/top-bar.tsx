// The one bar: where one is and the way back, search, and on the right sync, tenant and time zone.
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { ArrowRightRegular } from '@fluentui/react-icons/svg/arrow-right';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { incidentIdOfKey } from '../../../shared/model/regrouping.ts';
import { canGoBack, canGoForward, currentRoute } from '../../state/navigation.ts';
import type { NavigationState } from '../../state/navigation.ts';
import { useNavigation, useSettings, useSync } from '../../state/session.tsx';
import { titleWithKeys, useCommandKeys } from '../../state/use-command.ts';
import type { CommandKeys } from '../../state/use-command.ts';
import { zoneName } from '../../ui/time-format.ts';
import { useTimeSetting } from '../../ui/time-text.tsx';
import { shortIncidentId } from '../../../shared/model/short-names.ts';
import { SearchField } from './search-field.tsx';
import { SyncStatus } from './sync-status.tsx';
import styles from './top-bar.module.css';

export function TopBar() {
  return (
    <header className={styles.bar}>
      <div className={styles.start}>
        <History />
        <Place />
      </div>
      <SearchField />
      <div className={styles.end}>
        <SyncStatus />
        <Tenant />
        <ZoneSwitch />
      </div>
    </header>
  );
}

function History() {
  const canBack = useNavigation(canGoBack);
  const canForward = useNavigation(canGoForward);
  const backKeys = useCommandKeys('navigation.back');
  const forwardKeys = useCommandKeys('navigation.forward');
  const back = useNavigation((state) => state.back);
  const forward = useNavigation((state) => state.forward);
  const step = (
    label: string,
    keys: CommandKeys,
    isPossible: boolean,
    go: () => void,
    icon: ReactNode,
  ) => (
    <button
      type="button"
      className={styles.step}
      aria-label={label}
      title={titleWithKeys(label, keys)}
      aria-keyshortcuts={keys.aria}
      disabled={!isPossible}
      onClick={go}
    >
      {icon}
    </button>
  );
  return (
    <>
      {step('Back', backKeys, canBack, back, <ArrowLeftRegular aria-hidden />)}
      {step('Forward', forwardKeys, canForward, forward, <ArrowRightRegular aria-hidden />)}
    </>
  );
}

function Place() {
  const name = useNavigation(nameOfPlace);
  useEffect(() => {
    document.title = `${name} – Clearpane`;
  }, [name]);
  return <span className={styles.place}>{name}</span>;
}

function nameOfPlace(state: NavigationState): string {
  const route = currentRoute(state);
  switch (route.kind) {
    case 'incidents':
      return 'Incidents';
    case 'alerts':
      return 'Alerts';
    case 'incident':
      return `Incident ${shortIncidentId(incidentIdOfKey(route.key))}`;
    case 'alert':
      return 'Alert';
    case 'tuning':
      return 'Tuning';
    case 'settings':
      return 'Settings';
    default:
      return route satisfies never;
  }
}

function Tenant() {
  const name = useSync(({ sync }) => sync.tenantName);
  if (name === null) return null;
  return (
    <span className={styles.tenant} title={`Tenant: ${name}`}>
      <bdi>{name}</bdi>
    </span>
  );
}

function ZoneSwitch() {
  const zone = useSettings(({ settings }) => settings.timeZone);
  const change = useSettings((state) => state.change);
  const { now } = useTimeSetting();
  const keys = useCommandKeys('zone.toggle');
  const local = zoneName(now, 'local');
  const choice = (value: 'utc' | 'local', text: string, title: string) => (
    <button
      type="button"
      role="radio"
      aria-checked={zone === value}
      title={titleWithKeys(title, keys)}
      onClick={() => void change({ timeZone: value })}
    >
      {text}
    </button>
  );
  return (
    <div className={styles.zone} role="radiogroup" aria-label="Time zone">
      {choice('utc', 'UTC', 'Show times in UTC')}
      {choice(
        'local',
        zone === 'local' ? `Local, ${local}` : 'Local',
        `Show times in local time, ${local}`,
      )}
    </div>
  );
}
