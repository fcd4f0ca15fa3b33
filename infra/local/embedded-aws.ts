import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { announceObject } from './announce-object.ts';
import { bringUp } from './bring-up.ts';
import { callRecord } from './call-record.ts';
import type { SimulatedClock } from './clock.ts';
import { openDynamo } from './dynamo.ts';
import { type Fauxqs, openFauxqs } from './fauxqs.ts';
import { OURSELVES, openGateway } from './gateway.ts';
import { type KillAt, killAt } from './kill-at.ts';
import { knownKinds } from './kinds/known-kinds.ts';
import { keptMails } from './mail.ts';
import { meter as newMeter } from './meter/meter.ts';
import { itemAt } from './meter/meter-reply.ts';
import { servedBy } from './meter/served-by.ts';
import { deliveredUnits } from './meter/sqs-units.ts';
import { divided } from './meter/units.ts';
import { ACCOUNT, REGION } from './place.ts';
import { answerSecrets } from './secrets.ts';
import { answerSes, tellOf } from './ses.ts';
import { answerSms, tellOfText } from './sms.ts';
import { tellTime } from './tell-time.ts';
import { readStacks, type Stack } from './template.ts';
import { keptTexts } from './text.ts';
import type { Log, World } from './world.ts';

type Options = {
  readonly cdkOut: string;
  readonly clock: SimulatedClock;
  readonly workers: number;
  readonly onLog: (log: Log) => void;
  readonly dataDir?: string | undefined;
  readonly killAt?: string | KillAt | undefined;
  readonly beforeMail?: (() => Promise<void>) | undefined;
};

/**
 * Opens the servers that stand in for AWS and brings up on them what the synthesised stacks define.
 * @throws on a template with something that is not known here.
 */
export const openEmbeddedAws = async ({ cdkOut, clock, dataDir, ...options }: Options) => {
  const stacks = readStacks(cdkOut);
  const gateway = await openGateway();
  const dynamo = openDynamo(dataDir);
  const fauxqs = await openFauxqs(clock.now, dataDir);
  const clients = clientsFor(gateway.endpoint);
  const meter = newMeter();
  const world: World = {
    ...nothingYet(),
    place: { account: ACCOUNT, region: REGION, endpoint: gateway.endpoint },
    clock,
    dynamo: clients.dynamo,
    fauxqs,
    assetOf: (objectKey) => assetOf(stacks, objectKey),
    workers: options.workers,
    onLog: options.onLog,
    meter,
  };
  const record = callRecord();
  const publish = async (topic: string, message: string) => {
    meter.add('sns', [...divided({ sns: 1 }, servedBy(message)), ...deliveredUnits(message)]);
    await fauxqs.sns({ Action: 'Publish', TopicArn: topic, Message: message });
  };
  const text = { up: world.texts, kept: keptTexts(dataDir), publish };
  const mail = { ses: world.ses, kept: keptMails(dataDir), publish };
  gateway.open({
    dynamo: dynamo.handle,
    fauxqs: (request, response) => fauxqs.handle(request, response),
    stubs: {
      ses: answerSes({ ...mail, now: clock.now, beforeMail: options.beforeMail }),
      'sms-voice': answerSms({ ...text, now: clock.now }),
      secretsmanager: answerSecrets(world.secrets),
      clock: tellTime(clock),
    },
    identities: world.ses.identities,
    now: clock.now,
    hasObject: (bucket, key) => hasObject(fauxqs, bucket, key),
    onObject: (bucket, key) => announceObject(world, bucket, key),
    record,
    meter,
    itemAt: itemAt(clients.dynamo),
    ...(options.killAt !== undefined && {
      killAt: typeof options.killAt === 'string' ? killAt(options.killAt) : options.killAt,
    }),
  });
  await bringUp(stacks, knownKinds, world);
  for (const untold of mail.kept.mails.filter(({ told }) => !told)) await tellOf(untold, mail);
  for (const untold of text.kept.texts.filter(({ told }) => !told)) await tellOfText(untold, text);
  return {
    world,
    record,
    meter,
    clients,
    mails: mail.kept.mails,
    texts: text.kept.texts,
    stop: async () => {
      await Promise.all(world.functions.map(({ stop }) => stop()));
      clients.destroy();
      await gateway.stop();
      await Promise.all([dynamo.stop(), fauxqs.stop()]);
    },
  };
};

const nothingYet = () => ({
  ses: { identities: new Set<string>(), configurationSets: new Set<string>(), destinations: [] },
  texts: { configurationSets: new Map(), protections: new Map(), senderIds: new Set<string>() },
  tables: new Map<string, string>(),
  buckets: new Map<string, string>(),
  telling: new Set<string>(),
  queues: [],
  secrets: new Map<string, string>(),
  secretNames: new Map<string, string>(),
  functions: [],
  mappings: [],
  schedules: [],
  rules: [],
  statements: new Map(),
  roleOf: new Map<string, string>(),
});

const assetOf = (stacks: readonly Stack[], objectKey: string): string => {
  const folder = stacks.map(({ assets }) => assets.get(objectKey)).find((found) => found !== undefined);
  if (folder === undefined) throw new Error(`no asset ${objectKey}`);
  return folder;
};

export const clientsFor = (endpoint: string) => {
  const config = { endpoint, region: REGION, credentials: { accessKeyId: OURSELVES, secretAccessKey: 'local' } };
  const dynamo = new DynamoDBClient(config);
  const s3 = new S3Client(config);
  const sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  const documents = DynamoDBDocumentClient.from(dynamo, { marshallOptions: { removeUndefinedValues: true } });
  const destroy = () => {
    for (const client of [dynamo, s3, sqs]) client.destroy();
  };
  return { dynamo, documents, s3, sqs, destroy };
};

export const hasObject = ({ s3 }: Fauxqs, bucket: string, key: string): boolean => {
  try {
    return Boolean(s3.headObject(bucket, key));
  } catch {
    return false;
  }
};
