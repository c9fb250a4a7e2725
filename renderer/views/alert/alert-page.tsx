// The page of one alert: what happened, to what, by what evidence, and what to do.
import { useMemo, useState } from 'react';
import type { SightingRow } from '../../../shared/contract/store-queries.ts';
import type { AlertKey } from '../../../shared/model/alert.ts';
import type { EntityKey } from '../../../shared/model/entity.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import { assetTrees } from '../../../shared/story/asset-tree.ts';
import { useNavigation } from '../../state/session.tsx';
import { alertSubject } from '../../state/manage-subject.ts';
import { alertTarget } from '../../state/annotation-target.ts';
import { useRefresh } from '../../state/use-refresh.ts';
import { useStream } from '../../state/use-stream.ts';
import { useTuningChanges } from '../../state/use-tuning-changes.ts';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { ManageButton } from '../manage-button/manage-button.tsx';
import { GoneMark } from '../marks/gone-mark.tsx';
import { OfferKept } from '../offer-kept/offer-kept.tsx';
import { SeverityMark } from '../marks/severity-mark.tsx';
import { StatusMark } from '../marks/status-mark.tsx';
import { UnsentMark } from '../marks/unsent-mark.tsx';
import { AcknowledgeButton } from './acknowledge-button.tsx';
import { SetAsideNotice } from './set-aside-notice.tsx';
import { TuneAlert } from './tune-alert.tsx';
import { TuningNotice } from '../tuning-notice/tuning-notice.tsx';
import { AlertComments } from './alert-comments.tsx';
import { ArrivedWithout } from './arrived-without.tsx';
import { ActionsTaken } from './actions-taken.tsx';
import { AlertAside } from './alert-aside.tsx';
import { AssetTable } from './asset-table.tsx';
import { AssetTree } from './asset-tree.tsx';
import { CorrelationChoice } from './correlation-choice.tsx';
import { EvidenceTable } from './evidence-table.tsx';
import { SimilarAlertsSection } from './similar-alerts.tsx';
import styles from './alert-page.module.css';

export function AlertPage({ alertKey }: { readonly alertKey: AlertKey }) {
  const { item: page, failure } = useStream('alert.detail', { key: alertKey });
  const go = useNavigation((state) => state.go);
  const tuning = useTuningChanges();
  const [selected, setSelected] = useState<EntityKey | null>(null);
  const trees = useMemo(() => (page == null ? [] : assetTrees(page.story)), [page]);
  useRefresh(page == null ? null : alertTarget(page.row));
  if (failure !== null && page === undefined) {
    return (
      <EmptyState tone="trouble" title="This alert cannot be shown">
        <p>{failure.summary}</p>
        {failure.action !== undefined && <p>{failure.action}</p>}
      </EmptyState>
    );
  }
  if (page === undefined) return <div className={styles.page} aria-busy />;
  if (page === null) {
    return (
      <EmptyState title="This alert is not stored">
        It was never synced to this machine, or it is no longer in the store.
      </EmptyState>
    );
  }
  const { row, alert, story, sightings } = page;
  const goneSinceAt = goneFromAll(sightings);
  const subject = alertSubject(row);
  const assets = story.entities.filter(({ entity }) => entity.category !== 'evidence');
  const { incidentKey } = row;
  return (
    <article
      className={styles.page}
      aria-labelledby="alert-title"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) setSelected(null);
      }}
    >
      <SetAsideNotice alertKey={row.key} changes={tuning} />
      <TuningNotice changes={tuning} />
      <header className={styles.header}>
        <div className={styles.top}>
          <h1 id="alert-title" className={styles.title}>
            <bdi>{row.title}</bdi>
          </h1>
          <div className={styles.actions}>
            <ManageButton subject={subject} />
            <AcknowledgeButton alertKey={row.key} changes={tuning} />
            <TuneAlert alert={alert} changes={tuning} />
          </div>
        </div>
        <div className={styles.marks}>
          <SeverityMark severity={row.severity} />
          <StatusMark status={row.status} />
          <UnsentMark unsent={row.unsent} withWord />
          {goneSinceAt !== null && <GoneMark since={goneSinceAt} />}
          <CopyableId label="alert id" value={row.alertId} limit={32} />
          {row.detectionSource !== null && (
            <span>Detected by {labelOf('detectionSource', row.detectionSource)}</span>
          )}
          <span>
            Last activity <TimeText at={row.lastActivityAt} />
          </span>
          {incidentKey !== null && (
            <span className={styles.incident}>
              Part of{' '}
              <LinkButton onPress={() => go({ kind: 'incident', key: incidentKey })}>
                {row.incidentName ?? `incident ${alert.incidentId ?? ''}`}
              </LinkButton>
            </span>
          )}
        </div>
        <ArrivedWithout alert={alert} />
        <OfferKept
          target={subject.target}
          fileIds={sightings
            .filter(({ sourceKind }) => sourceKind === 'file')
            .map(({ alertId }) => alertId)}
        />
      </header>
      <div className={styles.columns}>
        <div className={styles.story}>
          <Section title="What happened">
            <Prose text={alert.description} absent="The service gave no description." />
          </Section>
          <ActionsTaken evidence={story.evidence} />
          {trees.length > 0 && (
            <Section title="Processes and assets">
              <AssetTree trees={trees} selected={selected} onSelect={setSelected} />
            </Section>
          )}
          <Section title="Assets" count={assets.length}>
            <AssetTable
              assets={assets}
              selected={selected}
              incidentKey={incidentKey}
              onSelect={setSelected}
            />
          </Section>
          <Section title="Evidence" count={story.evidence.length}>
            <EvidenceTable evidence={story.evidence} selected={selected} onSelect={setSelected} />
          </Section>
          <Section title="Recommendations">
            <Prose text={alert.recommendedActions} absent="The service recommends no action." />
          </Section>
          <SimilarAlertsSection alertKey={row.key} />
          <CorrelationChoice alert={alert} tenantId={row.tenantId} />
          <AlertComments detail={page} />
        </div>
        <AlertAside page={page} selected={selected} onSelect={setSelected} />
      </div>
    </article>
  );
}

/** Since when no source has the alert; null while one does. */
function goneFromAll(sightings: readonly SightingRow[]): number | null {
  const times = sightings.filter(({ isApart }) => !isApart).map(({ goneSinceAt }) => goneSinceAt);
  const known = times.filter((at) => at !== null);
  return known.length === times.length && known.length > 0 ? Math.max(...known) : null;
}

function Prose(props: { readonly text: string | null | undefined; readonly absent: string }) {
  if (props.text == null || props.text.trim() === '') {
    return <p className={styles.absent}>{props.absent}</p>;
  }
  return <p className={styles.prose}>{props.text}</p>;
}
