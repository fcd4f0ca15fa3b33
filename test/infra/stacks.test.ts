import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleAll } from '#infra/build/bundle.ts';
import { settings, stageNames } from '#infra/settings.ts';
import { addStage } from '#infra/stage.ts';

type Properties = Record<string, never>;
type Resource = { readonly Type: string; readonly Properties: Properties; readonly DeletionPolicy?: string };
type Statement = { Effect: string; Action: string | string[]; Resource?: unknown; Condition?: Record<string, never> };

const templates: Record<string, Record<string, Resource>> = {};
beforeAll(async () => {
  await bundleAll();
  for (const stage of stageNames) {
    const { registers, pipeline } = addStage(new App({ context: { stage } }), stage, settings[stage]);
    templates[stage] = {
      ...Template.fromStack(registers).toJSON().Resources,
      ...Template.fromStack(pipeline).toJSON().Resources,
    };
  }
});

const all = (stage: string, type: string): [string, Resource][] =>
  Object.entries(templates[stage] ?? {}).filter(([, { Type }]) => Type === type);
const each = (stage: string, type: string) => all(stage, type).map(([id, { Properties }]) => [id, Properties] as const);
const statements = (stage: string): [string, Statement][] =>
  each(stage, 'AWS::IAM::Policy').flatMap(([id, { PolicyDocument }]) =>
    (PolicyDocument as unknown as { Statement: Statement[] }).Statement.map((one): [string, Statement] => [id, one]),
  );
const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
const targetOf = (reference: unknown): string => {
  const found = /"(?:Ref|Fn::GetAtt)":\s*(?:\[\s*)?"([^"]+)"/.exec(JSON.stringify(reference));
  return found?.[1] ?? '';
};

