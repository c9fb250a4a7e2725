import { describe, expect, it } from 'vitest';
import { parseGcpResourceName } from './gcp-resource-name.ts';

describe('parseGcpResourceName', () => {
  it('reads service, project, location, collection and name', () => {
    const text = '//compute.googleapis.com/projects/shop-prod/zones/europe-west3-a/instances/web-1';
    expect(parseGcpResourceName(text)).toEqual({
      service: 'compute.googleapis.com',
      project: 'shop-prod',
      location: 'europe-west3-a',
      collection: 'instances',
      name: 'web-1',
      canonical: text,
    });
  });

  it.each([
    [
      '//container.googleapis.com/projects/p/locations/us-east1/clusters/prod',
      'p',
      'us-east1',
      'clusters',
      'prod',
    ],
    [
      '//iam.googleapis.com/projects/p/serviceAccounts/ci@p.iam.gserviceaccount.com',
      'p',
      null,
      'serviceAccounts',
      'ci@p.iam.gserviceaccount.com',
    ],
    ['//cloudresourcemanager.googleapis.com/projects/p', 'p', null, 'projects', 'p'],
    ['//storage.googleapis.com/exports', null, null, 'buckets', 'exports'],
  ])('%s', (text, project, location, collection, name) => {
    expect(parseGcpResourceName(text)).toMatchObject({ project, location, collection, name });
  });

  it('knows both spellings of a bucket for one', () => {
    const [short, long] = [
      '//storage.googleapis.com/exports',
      '//storage.googleapis.com/projects/_/buckets/exports',
    ].map(parseGcpResourceName);
    expect(long).toEqual(short);
    expect(short?.canonical).toBe('//storage.googleapis.com/exports');
  });

  it.each([
    '',
    '//',
    '//compute.googleapis.com',
    '//compute.googleapis.com/',
    '//compute/projects/p',
    '/projects/p',
    '//compute.googleapis.com/projects//zones/z',
    '//compute.googleapis.com/projects/p/zones',
  ])('takes %j for no full resource name', (text) => {
    expect(parseGcpResourceName(text)).toBeNull();
  });
});
