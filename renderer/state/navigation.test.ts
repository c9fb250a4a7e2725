import { describe, expect, it } from 'vitest';
import { alertKey } from '../../shared/model/alert.ts';
import { incidentKey } from '../../shared/model/incident.ts';
import { canGoBack, canGoForward, createNavigation, currentRoute } from './navigation.ts';

const incident = { kind: 'incident', key: incidentKey('t', '1') } as const;
const alert = { kind: 'alert', key: alertKey('t', 'a') } as const;

describe('navigation', () => {
  it('goes back and forward over the places visited', () => {
    const navigation = createNavigation({ kind: 'incidents' });
    navigation.getState().go(incident);
    navigation.getState().go(alert);
    navigation.getState().back();
    expect(currentRoute(navigation.getState())).toEqual(incident);
    expect([canGoBack(navigation.getState()), canGoForward(navigation.getState())]).toEqual([
      true,
      true,
    ]);
    navigation.getState().forward();
    navigation.getState().forward();
    expect(currentRoute(navigation.getState())).toEqual(alert);
    expect(canGoForward(navigation.getState())).toBe(false);
  });

  it('forgets what lay ahead when another way is taken', () => {
    const navigation = createNavigation({ kind: 'incidents' });
    navigation.getState().go(incident);
    navigation.getState().back();
    navigation.getState().go({ kind: 'settings' });
    expect(navigation.getState().places).toEqual([{ kind: 'incidents' }, { kind: 'settings' }]);
  });

  it('remembers how a place was looked at', () => {
    const navigation = createNavigation({ kind: 'incidents' });
    navigation.getState().go(incident);
    navigation.getState().amend({ ...incident, tab: 'assets' });
    navigation.getState().go(alert);
    navigation.getState().amend({ ...incident, tab: 'evidence' });
    expect(navigation.getState().places).toEqual([
      { kind: 'incidents' },
      { ...incident, tab: 'assets' },
      alert,
    ]);
  });

  it('stays when asked to go where it is', () => {
    const navigation = createNavigation({ kind: 'incidents' });
    navigation.getState().go(incident);
    navigation.getState().go({ kind: 'incident', key: incidentKey('T', '1') });
    expect(navigation.getState().places).toEqual([{ kind: 'incidents' }, incident]);
  });

  it('keeps the last hundred places', () => {
    const navigation = createNavigation({ kind: 'incidents' });
    for (let id = 0; id < 150; id += 1) {
      navigation.getState().go({ kind: 'incident', key: incidentKey('t', String(id)) });
    }
    expect(navigation.getState().places.length).toBe(100);
    expect(currentRoute(navigation.getState())).toEqual({
      kind: 'incident',
      key: incidentKey('t', '149'),
    });
  });
});
