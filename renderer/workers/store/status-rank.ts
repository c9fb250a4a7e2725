// How statuses are ordered: open work before closed. Alerts and incidents share the scale.

const STATUSES = ['new', 'active', 'inProgress', 'awaitingAction', 'resolved', 'redirected'];

/** 0 for new; a status newer than this app comes last. */
export function statusRank(status: string): number {
  const rank = STATUSES.indexOf(status);
  return rank < 0 ? STATUSES.length : rank;
}
