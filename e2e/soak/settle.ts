// The end of a soak run: what the app shows and what the service has are compared until they are equal.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElectronApplication } from '@playwright/test';
import type { OutboxState } from '../../shared/contract/outbox.ts';
import { fieldNames } from '../../shared/model/annotation.ts';
import type { FieldSet, FieldValue } from '../../shared/model/annotation.ts';
import { isSameValue } from '../../shared/model/merge-fields.ts';
import { differencesOf } from '../hostile/differences.ts';
import type { Differences } from '../hostile/differences.ts';
import type { HostileService } from '../hostile/hostile-service.ts';
import { alertId, incidentId } from '../hostile/hostile-items.ts';
import type { Collection, HostileWorld } from '../hostile/hostile-world.ts';
import type { Clearpane } from '../launch.ts';
import { readOutbox, readSubjects } from './analyst-doors.ts';
import type { ShownFields, Subject } from './analyst-doors.ts';
import type { Analyst } from './analyst.ts';
import { readRows, readSummary, readSyncState } from './app-doors.ts';
import { judgeWritten } from './written-verdict.ts';
import type { WrittenVerdict } from './written-verdict.ts';

export interface Outcome extends Readonly<Record<Collection, Differences>> {
  readonly written: WrittenVerdict;
  /** Of incidents and alerts that were written to, as their pages show them. */
  readonly pages: Differences;
}

export interface Setting {
  readonly service: HostileService;
  readonly analyst: Analyst;
}

/** Pages that are asked for at once. */
const pagesAtOnce = 50;

/** Compares as soon as it may be equal, until it is; at the deadline it gives what still differs. */
export async function settle(
  app: () => Clearpane,
  setting: Setting,
  { isOnline, deadlineAt }: { readonly isOnline: boolean; readonly deadlineAt: number },
): Promise<Outcome> {
  for (;;) {
    await sleep(500);
    const isLate = Date.now() > deadlineAt;
    if (isOnline && !isLate && !(await looksSettled(app(), setting).catch(() => false))) continue;
    const outcome = await compare(app(), setting);
    if (isLate || isEqual(outcome)) return outcome;
  }
}

function isEqual({ alerts, incidents, written, pages }: Outcome): boolean {
  return [alerts, incidents, written, pages].every(
    ({ lost, duplicated, wrong }) => lost.length + duplicated.length + wrong.length === 0,
  );
}

/** Cheap to ask, unlike the comparison of all rows. */
async function looksSettled({ app }: Clearpane, { service }: Setting): Promise<boolean> {
  const { phase } = await readSyncState(app);
  const { alerts, incidents } = await readSummary(app);
  const { pending } = await readOutbox(app);
  const { orders } = service.world;
  return (
    phase.kind === 'live' &&
    pending + service.items.lateLeft() === 0 &&
    alerts >= orders.alerts.size &&
    incidents >= orders.incidents.size
  );
}

async function compare({ app }: Clearpane, { service, analyst }: Setting): Promise<Outcome> {
  const { world, items } = service;
  const outbox = await readOutbox(app);
  return {
    alerts: differencesOf(await readRows(app, 'alerts'), world.truth('alerts')),
    incidents: differencesOf(await readRows(app, 'incidents'), world.truth('incidents')),
    written: judgeWritten(analyst.work, outbox, items.applied),
    pages: await comparePages(app, world, subjectsAtRest(analyst, outbox)),
  };
}

/** Where nothing waits to be sent or decided, a page shows what the service has. */
function subjectsAtRest({ subjects }: Analyst, { items }: OutboxState): readonly Subject[] {
  const open = new Set(
    items.filter(({ status }) => status.kind !== 'duplicated').map(({ target }) => target.id),
  );
  return subjects.filter(({ collection, number }) => {
    const id = collection === 'incidents' ? incidentId(number) : alertId(number);
    return !open.has(id);
  });
}

async function comparePages(
  app: ElectronApplication,
  world: HostileWorld,
  subjects: readonly Subject[],
): Promise<Differences> {
  const wrong: string[] = [];
  const lost: string[] = [];
  for (let start = 0; start < subjects.length; start += pagesAtOnce) {
    const some = subjects.slice(start, start + pagesAtOnce);
    const pages = await readSubjects(app, some);
    for (const [index, subject] of some.entries()) {
      const place = `${subject.collection}/${subject.number}`;
      const fields = pages[index]?.fields;
      if (fields === undefined) lost.push(place);
      else wrong.push(...differingFields(fields, world, subject).map((one) => `${place} ${one}`));
    }
  }
  return { lost, duplicated: [], wrong };
}

function differingFields(
  shown: ShownFields,
  world: HostileWorld,
  { collection, number }: Subject,
): readonly string[] {
  // What nobody wrote may be of another kind altogether.
  const { fields } = world.written(collection, number);
  return fieldNames.flatMap((field) => {
    const theirs = fields[field] as FieldValue | undefined;
    const ours = (shown as FieldSet)[field];
    if (theirs === undefined || (ours !== undefined && isSameValue(field, ours, theirs))) return [];
    return [`${field}: ${JSON.stringify(ours)} in place of ${JSON.stringify(theirs)}`];
  });
}
