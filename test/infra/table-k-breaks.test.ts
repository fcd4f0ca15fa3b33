import { beforeAll, describe, expect, it } from 'vitest';
import { templatesOf } from './stages.ts';
import { STATEFUL } from './table-k/stateful.ts';
import { type RowName, TABLE_K } from './table-k/table-k.ts';
import { ofType, type Resource, type StageTemplate } from './table-k/template.ts';

type Draft = {
  Resources: Record<string, { Type: string; [field: string]: unknown }>;
  Outputs: Record<string, unknown>;
};
type Break = readonly [row: RowName, found: string, spoil: (draft: Draft) => void];

let template: StageTemplate;
beforeAll(async () => {
  template = (await templatesOf(['production'])).production;
});

/** Puts a value at a path of the first resource of a type whose logical id matches; undefined takes the field away. */
const set =
  (type: string, path: string, value: unknown, id = /./) =>
  (draft: Draft): void => {
    const [, resource] = ofType(draft as StageTemplate, type).find(([name]) => id.test(name)) as [string, Resource];
    const names = path.split('.');
    const last = names.pop() as string;
    const parent = names.reduce<Record<string, unknown>>((at, name) => at[name] as never, resource as never);
    if (!(last in parent) && value === undefined) throw new Error(`there is no ${path} to take away`);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  };

const remove =
  (type: string, id = /./) =>
  (draft: Draft): void => {
    const [name] = ofType(draft as StageTemplate, type).find(([each]) => id.test(each)) as [string, Resource];
    delete draft.Resources[name];
  };

const add =
  (Type: string, Properties: object = {}) =>
  (draft: Draft): void => {
    draft.Resources.Added = { Type, Properties };
  };

const output =
  (value: object) =>
  (draft: Draft): void => {
    draft.Outputs.Added = value;
  };

const QUEUE = 'AWS::SQS::Queue';
const TABLE = 'AWS::DynamoDB::Table';
const BUCKET = 'AWS::S3::Bucket';
const FUNCTION = 'AWS::Lambda::Function';
const POLICY = 'AWS::IAM::Policy';
const QUEUE_POLICY = 'AWS::SQS::QueuePolicy';
const TOPIC_POLICY = 'AWS::SNS::TopicPolicy';
const SCHEDULE = 'AWS::Scheduler::Schedule';
const SET = 'AWS::SES::ConfigurationSet';
const HEARS = 'AWS::SES::ConfigurationSetEventDestination';
const source = /SourceQueue|^CandidatesQueue/;
const dead = /DeadLetters/;
const allow = (statement: object) => ({ PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] } });
const puts = { Action: 'sqs:SendMessage' };
const of = (arn: unknown) => ({ Condition: { ArnEquals: { 'aws:SourceArn': arn } } });
const bucket = { 'Fn::GetAtt': ['LettersDC1467AC', 'Arn'] };

