import { describe, expect, test } from 'vitest';
import type { RecordedCall } from '#infra/local/call-record.ts';
import { uncovered, wildcardActions } from '#infra/local/role-check.ts';
import { type Statement, statement } from '#infra/local/statements.ts';

const SES = 'arn:aws:ses:eu-central-1:000000000000:identity/example.org';
const LETTER = 'arn:aws:s3:::letters/letters/2026-11-24/A.pdf';
const roleOf = new Map([['dispatch', 'DispatchRole']]);
const may = (...given: unknown[]) => ({
  roleOf,
  statements: new Map<string, Statement[]>([['DispatchRole', given.map((each) => statement.parse(each))]]),
});
const call = (action: string, resource: string, context?: RecordedCall['context']): RecordedCall => ({
  caller: 'dispatch',
  action,
  resource,
  count: 1,
  ...(context && { context }),
});
const put = call('s3:PutObject', LETTER);

describe('a call is covered', () => {
  test('by a statement with its action and a pattern that fits its resource', () => {
    const role = may({
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: 'arn:aws:s3:::letters/letters/*',
    });
    expect(uncovered([put], role)).toEqual([]);
  });

  test.each([
    ['another action', { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
    ['an action by wildcard', { Effect: 'Allow', Action: 's3:Put*', Resource: '*' }],
    ['another resource', { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::letters/closed/*' }],
    [
      'a resource that only begins like it',
      { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::letters' },
    ],
    ['a dot that is no wildcard', { Effect: 'Allow', Action: 's3:PutObject', Resource: LETTER.replace('-', '.') }],
  ])('but not by %s', (_, given) => {
    expect(uncovered([put], may(given))).toEqual([put]);
  });

  test('unless another statement denies it', () => {
    const everything = { Effect: 'Allow', Action: 's3:PutObject', Resource: '*' };
    const denied = { Effect: 'Deny', Action: 's3:PutObject', Resource: LETTER };
    expect(uncovered([put], may(everything, denied))).toEqual([put]);
  });

  test('nor for a caller without a role', () => {
    const stranger = { ...put, caller: 'stranger' };
    expect(uncovered([stranger], may({ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }))).toEqual([stranger]);
  });
});

describe('a condition on recipients', () => {
  const role = may({
    Effect: 'Allow',
    Action: 'ses:SendRawEmail',
    Resource: SES,
    Condition: { 'ForAllValues:StringLike': { 'ses:Recipients': ['*@example.org'] } },
  });
  const send = (...to: string[]) => call('ses:SendRawEmail', SES, { 'ses:Recipients': to });

  test('holds when every recipient is on the list', () => {
    expect(uncovered([send('a@example.org', 'b@example.org')], role)).toEqual([]);
    expect(uncovered([send('a@example.org', 'b@example.com')], role)).toHaveLength(1);
  });

  test('that cannot be judged here does not hold', () => {
    const bySource = {
      Effect: 'Allow',
      Action: 's3:PutObject',
      Resource: '*',
      Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.1' } },
    };
    expect(uncovered([put], may(bySource))).toEqual([put]);
  });
});

test('a wildcard in an action is told', () => {
  expect(wildcardActions(may({ Effect: 'Allow', Action: ['s3:Get*', 's3:PutObject'], Resource: '*' }))).toEqual([
    'DispatchRole: s3:Get*',
  ]);
});
