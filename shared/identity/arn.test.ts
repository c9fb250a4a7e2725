import { describe, expect, it } from 'vitest';
import { parseArn } from './arn.ts';

describe('parseArn', () => {
  it('reads every part', () => {
    expect(parseArn('arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc1234')).toEqual({
      partition: 'aws',
      service: 'ec2',
      region: 'eu-west-1',
      accountId: '123456789012',
      resource: 'instance/i-0abc1234',
      resourceType: 'instance',
      resourceName: 'i-0abc1234',
    });
  });

  it.each([
    // text, region, account, type, name
    ['arn:aws:s3:::payroll-exports', null, null, 'bucket', 'payroll-exports'],
    [
      'arn:aws:s3:::payroll-exports/2024/q1.csv',
      null,
      null,
      'object',
      'payroll-exports/2024/q1.csv',
    ],
    [
      'arn:aws:s3:us-east-1:123456789012:accesspoint/ap',
      'us-east-1',
      '123456789012',
      'accesspoint',
      'ap',
    ],
    ['arn:aws:iam::123456789012:user/team/deploy', null, '123456789012', 'user', 'team/deploy'],
    ['arn:aws:iam::123456789012:root', null, '123456789012', null, 'root'],
    ['arn:aws:iam::aws:policy/AdministratorAccess', null, 'aws', 'policy', 'AdministratorAccess'],
    [
      'arn:aws:sts::123456789012:assumed-role/Admin/alice',
      null,
      '123456789012',
      'assumed-role',
      'Admin/alice',
    ],
    [
      'arn:aws:lambda:us-east-1:123456789012:function:resize:3',
      'us-east-1',
      '123456789012',
      'function',
      'resize:3',
    ],
    ['arn:aws:rds:us-east-1:123456789012:db:orders', 'us-east-1', '123456789012', 'db', 'orders'],
    ['arn:aws:sns:us-east-1:123456789012:alerts', 'us-east-1', '123456789012', null, 'alerts'],
    ['arn:aws:apigateway:us-east-1::/restapis/a1b2', 'us-east-1', null, 'restapis', 'a1b2'],
    [
      'arn:aws-cn:eks:cn-north-1:123456789012:cluster/prod',
      'cn-north-1',
      '123456789012',
      'cluster',
      'prod',
    ],
  ])('%s', (text, region, accountId, resourceType, resourceName) => {
    expect(parseArn(text)).toMatchObject({ region, accountId, resourceType, resourceName });
  });

  it.each([
    '',
    'arn',
    'arn:aws',
    'arn:aws:ec2:eu-west-1:123456789012',
    'arn:aws:s3:::',
    'ARN:aws:s3:::b',
    'i-0abc',
  ])('takes %j for no ARN', (text) => {
    expect(parseArn(text)).toBeNull();
  });
});
