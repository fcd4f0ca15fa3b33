import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptMails } from '#infra/local/mail.ts';
import { type LocalStack, startLocal } from '#infra/local/stack.ts';
import { keptTexts } from '#infra/local/text.ts';
import { arn, functionOf, handMadeApp, ref } from './hand-made-app.ts';

const app = handMadeApp(
  {
    Only: {
      Resources: {
        ...functionOf('Caller', { statements: [{ Action: 's3:PutObject', Resource: 'arn:aws:s3:::only-files/in/*' }] }),
        Files: {
          Type: 'AWS::S3::Bucket',
          Properties: { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } },
        },
        Arrived: { Type: 'AWS::SQS::Queue' },
        Rule: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventPattern: {
              source: ['aws.s3'],
              'detail-type': ['Object Created'],
              detail: { bucket: { name: [ref('Files')] }, object: { key: [{ prefix: 'in/' }] } },
            },
            Targets: [{ Id: 't', Arn: arn('Arrived') }],
          },
        },
        One: { Type: 'AWS::SecretsManager::Secret' },
        Two: { Type: 'AWS::SecretsManager::Secret' },
        Identity: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'town.example' } },
        Set: { Type: 'AWS::SES::ConfigurationSet' },
        Told: { Type: 'AWS::SNS::Topic' },
        Destination: {
          Type: 'AWS::SES::ConfigurationSetEventDestination',
          Properties: {
            ConfigurationSetName: ref('Set'),
            EventDestination: {
              MatchingEventTypes: ['send', 'delivery', 'bounce', 'complaint'],
              SnsDestination: { TopicARN: ref('Told') },
            },
          },
        },
        Sender: { Type: 'AWS::SMSVOICE::SenderId', Properties: { SenderId: 'TOWN', IsoCountryCode: 'NL' } },
        Protect: {
          Type: 'AWS::SMSVOICE::ProtectConfiguration',
          Properties: {
            CountryRuleSet: {
              SMS: [
                { CountryCode: 'NL', ProtectStatus: 'ALLOW' },
                { CountryCode: 'XX', ProtectStatus: 'BLOCK' },
              ],
            },
          },
        },
        TextSet: {
          Type: 'AWS::SMSVOICE::ConfigurationSet',
          Properties: {
            EventDestinations: [
              { Enabled: true, MatchingEventTypes: ['TEXT_ALL'], SnsDestination: { TopicArn: ref('Told') } },
            ],
          },
        },
        Reports: { Type: 'AWS::SQS::Queue' },
        Subscription: {
          Type: 'AWS::SNS::Subscription',
          Properties: { TopicArn: ref('Told'), Protocol: 'sqs', Endpoint: arn('Reports'), RawMessageDelivery: true },
        },
      },
    },
  },
  { Caller: 'export const handler = () => null;' },
);

let stack: LocalStack;
let asCaller: object;
beforeAll(async () => {
  stack = await startLocal({ cdkOut: app, on: '2026-11-24' });
  const endpoint = new URL(stack.queues.arrived as string).origin;
  asCaller = { endpoint, region: 'eu-central-1', credentials: { accessKeyId: 'caller', secretAccessKey: 'x' } };
});
afterAll(() => stack.stop());

const bodies = async (queue: string): Promise<Record<string, unknown>[]> => {
  const QueueUrl = stack.queues[queue];
  const { Messages = [] } = await stack.clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body }) => JSON.parse(Body as string));
};
const mail = (to: string, from = 'Town <post@town.example>') =>
  new SendRawEmailCommand({
    Source: from,
    Destinations: [to],
    ConfigurationSetName: 'Only-Set',
    Tags: [{ Name: 'notice', Value: 'abc' }],
    RawMessage: { Data: Buffer.from(`To: ${to}\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\n\r\nCafé`) },
  });

test('an object is written once where that is asked, and its arrival is told once', async () => {
  const s3 = new S3Client(asCaller);
  const put = (IfNoneMatch?: string) =>
    s3.send(
      new PutObjectCommand({
        Bucket: stack.buckets.files,
        Key: 'in/a ü.csv',
        Body: 'first',
        ...(IfNoneMatch && { IfNoneMatch }),
      }),
    );
  await put('*');
  await expect(put('*')).rejects.toMatchObject({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } });
  await s3.send(new PutObjectCommand({ Bucket: stack.buckets.files, Key: 'elsewhere.csv', Body: 'x' }));
  const events = await bodies('arrived');
  expect(events).toMatchObject([
    {
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: { bucket: { name: 'only-files' }, object: { key: 'in/a ü.csv', size: 5 } },
    },
  ]);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: stack.buckets.files, Key: 'in/a ü.csv' }));
  expect(await Body?.transformToString()).toBe('first');
});