describe.each(stageNames)('stage %s', (stage) => {
  it('keeps every table: customer key, point in time recovery, deletion protection, retained', () => {
    const tables = all(stage, 'AWS::DynamoDB::Table');
    expect(tables).toHaveLength(3);
    for (const [, { Properties, DeletionPolicy }] of tables) {
      expect(Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      });
      expect(DeletionPolicy).toBe('Retain');
    }
    expect(tables.filter(([, { Properties }]) => 'TimeToLiveSpecification' in Properties)).toHaveLength(1);
  });

  it('keeps every bucket private, encrypted with our key, versioned, retained, over TLS only', () => {
    const buckets = all(stage, 'AWS::S3::Bucket');
    expect(buckets).toHaveLength(3);
    const policies = JSON.stringify(each(stage, 'AWS::S3::BucketPolicy'));
    for (const [id, { Properties, DeletionPolicy }] of buckets) {
      expect(Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: 'Enabled' },
      });
      expect(JSON.stringify(Properties)).toContain('aws:kms');
      expect(DeletionPolicy).toBe('Retain');
      expect(policies).toContain(id);
    }
    expect(policies.match(/"aws:SecureTransport":"false"/g)).toHaveLength(3);
    expect(policies).toContain('s3:if-none-match');
  });

  it('keeps delivered files and what was wrong with them for thirty days', () => {
    const buckets = each(stage, 'AWS::S3::Bucket').map(([, { LifecycleConfiguration }]) => LifecycleConfiguration);
    const rules = buckets.flatMap((lifecycle) => (lifecycle as unknown as { Rules: object[] }).Rules);
    for (const Prefix of ['deliveries/', 'rejects/'])
      expect(rules).toContainEqual({
        Prefix,
        Status: 'Enabled',
        ExpirationInDays: 30,
        NoncurrentVersionExpiration: { NoncurrentDays: 30 },
      });
  });

  it('gives every queue encryption, a TLS policy, and a dead-letter queue that outlives it', () => {
    const queues = each(stage, 'AWS::SQS::Queue');
    const policies = JSON.stringify(each(stage, 'AWS::SQS::QueuePolicy'));
    for (const [id, properties] of queues) {
      const { SqsManagedSseEnabled, RedrivePolicy, MessageRetentionPeriod } = properties as Record<string, never>;
      expect(SqsManagedSseEnabled).toBe(true);
      expect(policies).toContain(`"${id}"`);
      if (RedrivePolicy === undefined) expect(MessageRetentionPeriod).toBe(14 * 86_400);
      else {
        expect((RedrivePolicy as { maxReceiveCount: number }).maxReceiveCount).toBeGreaterThanOrEqual(5);
        expect(MessageRetentionPeriod).toBeLessThanOrEqual(4 * 86_400);
      }
    }
    expect(queues.filter(([, { RedrivePolicy }]) => RedrivePolicy !== undefined)).toHaveLength(7);
  });

  it('watches every dead-letter queue and the age of every queue, in words about residents', () => {
    const watched = each(stage, 'AWS::CloudWatch::Alarm').map(([, alarm]) => {
      const { MetricName, Dimensions, AlarmDescription, AlarmActions } = alarm as Record<string, never>;
      expect(String(AlarmDescription).length).toBeGreaterThan(30);
      expect(AlarmActions).toHaveLength(1);
      return [MetricName, targetOf(Dimensions)].join(' ');
    });
    for (const [id, { RedrivePolicy }] of each(stage, 'AWS::SQS::Queue'))
      expect(watched).toContain(
        RedrivePolicy === undefined
          ? `ApproximateNumberOfMessagesVisible ${id}`
          : `ApproximateAgeOfOldestMessage ${id}`,
      );
  });

  it('works queues with partial failures, bounded, and six times the function’s time', () => {
    const queues = new Map(each(stage, 'AWS::SQS::Queue'));
    const functions = new Map(each(stage, 'AWS::Lambda::Function'));
    const mappings = each(stage, 'AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(7);
    for (const [, mapping] of mappings) {
      const { EventSourceArn, FunctionName, FunctionResponseTypes, ScalingConfig } = mapping as Record<string, never>;
      expect(FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect((ScalingConfig as unknown as { MaximumConcurrency: number }).MaximumConcurrency).toBeGreaterThanOrEqual(2);
      const visibility = Number(queues.get(targetOf(EventSourceArn))?.VisibilityTimeout);
      expect(visibility).toBeGreaterThanOrEqual(6 * Number(functions.get(targetOf(FunctionName))?.Timeout));
    }
  });

  it('runs every function on Node 24 with a role and a log group of its own', () => {
    const functions = each(stage, 'AWS::Lambda::Function');
    expect(functions).toHaveLength(10);
    for (const [id, properties] of functions) {
      const { Runtime, Architectures, MemorySize, Timeout, TracingConfig } = properties as Record<string, never>;
      expect([Runtime, Architectures]).toEqual(['nodejs24.x', ['arm64']]);
      expect(MemorySize).toBeGreaterThanOrEqual(512);
      expect(Timeout).toBeLessThanOrEqual(/^(Scan|Intake|CloseBatch|Sweep)/.test(id) ? 840 : 60);
      expect(TracingConfig).toEqual({ Mode: 'Active' });
    }
    expect(new Set(functions.map(([, { Role }]) => JSON.stringify(Role))).size).toBe(10);
    for (const [, group] of each(stage, 'AWS::Logs::LogGroup'))
      expect(group).toMatchObject({ RetentionInDays: 90, KmsKeyId: expect.anything() });
    expect(each(stage, 'AWS::Logs::LogGroup')).toHaveLength(10);
  });

  it('allows no action by wildcard, and everything on everything only for tracing', () => {
    expect(each(stage, 'AWS::IAM::Role').filter(([, { ManagedPolicyArns }]) => ManagedPolicyArns)).toEqual([]);
    for (const [, { Effect, Action, Resource }] of statements(stage)) {
      expect(Effect).toBe('Allow');
      for (const action of listed(Action)) expect(action).not.toContain('*');
      if (listed(Resource).includes('*'))
        expect(listed(Action)).toEqual(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
    }
  });

  it('lets only one function send mail, and outside production to nobody but the allow-list', () => {
    const sending = statements(stage).filter(([, { Action }]) => listed(Action).includes('ses:SendRawEmail'));
    expect(sending).toHaveLength(1);
    const recipients = { 'ForAllValues:StringLike': { 'ses:Recipients': settings[stage].allowedRecipients } };
    expect(sending[0]?.[1].Condition).toEqual(stage === 'production' ? undefined : recipients);
  });

  it('lets the printer read closed batches and nothing else', () => {
    const printer = statements(stage).filter(([id]) => id.startsWith('Printer'));
    expect(printer.flatMap(([, { Action }]) => listed(Action)).sort()).toEqual([
      'kms:Decrypt',
      's3:GetObject',
      's3:ListBucket',
    ]);
    const objects = printer.filter(([, { Action }]) => listed(Action).includes('s3:GetObject'));
    expect(JSON.stringify(objects[0]?.[1].Resource)).toMatch(/\/closed\/\*"/);
  });

  it('goes by the clock of the Netherlands, never between two and three, and keeps what could not start', () => {
    const schedules = each(stage, 'AWS::Scheduler::Schedule');
    expect(schedules).toHaveLength(4);
    for (const [, schedule] of schedules) {
      const { ScheduleExpression, ScheduleExpressionTimezone, Target } = schedule as Record<string, never>;
      expect(ScheduleExpressionTimezone).toBe('Europe/Amsterdam');
      expect(ScheduleExpression).not.toMatch(/^cron\(\S+ 2 /);
      expect((Target as unknown as { DeadLetterConfig: unknown }).DeadLetterConfig).toBeDefined();
    }
  });

  it('sends mail over TLS only and hears every event of it', () => {
    const [, set] = each(stage, 'AWS::SES::ConfigurationSet')[0] ?? [];
    expect(set).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
    });
    const [, destination] = each(stage, 'AWS::SES::ConfigurationSetEventDestination')[0] ?? [];
    const types = (destination as unknown as { EventDestination: { MatchingEventTypes: string[] } }).EventDestination;
    for (const type of ['send', 'delivery', 'bounce', 'complaint', 'reject', 'renderingFailure', 'deliveryDelay'])
      expect(types.MatchingEventTypes).toContain(type);
  });
});
