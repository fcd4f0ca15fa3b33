import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACKNOWLEDGED, checkBestPractices, rulePacks } from '#infra/best-practices.ts';
import { appOf, context } from './stages.ts';
import { TABLE_K } from './table-k/table-k.ts';
import type { StageTemplate } from './table-k/template.ts';

/** `AwsSolutions-SQS4`, … with the resources it is about. */
const findings = (app: App): Map<string, string[]> =>
  new Map(
    rulePacks(app)
      .flatMap((pack) => pack.validateScope(app).violations)
      .map(({ ruleName, violatingResources }) => [
        ruleName,
        violatingResources.map(({ constructPath }) => constructPath ?? ''),
      ]),
  );

describe('every stage', () => {
  let before: Map<string, string[]>;
  let after: Map<string, string[]>;
  let areProtected: boolean;
  beforeAll(async () => {
    const { app, stages } = await appOf();
    before = findings(app);
    areProtected = stages.every(({ registers }) => registers.terminationProtection === true);
    checkBestPractices(
      app,
      stages.flatMap(({ registers, pipeline }) => [registers, pipeline]),
    );
    after = findings(app);
  });

  it('has no finding that is not acknowledged', () => expect([...after]).toEqual([]));

  it('protects what keeps everything against termination', () => expect(areProtected).toBe(true));

  it('acknowledges what is found and nothing else, at most twelve, each with a reason', () => {
    expect([...before.keys()].sort()).toEqual(ACKNOWLEDGED.map(({ id }) => id).sort());
    expect(ACKNOWLEDGED.length).toBeLessThanOrEqual(12);
    for (const { reason } of ACKNOWLEDGED) expect(reason.length).toBeGreaterThan(30);
  });
});

describe('a stack with what must never be deployed', () => {
  const spoilt = () => {
    const app = new App({ context });
    const stack = new Stack(app, 'Spoilt');
    new Queue(stack, 'WithoutDeadLetters');
    new Bucket(stack, 'Open', {
      publicReadAccess: true,
      blockPublicAccess: new BlockPublicAccess({ blockPublicPolicy: false, restrictPublicBuckets: false }),
    });
    new Table(stack, 'Deletable', { partitionKey: { name: 'pk', type: AttributeType.STRING } });
    new Secret(stack, 'Another');
    const role = new Role(stack, 'Almighty', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['s3:*'], resources: ['arn:aws:s3:::letters/letters/*'] }));
    return { app, stack };
  };

  it.each([
    ['a queue without dead-letter queue', 'AwsSolutions-SQS3', 'WithoutDeadLetters'],
    ['a queue without dead-letter queue', 'Serverless-SQSRedrivePolicy', 'WithoutDeadLetters'],
    ['a queue without TLS', 'AwsSolutions-SQS4', 'WithoutDeadLetters'],
    ['a public bucket', 'AwsSolutions-S2', 'Open'],
    ['a bucket without TLS', 'AwsSolutions-S10', 'Open'],
    ['a wildcard action', 'AwsSolutions-IAM5[Action::s3:*]', 'Almighty'],
    ['a table that cannot be put back', 'AwsSolutions-DDB3', 'Deletable'],
    ['a secret that is never rotated', 'AwsSolutions-SMG4', 'Another'],
  ])('%s: the rules find %s', (_, rule, construct) => {
    const { app, stack } = spoilt();
    checkBestPractices(app, [stack]); // what is acknowledged must not hide it
    expect(findings(app).get(rule)).toContainEqual(expect.stringContaining(`Spoilt/${construct}`));
  });

  it.each([
    ['queues', 'WithoutDeadLetters', 'has no dead-letter queue'],
    ['buckets', 'Open', 'may be public'],
    ['resourcePolicies', 'Open', 'lets everybody in'],
    ['roles', 'Almighty', 'allows an action with a wildcard'],
    ['tables', 'Deletable', 'may be deleted'],
  ] as const)('table K, %s: %s %s', (row, construct, found) => {
    const template = Template.fromStack(spoilt().stack).toJSON() as StageTemplate;
    expect(TABLE_K[row](template)).toContainEqual(expect.stringMatching(new RegExp(`^${construct}\\S* ${found}$`)));
  });

  it('is synthesised only where nobody looks', () => {
    expect(() => spoilt().app.synth()).not.toThrow();
    const { app, stack } = spoilt();
    checkBestPractices(app, [stack]);
    expect(() => app.synth()).toThrow(/validation/i);
  });
});
