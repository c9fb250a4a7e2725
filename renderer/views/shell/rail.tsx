// The places of the app, icon and word.
import type { FluentIcon } from '@fluentui/react-icons';
import { AlertUrgentFilled, AlertUrgentRegular } from '@fluentui/react-icons/svg/alert-urgent';
import { OptionsFilled, OptionsRegular } from '@fluentui/react-icons/svg/options';
import { SettingsFilled, SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { StackFilled, StackRegular } from '@fluentui/react-icons/svg/stack';
import { currentRoute } from '../../state/navigation.ts';
import type { Route } from '../../state/navigation.ts';
import { useNavigation } from '../../state/session.tsx';
import styles from './rail.module.css';

interface Place {
  readonly route: Route;
  readonly label: string;
  readonly icon: FluentIcon;
  readonly iconHere: FluentIcon;
  /** Pages that belong to this place as well. */
  readonly pages: readonly Route['kind'][];
}

const places: readonly Place[] = [
  {
    route: { kind: 'incidents' },
    label: 'Incidents',
    icon: StackRegular,
    iconHere: StackFilled,
    pages: ['incidents', 'incident'],
  },
  {
    route: { kind: 'alerts' },
    label: 'Alerts',
    icon: AlertUrgentRegular,
    iconHere: AlertUrgentFilled,
    pages: ['alerts', 'alert'],
  },
  {
    route: { kind: 'tuning' },
    label: 'Tuning',
    icon: OptionsRegular,
    iconHere: OptionsFilled,
    pages: ['tuning'],
  },
];

const settings: Place = {
  route: { kind: 'settings' },
  label: 'Settings',
  icon: SettingsRegular,
  iconHere: SettingsFilled,
  pages: ['settings'],
};

export function Rail() {
  return (
    <nav className={styles.rail} aria-label="Places">
      {places.map((place) => (
        <PlaceButton key={place.label} place={place} />
      ))}
      <div className={styles.gap} />
      <PlaceButton place={settings} />
    </nav>
  );
}

function PlaceButton({ place }: { readonly place: Place }) {
  const isHere = useNavigation((state) => place.pages.includes(currentRoute(state).kind));
  const go = useNavigation((state) => state.go);
  const Icon = isHere ? place.iconHere : place.icon;
  return (
    <button
      type="button"
      className={styles.place}
      aria-current={isHere ? 'page' : undefined}
      onClick={() => go(place.route)}
    >
      <Icon aria-hidden />
      <span>{place.label}</span>
    </button>
  );
}
