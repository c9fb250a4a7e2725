// Two lines that stay on top of every tab: what it is and how bad; then whose, since when, from where.
import type { IncidentDetail } from '../../../shared/contract/store-queries.ts';
import { incidentKey } from '../../../shared/model/incident.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import { useNavigation } from '../../state/session.tsx';
import { Badge } from '../../ui/badge.tsx';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { PriorityScore } from '../marks/priority-score.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { StatusMark } from '../marks/status-mark.tsx';
import styles from './incident-header.module.css';

export function IncidentHeader({ detail: { row } }: { readonly detail: IncidentDetail }) {
  const go = useNavigation((state) => state.go);
  const sources = row.serviceSources.map((source) => labelOf('serviceSource', source));
  const { redirectIncidentId } = row;
  return (
    <header className={styles.header}>
      <div className={styles.first}>
        <SeverityMark severity={row.severity} />
        <h1 className={styles.name} title={row.name}>
          <bdi>{row.name}</bdi>
        </h1>
        <PriorityScore score={row.priorityScore} withWord />
        <StatusMark status={row.status} />
      </div>
      <dl className={styles.second}>
        <Fact label="Incident">
          <CopyableId label="incident id" value={row.incidentId} />
        </Fact>
        <Fact label="Owner">
          {row.assignedTo === null ? 'Unassigned' : <bdi>{row.assignedTo}</bdi>}
        </Fact>
        <Fact label="Alerts">
          {row.alertsActive} active of {row.alertsTotal}
        </Fact>
        <Fact label="First activity">
          <TimeText at={row.firstActivityAt} form="absolute" />
        </Fact>
        <Fact label="Last activity">
          <TimeText at={row.lastActivityAt} form="absolute" />
        </Fact>
        {sources.length > 0 && (
          <Fact label="Sources">
            <span title={sources.join('\n')}>{sources.map(shortService).join(', ')}</span>
          </Fact>
        )}
        {row.classification !== null && row.classification !== 'unknown' && (
          <Fact label="Classification">{labelOf('alertClassification', row.classification)}</Fact>
        )}
        {redirectIncidentId !== null && (
          <Fact label="Merged into">
            <LinkButton
              onPress={() =>
                go({ kind: 'incident', key: incidentKey(row.tenantId, redirectIncidentId) })
              }
            >
              {redirectIncidentId}
            </LinkButton>
          </Fact>
        )}
        {row.tags.length > 0 && (
          <Fact label="Tags">
            <span className={styles.tags}>
              {row.tags.map((tag) => (
                <Badge key={tag} title={tag}>
                  <bdi>{tag}</bdi>
                </Badge>
              ))}
            </span>
          </Fact>
        )}
      </dl>
    </header>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The vendor's name is on nearly all of them and tells nothing apart. */
function shortService(name: string): string {
  return name.replace(/^Microsoft (Purview )?/, '');
}