const BREAKS: readonly Break[] = [
  ['kinds', 'Added is a AWS::EC2::Instance', add('AWS::EC2::Instance')],

  ['queues', 'has no dead-letter queue', add(QUEUE, { SqsManagedSseEnabled: true })],
  ['queues', 'has no dead-letter queue', set(QUEUE, 'Properties.RedrivePolicy', undefined, source)],
  ['queues', 'gives up before five', set(QUEUE, 'Properties.RedrivePolicy.maxReceiveCount', 4, source)],
  ['queues', 'is not encrypted', set(QUEUE, 'Properties.SqsManagedSseEnabled', false)],
  ['queues', 'without TLS', remove('AWS::SQS::QueuePolicy')],
  ['queues', 'without TLS', set('AWS::SQS::QueuePolicy', 'Properties.PolicyDocument.Statement.0.Resource', '*')],
  ['queues', 'more than 4 days', set(QUEUE, 'Properties.MessageRetentionPeriod', 345_601, source)],
  ['queues', 'less than 14 days', set(QUEUE, 'Properties.MessageRetentionPeriod', undefined, dead)],
  ['queues', 'hands a message out again', set(QUEUE, 'Properties.VisibilityTimeout', 359, source)],
  ['queues', 'hands a message out again', set(FUNCTION, 'Properties.Timeout', 61, /^Load/)],
  ['queues', 'is worked by nobody', remove('AWS::Lambda::EventSourceMapping')],
  ['queues', 'stand still', remove('AWS::CloudWatch::Alarm', /Waiting/)],
  ['queues', 'nobody hears of', remove('AWS::CloudWatch::Alarm', /Failed/)],

  ['alarms', 'reaches nobody', set('AWS::CloudWatch::Alarm', 'Properties.AlarmActions', [])],
  ['alarms', 'does not say', set('AWS::CloudWatch::Alarm', 'Properties.AlarmDescription', 'stuk')],

  ['mappings', 'repeats a whole batch', set('AWS::Lambda::EventSourceMapping', 'Properties.FunctionResponseTypes', [])],
  ['mappings', 'has no bound', set('AWS::Lambda::EventSourceMapping', 'Properties.ScalingConfig', undefined)],

  ['functions', 'not on Node 24', set(FUNCTION, 'Properties.Runtime', 'nodejs22.x')],
  ['functions', 'not on ARM', set(FUNCTION, 'Properties.Architectures', undefined)],
  ['functions', 'memory to chance', set(FUNCTION, 'Properties.MemorySize', undefined)],
  ['functions', 'time to chance', set(FUNCTION, 'Properties.Timeout', undefined)],
  ['functions', 'take too long', set(FUNCTION, 'Properties.Timeout', 61, /^Decide/)],
  ['functions', 'take too long', set(FUNCTION, 'Properties.Timeout', 841, /^Scan/)],
  ['functions', 'not traced', set(FUNCTION, 'Properties.TracingConfig', undefined)],
  ['functions', 'shares its role', set(FUNCTION, 'Properties.Role', { Ref: 'ScanRole4DA95A7E' }, /^Decide/)],
  ['functions', 'log group', set(FUNCTION, 'Properties.LoggingConfig', undefined)],

  ['logGroups', 'for ever', set('AWS::Logs::LogGroup', 'Properties.RetentionInDays', undefined)],
  ['logGroups', 'with our key', set('AWS::Logs::LogGroup', 'Properties.KmsKeyId', undefined)],

  ['tables', 'may be deleted', add(TABLE, { BillingMode: 'PAY_PER_REQUEST' })],
  ['tables', 'may be deleted', set(TABLE, 'Properties.DeletionProtectionEnabled', undefined)],
  ['tables', 'put back', set(TABLE, 'Properties.PointInTimeRecoverySpecification', undefined)],
  ['tables', 'with our key', set(TABLE, 'Properties.SSESpecification.KMSMasterKeyId', 'alias/aws/dynamodb')],
  ['tables', 'goes with its stack', set(TABLE, 'DeletionPolicy', 'Delete')],
  ['tables', 'goes with its stack', set(TABLE, 'UpdateReplacePolicy', undefined)],
  ['tables', 'nobody uses it', set(TABLE, 'Properties.BillingMode', 'PROVISIONED')],

  ['buckets', 'may be public', add(BUCKET)],
  ['buckets', 'may be public', set(BUCKET, 'Properties.PublicAccessBlockConfiguration.BlockPublicPolicy', false)],
  ['buckets', 'with our key', set(BUCKET, 'Properties.BucketEncryption', undefined)],
  ['buckets', 'without TLS', remove('AWS::S3::BucketPolicy')],
  ['buckets', 'overwritten', set(BUCKET, 'Properties.VersioningConfiguration', undefined)],
  ['buckets', 'goes with its stack', set(BUCKET, 'DeletionPolicy', 'Delete')],
  [
    'buckets',
    'there for ever',
    set(BUCKET, 'Properties.LifecycleConfiguration.Rules.0.Status', 'Disabled', /^Letters/),
  ],
  ['buckets', 'there for ever', set(BUCKET, 'Properties.LifecycleConfiguration.Rules.2.Prefix', 'reject/', /^Intake/)],
  [
    'buckets',
    'rejected rows',
    set(BUCKET, 'Properties.LifecycleConfiguration.Rules.2.ExpirationInDays', 31, /^Intake/),
  ],
  [
    'lettersOnce',
    'be overwritten',
    set('AWS::S3::BucketPolicy', 'Properties.PolicyDocument.Statement.1.Condition', {}, /^Letters/),
  ],

  ['roles', 'action with a wildcard', set(POLICY, 'Properties.PolicyDocument.Statement.0.Action', 's3:Get*')],
  ['roles', 'action with a wildcard', add(POLICY, allow({ Action: ['s3:GetObject', '*'], Resource: bucket }))],
  ['roles', 'action with a wildcard', add(POLICY, allow({ NotAction: 's3:PutObject', Resource: bucket }))],
  ['roles', 'on everything', add(POLICY, allow({ Action: 's3:GetObject', Resource: '*' }))],
  ['roles', 'on everything', add(POLICY, allow({ Action: ['xray:PutTraceSegments', 'kms:Decrypt'], Resource: '*' }))],
  [
    'roles',
    'not named',
    add(POLICY, allow({ Action: 's3:GetObject', Resource: { 'Fn::Join': ['', [bucket, '/*']] } })),
  ],
  ['roles', 'not named', add(POLICY, allow({ Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-central-1:1:*' }))],
  [
    'roles',
    'AWS’s making',
    set('AWS::IAM::Role', 'Properties.ManagedPolicyArns', ['arn:aws:iam::aws:policy/ReadOnly']),
  ],
  [
    'roles',
    'action with a wildcard',
    set('AWS::IAM::Role', 'Properties.Policies', [allow({ Action: 'sqs:*', Resource: bucket })]),
  ],
  ['roles', 'more than a role', add('AWS::IAM::ManagedPolicy')],

  ['resourcePolicies', 'everybody', add('AWS::SQS::QueuePolicy', allow({ Principal: '*', Action: 'sqs:SendMessage' }))],
  [
    'resourcePolicies',
    'everybody',
    add('AWS::S3::BucketPolicy', allow({ Principal: { AWS: '*' }, Action: 's3:GetObject' })),
  ],
  ['resourcePolicies', 'everybody', add('AWS::Lambda::Permission', { Principal: '*' })],
  ['resourcePolicies', 'everybody', add('AWS::Lambda::Url', { AuthType: 'NONE' })],
  [
    'resourcePolicies',
    'do anything',
    set('AWS::KMS::Key', 'Properties.KeyPolicy.Statement.1.Action', ['kms:ReEncrypt*']),
  ],

  ['schedules', 'clock', set(SCHEDULE, 'Properties.ScheduleExpressionTimezone', 'UTC')],
  ['schedules', 'hour that is missing', set(SCHEDULE, 'Properties.ScheduleExpression', 'cron(30 2 * * ? *)')],
  ['schedules', 'hour that is missing', set(SCHEDULE, 'Properties.ScheduleExpression', 'cron(0 1-3 * * ? *)')],
  ['schedules', 'hour that is missing', set(SCHEDULE, 'Properties.ScheduleExpression', 'cron(0 8,2 * * ? *)')],
  ['schedules', 'hour that is missing', set(SCHEDULE, 'Properties.ScheduleExpression', 'cron(0 0/2 * * ? *)')],
  ['schedules', 'could not start', set(SCHEDULE, 'Properties.Target.DeadLetterConfig', undefined)],
  ['schedules', 'without a time zone', set('AWS::Events::Rule', 'Properties.ScheduleExpression', 'rate(1 day)')],

  ['mailSets', 'in the clear', set(SET, 'Properties.DeliveryOptions.TlsPolicy', 'OPTIONAL')],
  ['mailSets', 'reputation', set(SET, 'Properties.ReputationOptions', undefined)],
  ['mailSets', 'report every event', set(HEARS, 'Properties.EventDestination.Enabled', false)],
  ['mailSets', 'report every event', set(HEARS, 'Properties.EventDestination.MatchingEventTypes', ['send'])],
  ['mailSets', 'opens and clicks', set(HEARS, 'Properties.EventDestination.MatchingEventTypes', ['open'])],
  ['mailSets', 'configuration set', set('AWS::SES::EmailIdentity', 'Properties.ConfigurationSetAttributes', undefined)],
  ['mailSets', 'as Amazon', set('AWS::SES::EmailIdentity', 'Properties.MailFromAttributes', undefined)],
  [
    'textSets',
    'report every event',
    add('AWS::SMSVOICE::ConfigurationSet', { EventDestinations: [{ Enabled: true }] }),
  ],

  ['topics', 'with our key', add('AWS::SNS::Topic')],
  ['topics', 'without TLS', remove('AWS::SNS::TopicPolicy')],
  ['handOns', 'could not hand on', set('AWS::SNS::Subscription', 'Properties.RedrivePolicy', undefined)],
  ['handOns', 'out of the account', set('AWS::SNS::Subscription', 'Properties.Protocol', 'https')],
  ['handOns', 'could not hand on', set('AWS::Events::Rule', 'Properties.Targets.0.DeadLetterConfig', undefined)],

  ['senders', 'lets others put', add(QUEUE_POLICY, allow({ Principal: { Service: 'sns.amazonaws.com' }, ...puts }))],
  ['senders', 'lets others put', add(QUEUE_POLICY, allow({ Principal: { AWS: '111111111111' }, ...puts }))],
  [
    'senders',
    'lets others put',
    add(QUEUE_POLICY, allow({ Principal: { Service: 'sns.amazonaws.com' }, ...puts, ...of('arn:aws:sns:eu:1:other') })),
  ],
  [
    'senders',
    'lets others put',
    set(QUEUE_POLICY, 'Properties.PolicyDocument.Statement.1.Condition', undefined, /^RecordSourceQueue/),
  ],
  [
    'senders',
    'lets others put',
    set(QUEUE_POLICY, 'Properties.PolicyDocument.Statement.1.Condition', undefined, /^PrintReportSourceQueue/),
  ],
  [
    'senders',
    'lets others put',
    set(QUEUE_POLICY, 'Properties.PolicyDocument.Statement.1.Action', 'sqs:ReceiveMessage', /^RecordSourceQueue/),
  ],
  [
    'senders',
    'lets others publish',
    set(TOPIC_POLICY, 'Properties.PolicyDocument.Statement.1.Condition', undefined, /^Texts/),
  ],
  [
    'senders',
    'lets others publish',
    set(TOPIC_POLICY, 'Properties.PolicyDocument.Statement.1.Principal', { AWS: '111111111111' }, /^Mail/),
  ],
  [
    'senders',
    'is of more than one',
    set(TOPIC_POLICY, 'Properties.PolicyDocument.Statement.0.Effect', 'Allow', /^Texts/),
  ],
  ['senders', 'hears nobody', remove(TOPIC_POLICY, /^Alarms/)],
  ['senders', 'hears nobody', set(TOPIC_POLICY, 'Properties.PolicyDocument.Statement.1.Effect', 'Deny', /^Alarms/)],

  ['secrets', 'with our key', set('AWS::SecretsManager::Secret', 'Properties.KmsKeyId', undefined)],
  ['secrets', 'goes with its stack', set('AWS::SecretsManager::Secret', 'DeletionPolicy', 'Delete')],
  ['secrets', 'stands in the template', set('AWS::SecretsManager::Secret', 'Properties.SecretString', 'hunter2')],
  ['secrets', 'rotates', add('AWS::SecretsManager::RotationSchedule')],
  ['keys', 'goes with its stack', set('AWS::KMS::Key', 'UpdateReplacePolicy', 'Delete')],
  ['keys', 'never renewed', set('AWS::KMS::Key', 'Properties.EnableKeyRotation', undefined)],

  ['names', 'text', output({ Value: 'Sanne de Wit' })],
  ['names', 'text', output({ Value: { Ref: 'X' }, Description: 'of Sanne de Wit' })],
  ['names', 'name that may', set(BUCKET, 'Properties.BucketName', 'brieven-999990019')],
  ['names', 'name that may', set(SCHEDULE, 'Properties.Name', 'voor sanne')],
  ['names', 'tag that may', set(QUEUE, 'Properties.Tags', [{ Key: 'owner', Value: 'sanne@voorbeeldstad.example' }])],

  ['stateful', 'Added holds data', add(TABLE)],
  ...Object.keys(STATEFUL).map(
    (id): Break => [
      'stateful',
      `${id} was removed or renamed`,
      (draft) => {
        draft.Resources[`${id}2`] = draft.Resources[id] as Draft['Resources'][string];
        delete draft.Resources[id];
      },
    ],
  ),
];

describe('what table K finds when something is spoilt on purpose', () => {
  it.each(BREAKS.map(([row, found, spoil], index) => ({ row, found, spoil, index })))(
    '$row: $found ($index)',
    ({ row, found, spoil }) => {
      const draft = structuredClone(template) as unknown as Draft;
      spoil(draft);
      expect(TABLE_K[row](template)).toEqual([]);
      expect(TABLE_K[row](draft as unknown as StageTemplate)).toContainEqual(expect.stringContaining(found));
    },
  );

  it('spoils every row', () => {
    expect(new Set(BREAKS.map(([row]) => row))).toEqual(new Set(Object.keys(TABLE_K)));
  });
});