test('what a caller did is known by its access key, and what its role does not allow is found', async () => {
  const s3 = new S3Client(asCaller);
  await s3.send(new PutObjectCommand({ Bucket: stack.buckets.files, Key: 'in/b.csv', Body: 'x' }));
  await expect(
    s3.send(new GetObjectCommand({ Bucket: stack.buckets.files, Key: 'in/nothing.csv' })),
  ).rejects.toBeInstanceOf(NoSuchKey);
  const uncovered = stack
    .roleProblems()
    .uncovered.map(({ caller, action, resource }) => [caller, action, resource].join(' '));
  expect(uncovered).toContain('caller s3:GetObject arn:aws:s3:::only-files/in/nothing.csv');
  expect(uncovered).toContain('caller s3:ListBucket arn:aws:s3:::only-files'); // else AWS answers 403, not NoSuchKey
  expect(uncovered).not.toContain('caller s3:PutObject arn:aws:s3:::only-files/in/b.csv');
});

test('each secret has its own 64 hexadecimal characters', async () => {
  const secrets = new SecretsManagerClient(asCaller);
  const read = async (id: string) =>
    (
      await secrets.send(
        new GetSecretValueCommand({
          SecretId: `arn:aws:secretsmanager:eu-central-1:000000000000:secret:Only-${id}-local0`,
        }),
      )
    ).SecretString;
  const [one, two] = [await read('One'), await read('Two')];
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(two).toMatch(/^[0-9a-f]{64}$/);
  expect(one).not.toBe(two);
  await expect(read('Three')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('an e-mail is kept as it was given, and its events come by topic and queue with its tags', async () => {
  const ses = new SESClient(asCaller);
  const { MessageId } = await ses.send(mail('a@example.org'));
  await ses.send(mail('bounce@simulator.amazonses.com'));
  expect(stack.mails[0]).toMatchObject({
    messageId: MessageId,
    destinations: ['a@example.org'],
    tags: { notice: 'abc' },
  });
  expect(Buffer.from(stack.mails[0]?.raw ?? '', 'latin1').toString('utf8')).toContain('\r\n\r\nCafé');
  const events = await bodies('reports');
  expect(events.map(({ eventType }) => eventType)).toEqual(['Send', 'Delivery', 'Send', 'Bounce']);
  expect(events[0]?.mail).toMatchObject({
    messageId: MessageId,
    tags: { notice: ['abc'], 'ses:configuration-set': ['Only-Set'] },
  });
});

test('events of a mail that the process was killed over are published after the next start', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'local-stack-'));
  const mail = {
    messageId: 'm1',
    at: '2026-11-24T09:05:00.000Z',
    source: 'post@town.example',
    destinations: ['a@example.org'],
  };
  keptMails(dataDir).keep({ ...mail, configurationSet: 'Only-Set', tags: { notice: 'abc' }, raw: 'Café' });
  const types = async () => {
    const again = await startLocal({ cdkOut: app, on: '2026-11-24', dataDir });
    const { Messages = [] } = await again.clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: again.queues.reports, MaxNumberOfMessages: 10, VisibilityTimeout: 3600 }),
    );
    await again.stop();
    return Messages.map(({ Body }) => JSON.parse(Body as string).eventType);
  };
  expect(await types()).toEqual(['Send', 'Delivery']);
  expect(await types()).toEqual([]);
  expect(keptMails(dataDir).mails).toMatchObject([{ messageId: 'm1', raw: 'Café', told: true }]);
});

const text = (DestinationPhoneNumber: string, over = {}) =>
  new SendTextMessageCommand({
    DestinationPhoneNumber,
    OriginationIdentity: 'TOWN',
    MessageBody: 'Town: hello',
    TimeToLive: 3600,
    ConfigurationSetName: 'Only-TextSet',
    ProtectConfigurationId: 'Only-Protect',
    Context: { notice: 'abc' },
    ...over,
  });

