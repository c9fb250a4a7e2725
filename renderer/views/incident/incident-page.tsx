// Everything known of one incident: its header, and tabs for the story, alerts, assets, evidence and
// what was done. Changes in the store show in place.
import { Tab, TabList } from '@fluentui/react-components';
import type { IncidentRegroupings } from '../../../shared/contract/incident-regroupings.ts';
import type {
  AlertGrounds,
  CorrelatedMerge,
  IncidentDetail,
} from '../../../shared/contract/store-queries.ts';
import { incidentSubject } from '../../state/manage-subject.ts';
import type { IncidentRoute, IncidentTab } from '../../state/navigation.ts';
import { useNavigation } from '../../state/session.tsx';
import { useRefresh } from '../../state/use-refresh.ts';
import { useStream } from '../../state/use-stream.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { ActivitiesTab } from './activities-tab.tsx';
import { AlertsTab } from './alerts-tab.tsx';
import { assetsOf } from './asset-groups.ts';
import { AssetsTab } from './assets-tab.tsx';
import { AttackStoryTab } from './attack-story-tab.tsx';
import { EvidenceTab } from './evidence-tab.tsx';
import { IncidentHeader } from './incident-header.tsx';
import styles from './incident-page.module.css';
import { RegroupedNotice } from './regrouped-notice.tsx';
import { SimilarTab } from './similar-tab.tsx';
import { Suggestions } from './suggestions.tsx';

export function IncidentPage({ route }: { readonly route: IncidentRoute }) {
  const { item: detail, failure } = useStream('incident.detail', { key: route.key });
  const go = useNavigation((state) => state.go);
  if (detail === undefined) {
    return failure === null ? (
      <div className={styles.page} aria-busy aria-label="Loading the incident" />
    ) : (
      <EmptyState tone="trouble" title="The incident could not be read">
        {failure.summary} {failure.action}
      </EmptyState>
    );
  }
  if (detail === null) {
    return (
      <EmptyState
        title="This incident is not in the store"
        actions={
          <LinkButton onPress={() => go({ kind: 'incidents' })}>
            Go to the incident queue
          </LinkButton>
        }
      >
        The service may have merged it into another one, or it has not been received yet.
      </EmptyState>
    );
  }
  return <LoadedIncident detail={detail} route={route} />;
}

interface LoadedIncidentProps {
  readonly detail: IncidentDetail;
  readonly route: IncidentRoute;
}

/** The same each time, for what is worked out of it. */
const NONE: readonly never[] = [];

function LoadedIncident({ detail, route }: LoadedIncidentProps) {
  useRefresh(incidentSubject(detail)?.target ?? null);
  const { item: correlation } = useStream('incident.correlation', { key: route.key });
  const { item: regroupings } = useStream('incident.regroupings', { key: route.key });
  const amend = useNavigation((state) => state.amend);
  const { tab = 'story' } = route;
  const { alerts, story } = detail;
  const tabs: readonly { readonly name: IncidentTab; readonly title: string }[] = [
    { name: 'story', title: 'Attack story' },
    { name: 'alerts', title: `Alerts (${String(alerts.length)})` },
    { name: 'assets', title: `Assets (${String(assetsOf(story).length)})` },
    { name: 'evidence', title: `Evidence (${String(story.evidence.length)})` },
    { name: 'activities', title: 'Activities' },
    { name: 'similar', title: 'Similar incidents' },
  ];
  return (
    <div className={styles.page}>
      <IncidentHeader detail={detail} />
      {regroupings !== undefined && (
        <RegroupedNotice incident={route.key} alerts={alerts.length} told={regroupings} />
      )}
      <Suggestions incident={route.key} suggestions={correlation?.suggestions ?? []} />
      <TabList
        size="small"
        className={styles.tabs ?? ''}
        selectedValue={tab}
        onTabSelect={(_event, { value }) => amend({ ...route, tab: value as IncidentTab })}
        aria-label="Parts of the incident"
      >
        {tabs.map(({ name, title }) => (
          <Tab key={name} value={name}>
            {title}
          </Tab>
        ))}
      </TabList>
      <div className={styles.content} role="tabpanel" aria-label={tabTitle(tabs, tab)}>
        <TabContent
          tab={tab}
          detail={detail}
          route={route}
          grounds={correlation?.alerts ?? NONE}
          merges={correlation?.merges ?? NONE}
          regroupings={regroupings ?? null}
        />
      </div>
    </div>
  );
}

function tabTitle(
  tabs: readonly { readonly name: IncidentTab; readonly title: string }[],
  tab: IncidentTab,
): string {
  return tabs.find(({ name }) => name === tab)?.title ?? '';
}

interface TabContentProps extends LoadedIncidentProps {
  readonly tab: IncidentTab;
  readonly grounds: readonly AlertGrounds[];
  readonly merges: readonly CorrelatedMerge[];
  /** null until they are read. */
  readonly regroupings: IncidentRegroupings | null;
}

function TabContent({ tab, detail, route, grounds, merges, regroupings }: TabContentProps) {
  switch (tab) {
    case 'story':
      return <AttackStoryTab detail={detail} route={route} />;
    case 'alerts':
      return <AlertsTab detail={detail} grounds={grounds} />;
    case 'assets':
      return <AssetsTab detail={detail} />;
    case 'evidence':
      return <EvidenceTab detail={detail} />;
    case 'activities':
      return <ActivitiesTab detail={detail} regroupings={regroupings} merges={merges} />;
    case 'similar':
      return <SimilarTab detail={detail} />;
    default:
      return tab satisfies never;
  }
}
