// The facts about an alert that are not told elsewhere on its page.
import type { AlertRow } from '../../../shared/contract/queue.ts';
import type { SightingRow } from '../../../shared/contract/store-queries.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import { labelOf } from '../../../shared/model/labels.ts';
import type { Timestamp } from '../../../shared/model/timestamp.ts';
import { timestampMs } from '../../../shared/model/timestamp.ts';
import { categoryName, serviceName } from '../../../shared/model/short-names.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { PropertyList } from '../../ui/property-list.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { sightingSource } from '../marks/short-names.ts';
import { isSeenThroughSeveral, SeenThrough } from './seen-through.tsx';
import styles from './alert-page.module.css';

interface AlertPropertiesProps {
  readonly row: AlertRow;
  readonly alert: Alert;
  readonly sightings: readonly SightingRow[];
}

export function AlertProperties({ row, alert, sightings }: AlertPropertiesProps) {
  return (
    <PropertyList
      properties={[
        { label: 'Status', value: labelOf('alertStatus', row.status) },
        { label: 'Severity', value: labelOf('alertSeverity', row.severity) },
        { label: 'Owner', value: row.assignedTo ?? 'Unassigned' },
        { label: 'Classification', value: labelOf('alertClassification', row.classification) },
        {
          label: 'Determination',
          value:
            row.determination === null ? null : labelOf('alertDetermination', row.determination),
        },
        { label: 'Category', value: row.category === null ? null : categoryName(row.category) },
        {
          label: 'Detection source',
          value:
            row.detectionSource === null ? null : labelOf('detectionSource', row.detectionSource),
        },
        { label: 'Service source', value: serviceName(row.serviceSource) },
        {
          label: 'Seen through',
          value: isSeenThroughSeveral(sightings) ? (
            <SeenThrough sightings={sightings} row={row} />
          ) : (
            sightings.map(sightingSource).join(', ')
          ),
        },
        { label: 'Impacted assets', value: row.assetCount.toLocaleString('en-US') },
        { label: 'Product', value: alert.productName },
        {
          label: 'Investigation',
          value:
            alert.investigationState == null
              ? null
              : labelOf('investigationState', alert.investigationState),
        },
        { label: 'Threat', value: alert.threatDisplayName },
        { label: 'Threat family', value: alert.threatFamilyName },
        { label: 'Actor', value: alert.actorDisplayName },
        { label: 'First activity', value: <TimeText at={row.firstActivityAt} form="absolute" /> },
        { label: 'Last activity', value: <TimeText at={row.lastActivityAt} form="absolute" /> },
        { label: 'Created', value: <TimeText at={row.createdAt} form="absolute" /> },
        { label: 'Last update', value: <TimeText at={row.lastUpdateAt} form="absolute" /> },
        { label: 'Resolved', value: timeValue(alert.resolvedDateTime) },
        { label: 'Provider alert ID', value: idValue('provider alert id', alert.providerAlertId) },
        { label: 'Detector', value: idValue('detector id', alert.detectorId) },
        { label: 'Policy', value: idValue('alert policy id', alert.alertPolicyId) },
        { label: 'Tenant', value: idValue('tenant id', alert.tenantId) },
        { label: 'System tags', value: tagsValue(alert.systemTags) },
        { label: 'Custom details', value: jsonValue(alert.customDetails) },
        { label: 'Additional data', value: jsonValue(alert.additionalData) },
      ]}
    />
  );
}

function timeValue(time: Timestamp | null | undefined) {
  return time == null ? null : <TimeText at={timestampMs(time)} form="absolute" />;
}

function idValue(label: string, id: string | null | undefined) {
  return id == null || id === '' ? null : <CopyableId label={label} value={id} limit={26} />;
}

function tagsValue(tags: readonly string[]) {
  if (tags.length === 0) return null;
  return tags.map((tag) => <Badge key={tag}>{tag}</Badge>);
}

/** More than a person reads; what lies beyond is in the export. */
const JSON_LIMIT = 4_000;

function jsonValue(value: object | null | undefined) {
  if (value == null || Object.keys(value).length === 0) return null;
  const text = JSON.stringify(value, null, 1);
  const shown = text.length > JSON_LIMIT ? `${text.slice(0, JSON_LIMIT)}…` : text;
  return <pre className={styles.json}>{shown}</pre>;
}