test('a text is kept as it was given, and its events come by topic and queue with its context', async () => {
  const sms = new PinpointSMSVoiceV2Client({ ...asCaller, maxAttempts: 1 });
  await bodies('reports'); // what the tests before left
  const { MessageId } = await sms.send(text('+31612345110'));
  for (const end of ['00', '02']) await sms.send(text(`+316123451${end}`));
  expect(stack.texts[0]).toMatchObject({
    messageId: MessageId,
    to: '+31612345110',
    body: 'Town: hello',
    ttlSeconds: 3600,
  });
  const events = await bodies('reports');
  expect(events.map(({ eventType, isFinal, context }) => [eventType, isFinal, context])).toEqual(
    [
      ['TEXT_SUCCESSFUL', false],
      ['TEXT_DELIVERED', true],
      ['TEXT_SENT', false],
      ['TEXT_INVALID', true],
      ['TEXT_SENT', false],
      ['TEXT_TTL_EXPIRED', true],
    ].map(([type, isFinal]) => [type, isFinal, { notice: 'abc' }]),
  );
  const asked = stack.calls().filter(({ action }) => action === 'sms-voice:SendTextMessage');
  expect(asked.map(({ resource }) => resource.split(':').at(-1))).toEqual([
    'sender-id/TOWN/NL',
    'configuration-set/Only-TextSet',
    'protect-configuration/Only-Protect',
  ]);
});

test.each<[string, object, object]>([
  ['+31612345101', {}, { name: 'ConflictException', Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' }],
  ['0612345110', {}, { name: 'ValidationException', Fields: [{ Name: 'DestinationPhoneNumber' }] }],
  ['+31612345110', { TimeToLive: 1 }, { name: 'ValidationException', Fields: [{ Name: 'TimeToLive' }] }],
  ['+31612345110', { OriginationIdentity: 'OTHER' }, { name: 'ResourceNotFoundException' }],
  ['+31612345110', { ConfigurationSetName: 'None' }, { name: 'ResourceNotFoundException' }],
  ['+31612345110', { ProtectConfigurationId: 'None' }, { name: 'ResourceNotFoundException' }],
])('a text to %s with %o is refused as AWS does', async (to, over, expected) => {
  const sms = new PinpointSMSVoiceV2Client({ ...asCaller, maxAttempts: 1 });
  const before = stack.texts.length;
  await expect(sms.send(text(to, over))).rejects.toMatchObject(expected);
  expect(stack.texts).toHaveLength(before);
});

test('a text whose events were not told when the process ended is told of at the next start', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'texts-'));
  const kept = { messageId: 't1', at: '2026-11-24T09:05:00.000Z', from: 'TOWN', to: '+31612345110', body: 'x' };
  keptTexts(dataDir).keep({ ...kept, ttlSeconds: 60, configurationSet: 'Only-TextSet', context: {} });
  const again = await startLocal({ cdkOut: app, on: '2026-11-24', dataDir });
  await again.stop();
  expect(keptTexts(dataDir).texts).toMatchObject([{ messageId: 't1', told: true }]);
});

test('SES refuses a sender that is not verified, a configuration set that is not there, and a tag that may not be', async () => {
  const ses = new SESClient(asCaller);
  await expect(ses.send(mail('a@example.org', 'post@village.example'))).rejects.toMatchObject({
    name: 'MessageRejected',
  });
  const { input } = mail('a@example.org');
  await expect(ses.send(new SendRawEmailCommand({ ...input, ConfigurationSetName: 'None' }))).rejects.toMatchObject({
    name: 'ConfigurationSetDoesNotExistException',
  });
  for (const Value of ['a'.repeat(257), 'a=', 'a b', ''])
    await expect(
      ses.send(new SendRawEmailCommand({ ...input, Tags: [{ Name: 'notice', Value }] })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
});

test('DynamoDB and SQS answer on the same address', async () => {
  const dynamo = new DynamoDBClient(asCaller);
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'Things',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }),
  );
  const put = new PutItemCommand({
    TableName: 'Things',
    Item: { id: { S: 'a' } },
    ConditionExpression: 'attribute_not_exists(id)',
  });
  await dynamo.send(put);
  await expect(dynamo.send(put)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  const { Attributes } = await stack.clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: stack.queues.reports, AttributeNames: ['QueueArn'] }),
  );
  expect(Attributes?.QueueArn).toBe('arn:aws:sqs:eu-central-1:000000000000:Only-Reports');
});
