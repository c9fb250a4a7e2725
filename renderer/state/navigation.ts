// Where the person is, where they came from, and the way back.
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AlertKey } from '../../shared/model/alert.ts';
import type { IncidentKey } from '../../shared/model/incident.ts';
import type { RuleId } from '../../shared/model/tuning-rule.ts';
import type { StorySelection } from './story-selection.ts';

export type IncidentTab = 'story' | 'alerts' | 'assets' | 'evidence' | 'activities' | 'similar';

export interface IncidentRoute {
  readonly kind: 'incident';
  readonly key: IncidentKey;
  /** The story where absent. */
  readonly tab?: IncidentTab;
  /** In the story. */
  readonly selection?: StorySelection | null;
}

export interface TuningRoute {
  readonly kind: 'tuning';
  /** The rules where absent. */
  readonly part?: 'rules' | 'setAside';
  /** Whose alerts are shown in place of all that are set aside. */
  readonly ruleId?: RuleId;
}

export type Route =
  | { readonly kind: 'incidents' }
  | { readonly kind: 'alerts' }
  | IncidentRoute
  | { readonly kind: 'alert'; readonly key: AlertKey }
  | TuningRoute
  | { readonly kind: 'settings' };

export interface NavigationState {
  /** Oldest first; never empty. */
  readonly places: readonly Route[];
  readonly index: number;
  /** Leaves what lay ahead behind; going to where one is does nothing. */
  go(route: Route): void;
  /** How the present place is looked at, for when the person comes back to it; another place does nothing. */
  amend(route: Route): void;
  back(): void;
  forward(): void;
}

export type NavigationStore = StoreApi<NavigationState>;

/** Older places than this are forgotten. */
const KEPT_PLACES = 100;

export function createNavigation(start: Route): NavigationStore {
  return createStore<NavigationState>()((set) => ({
    places: [start],
    index: 0,
    go: (route) =>
      set(({ places, index }) => {
        const here = places[index];
        if (here !== undefined && isSameRoute(here, route)) return {};
        const kept = [...places.slice(0, index + 1), route].slice(-KEPT_PLACES);
        return { places: kept, index: kept.length - 1 };
      }),
    amend: (route) =>
      set(({ places, index }) => {
        const here = places[index];
        if (here === undefined || !isSameRoute(here, route)) return {};
        return { places: places.with(index, route) };
      }),
    back: () => set(({ index }) => ({ index: Math.max(0, index - 1) })),
    forward: () => set(({ places, index }) => ({ index: Math.min(places.length - 1, index + 1) })),
  }));
}

export function currentRoute({ places, index }: NavigationState): Route {
  return places[index] ?? { kind: 'incidents' };
}

export const canGoBack = ({ index }: NavigationState): boolean => index > 0;

export const canGoForward = ({ places, index }: NavigationState): boolean =>
  index < places.length - 1;

function isSameRoute(a: Route, b: Route): boolean {
  return a.kind === b.kind && ('key' in a ? a.key : null) === ('key' in b ? b.key : null);
}
