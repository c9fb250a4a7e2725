// One alert out of what several sources say of it: the leading one's words, completed by the others.
import type { Alert } from '../model/alert.ts';
import { NAMED_BY_INCIDENT } from '../model/alert-source.ts';
import type { EntityKey } from '../model/entity.ts';
import type { Evidence } from '../model/evidence.ts';
import { amend } from '../model/graph/residue.ts';
import { entitiesOf } from './entities-of.ts';

/**
 * What a source that knows an alert can leave out. What a person decides is not among them: that an
 * alert has no owner in the leading source is a statement, too.
 */
const COMPLETED = [
  'incidentId',
  'incidentWebUrl',
  'alertWebUrl',
  'title',
  'description',
  'recommendedActions',
  'category',
  'severity',
  'status',
  'serviceSource',
  'detectionSource',
  'detectorId',
  'productName',
  'createdDateTime',
  'lastUpdateDateTime',
  'firstActivityDateTime',
  'lastActivityDateTime',
  'actorDisplayName',
  'threatDisplayName',
  'threatFamilyName',
] as const satisfies readonly (keyof Alert)[];

/** No statement: absent, empty, or a member of an enumeration that stands for "not known". */
export function isUnstated(value: unknown): boolean {
  return value == null || value === '' || value === 'unknown' || value === 'unknownFutureValue';
}

/** The leading one comes first, and its document is the one that is kept. */
export function foldAlerts(leading: Alert, others: readonly Alert[]): Alert {
  if (others.length === 0) return leading;
  const changes: Record<string, unknown> = {};
  for (const member of COMPLETED) {
    if (!isUnstated(leading[member])) continue;
    const found = others.map((other) => other[member]).find((value) => !isUnstated(value));
    if (found !== undefined) changes[member] = found;
  }
  if (!hasCategory(leading)) {
    const found = others.find(hasCategory);
    if (found !== undefined) changes['categories'] = found.categories;
  }
  if (leading.mitreTechniques.length === 0) {
    const found = others.find(({ mitreTechniques }) => mitreTechniques.length > 0);
    if (found !== undefined) changes['mitreTechniques'] = found.mitreTechniques;
  }
  const lent = lentEvidence(leading, others);
  if (lent.length > 0) changes['evidence'] = [...leading.evidence, ...lent];
  return Object.keys(changes).length === 0 ? leading : amend<Alert>(leading, changes);
}

/**
 * Cloud resources that are not named yet, since their ids are the same in every source; people and
 * machines by other names would look like more of them. All of it while no asset is named at all. Never
 * what another source knows of the whole incident only: it would tell this alert's story wrongly.
 */
function lentEvidence(leading: Alert, others: readonly Alert[]): readonly Evidence[] {
  const tenantId = leading.tenantId ?? '';
  const known = new Set<EntityKey>();
  let namesAsset = false;
  const learn = (evidence: Evidence): void => {
    for (const { key, category } of entitiesOf(evidence, tenantId)) {
      known.add(key);
      if (category !== 'evidence') namesAsset = true;
    }
  };
  leading.evidence.forEach(learn);
  return others.flatMap((other) => {
    const lendsAll = !namesAsset;
    const lent = other.evidence.filter(
      (evidence) =>
        !evidence.detailedRoles.includes(NAMED_BY_INCIDENT) &&
        (lendsAll ||
          entitiesOf(evidence, tenantId).some(
            ({ key, category }) => category === 'cloudResource' && !known.has(key),
          )),
    );
    lent.forEach(learn);
    return lent;
  });
}

function hasCategory({ category, categories }: Alert): boolean {
  return !isUnstated(category) || categories.length > 0;
}
