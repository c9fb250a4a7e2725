// How a relation reads between its two ends: "web-01 runs on node-3".
import type { StoryEdgeKind } from '../../../shared/story/incident-story.ts';

export const edgeWords: Readonly<Record<StoryEdgeKind, string>> = {
  contains: 'contains',
  routesTrafficTo: 'sends traffic to',
  hasPermission: 'has permission on',
  canAuthenticateTo: 'can authenticate to',
  pushes: 'sent',
  maintains: 'maintains',
  application: 'uses application',
  movesDataTo: 'moves data to',
  exposedToInternet: 'exposes',
  canLogOn: 'logs on to',
  runsOn: 'runs on',
  provisions: 'provisions',
  ownerOf: 'owns',
  memberOf: 'is member of',
  isRunning: 'runs',
  affects: 'affects',
  createdFrom: 'was created from',
};
