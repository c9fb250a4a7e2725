import { describe, expect, it } from 'vitest';
import type { SourceKind } from '../../shared/model/alert-source.ts';
import type { Annotation, AnnotationTarget, FieldEdits } from '../../shared/model/annotation.ts';
import type { CommentRef, EntryId } from '../../shared/model/annotation-id.ts';
import { foldAnnotations } from '../../shared/model/fold-annotations.ts';
import { tenantId } from '../../shared/model/tenant.ts';
import { writerId, writerKind } from '../../shared/model/writer-id.ts';
import type { Writer } from '../sources/writer.ts';
import { routed } from './route.ts';

const tenant = tenantId('t');
const OWN = 'dc2516797850179999999_c7ce6cec-ab14-40f6-9128-d0274c1e9da0';
const OF_ENDPOINT = 'da6ea6d429-b97a-4a17-b4a2-945fdf667737_1';

function writerOf(fields: readonly (keyof FieldEdits)[]): Writer {
  const writable = { fields: new Set(fields), comments: true };
  return { writable: { incident: writable, alert: writable } } as unknown as Writer;
}

const writerByKind = {
  graph: writerOf(['status', 'assignedTo', 'determination']),
  arm: writerOf(['status']),
  sentinel: writerOf(['status', 'assignedTo']),
};

const target = (kind: 'incident' | 'alert', id: string, source: SourceKind): AnnotationTarget => {
  const place = { sourceId: writerId(source, tenant), tenantId: tenant, id };
  return kind === 'incident' ? { ...place, kind } : { ...place, kind, incidentId: null };
};

const status = { status: { base: 'new', value: 'resolved' } };
const owner = { assignedTo: { base: null, value: 'mia@contoso.com' } };
const verdict = { determination: { base: null, value: 'malware' } };

function wayOf(entry: Annotation, writers: readonly SourceKind[], closed: readonly SourceKind[]) {
  const [item] = foldAnnotations([entry]).itemById.values();
  if (item === undefined) throw new Error('nothing was written');
  const known = Object.entries(writerByKind).filter(([kind]) =>
    writers.includes(kind as SourceKind),
  );
  const byId = new Map(
    known.map(([kind, writer]) => [writerId(kind as SourceKind, tenant), writer]),
  );
  const isClosed = (id: string) => closed.some((kind) => id === writerId(kind, tenant));
  const onItsWay = routed(item, byId, isClosed);
  expect({ ...onItsWay, target: item.target }).toEqual(item);
  return writerKind(onItsWay.target.sourceId);
}

const authored = { id: 'a' as EntryId, at: 1, actor: 'me' };
const all: readonly SourceKind[] = ['graph', 'arm', 'sentinel'];

describe('a change goes', () => {
  it.each<
    [string, AnnotationTarget, FieldEdits, readonly SourceKind[], readonly SourceKind[], SourceKind]
  >([
    ['through Graph first', target('alert', OWN, 'graph'), status, all, [], 'graph'],
    [
      'through Azure while Graph wants a sign-in',
      target('alert', OWN, 'graph'),
      status,
      all,
      ['graph'],
      'arm',
    ],
    [
      'through Azure where nothing writes to Graph',
      target('alert', OWN, 'graph'),
      status,
      ['arm'],
      [],
      'arm',
    ],
    [
      'to Graph, and waits, where Azure would take a part',
      target('alert', OWN, 'graph'),
      { ...status, ...owner },
      all,
      ['graph'],
      'graph',
    ],
    [
      'to Graph, and waits, where Azure wants a sign-in, too',
      target('alert', OWN, 'graph'),
      status,
      all,
      ['graph', 'arm'],
      'graph',
    ],
    [
      'to Graph, and waits, where Azure would not tell Graph',
      target('alert', OF_ENDPOINT, 'graph'),
      status,
      all,
      ['graph'],
      'graph',
    ],
    [
      'to Azure where a person chose so',
      target('alert', OF_ENDPOINT, 'arm'),
      status,
      all,
      ['arm'],
      'arm',
    ],
    [
      'through Sentinel for an incident of Defender',
      target('incident', '4194', 'graph'),
      { ...status, ...owner },
      all,
      ['graph'],
      'sentinel',
    ],
    [
      'to Graph, and waits, with what Sentinel has no word for',
      target('incident', '4194', 'graph'),
      verdict,
      all,
      ['graph'],
      'graph',
    ],
    [
      'to Sentinel for an incident of its own',
      target('incident', 'guid', 'sentinel'),
      status,
      all,
      ['sentinel'],
      'sentinel',
    ],
    ['nowhere from a file', target('alert', OWN, 'file'), status, all, [], 'file'],
  ])('%s', (_name, to, edits, writers, closed, way) => {
    expect(wayOf({ ...authored, kind: 'change', target: to, edits }, writers, closed)).toBe(way);
  });
});

it('a comment stays with its source', () => {
  const comment = { ...authored, kind: 'comment', text: 'Seen.', ref: 'R' as CommentRef } as const;
  const to = target('incident', '4194', 'graph');
  expect(wayOf({ ...comment, target: to }, all, ['graph'])).toBe('graph');
});
