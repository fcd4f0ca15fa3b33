import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { announceObject } from './announce-object.ts';
import { bringUp } from './bring-up.ts';
import { callRecord } from './call-record.ts';
import { simulatedClock } from './clock.ts';
import { clockFile } from './clock-file.ts';
import { instantOf } from './cron.ts';
import { claimDirectory } from './data-directory.ts';
import { dayDriver } from './day.ts';
import { drain } from './drain.ts';
import { openDynamo } from './dynamo.ts';
import { openFauxqs } from './fauxqs.ts';
import { fire } from './fire.ts';
import { OURSELVES, openGateway } from './gateway.ts';
import { killAt } from './kill-at.ts';
import { knownKinds } from './kinds/known-kinds.ts';
import { logFile } from './log-file.ts';
import { keptMails } from './mail.ts';
import { ACCOUNT, REGION } from './place.ts';
import { depthOf, pollQueue } from './poll-queue.ts';
import { uncovered, wildcardActions } from './role-check.ts';
import { answerSecrets } from './secrets.ts';
import { answerSes } from './ses.ts';
import { readStacks } from './template.ts';
import type { Log, ScheduleUp, World } from './world.ts';

export type LocalOptions = {
  /** A folder with synthesised stacks. */
  readonly cdkOut: string;
  /** The simulated day to begin on, unless the data directory's clock stands later. */
  readonly on: string;
  /** Where tables, queues, objects, mails and the clock are kept; in memory without it. */
  readonly dataDir?: string;
  /** See `killAt`. */
  readonly killAt?: string;
  /** Execution environments per function, at most. */
  readonly workers?: number;
  readonly onLog?: (log: Log) => void;
  /** Called while something is being waited for: how much is left, per queue. */
  readonly onWait?: (busy: Readonly<Record<string, number>>) => void;
};

export type Problem = { readonly where: string; readonly what: string; count: number };

/**
 * Brings up the embedded AWS with everything that the synthesised stacks define, and drives time through it.
 * Nothing happens by itself but what queues cause: days and schedules are for the caller.
 * @throws on a template with something that is not known here, or when another process has the data directory.
 */
export const startLocal = async (options: LocalOptions) => {
  const { dataDir, workers = 1 } = options;
  const release = claimDirectory(dataDir);
  const stored = clockFile(dataDir);
  const began = stored.read()?.now ?? instantOf(options.on, '00:00', 'Europe/Amsterdam')?.toISOString();
  if (began === undefined) throw new Error(`no day: ${options.on}`);
  const clock = simulatedClock(new Date(began));
  const record = callRecord();
  const logs = logFile(dataDir);
  const problems = new Map<string, Problem>();
  const onProblem = (where: string, error: unknown): void => {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const known = problems.get(`${where} ${what}`);
    if (known) known.count += 1;
    else problems.set(`${where} ${what}`, { where, what, count: 1 });
  };

  const gateway = await openGateway();
  const [dynamo, fauxqs] = [openDynamo(dataDir), await openFauxqs(dataDir)];
  const mail = keptMails(dataDir);
  const clients = clientsFor(gateway.endpoint);
  const stacks = readStacks(options.cdkOut);
  const world: World = {
    place: { account: ACCOUNT, region: REGION, endpoint: gateway.endpoint },
    clock,
    dynamo: clients.dynamo,
    fauxqs,
    ses: { identities: new Set(), configurationSets: new Set(), destinations: [], mails: mail.mails },
    tables: new Map(),
    buckets: new Map(),
    telling: new Set(),
    queues: [],
    secrets: new Map(),
    functions: [],
    mappings: [],
    schedules: [],
    rules: [],
    statements: new Map(),
    roleOf: new Map(),
    assetOf: (objectKey) => {
      const folder = stacks.map(({ assets }) => assets.get(objectKey)).find((found) => found !== undefined);
      if (folder === undefined) throw new Error(`no asset ${objectKey}`);
      return folder;
    },
    workers,
    onLog: (log) => {
      logs.add(log);
      options.onLog?.(log);
    },
  };
  const publish = async (topic: string, message: string) =>
    void (await fauxqs.sns({ Action: 'Publish', TopicArn: topic, Message: message }));
  gateway.open({
    dynamo: dynamo.handle,
    fauxqs: (request, response) => fauxqs.handle(request, response),
    stubs: {
      ses: answerSes({ ses: world.ses, now: clock.now, keep: mail.keep, publish }),
      secretsmanager: answerSecrets(world.secrets),
    },
    identities: world.ses.identities,
    hasObject: (bucket, key) => hasObject(fauxqs.s3, bucket, key),
    onObject: (bucket, key) => announceObject(world, bucket, key),
    record,
    ...(options.killAt !== undefined && { killAt: killAt(options.killAt) }),
  });
  await bringUp(stacks, knownKinds, world);
  const polls = world.mappings.map((mapping) => ({
    name: mapping.queue.name,
    ...pollQueue(mapping, { sqs: fauxqs.sqs, record, onFailure: onProblem }),
  }));

  const busy = (): Record<string, number> =>
    Object.fromEntries(
      [
        ...polls.map(({ name, depth }) => [name, depth()] as const),
        ...world.functions.map(({ name, running }) => [`${name} at work`, running()] as const),
      ].filter(([, count]) => count > 0),
    );
  let saved = 0;
  const waitUntilStill = () =>
    drain({
      busy,
      waiting: () => polls.reduce((sum, { inHand }) => sum + inHand(), 0),
      hasten: () => {
        for (const { hasten } of polls) hasten();
      },
      onWait: (left) => {
        if (performance.now() - saved > 1000) {
          saved = performance.now();
          stored.save({ now: clock.now().toISOString() });
        }
        options.onWait?.(left);
      },
    });
  const missed: { readonly where: string; readonly what: string }[] = [];
  const fireAt = async (schedule: ScheduleUp, at: Date) =>
    fire(schedule, at, world, record).catch((error) => {
      missed.push({ where: `${schedule.name} of ${at.toISOString()}`, what: String(error) });
    });
  const upload = (key: string, content: string | Buffer, bucket = 'intake') => {
    const name = world.buckets.get(bucket);
    if (name === undefined) throw new Error(`no bucket ${bucket}`);
    fauxqs.s3.putObject(name, key, Buffer.from(content as string));
    announceObject(world, name, key);
  };
  const names = {
    tables: Object.fromEntries(world.tables),
    buckets: Object.fromEntries(world.buckets),
    queues: Object.fromEntries(world.queues.map(({ name, url }) => [name, url])),
    schedules: world.schedules.map(({ name }) => name),
  };
  release.announce({ endpoint: gateway.endpoint, region: REGION, accessKeyId: OURSELVES, ...names });
  const mapped = new Set(world.mappings.map(({ queue }) => queue.name));

  return {
    ...names,
    clients,
    clock,
    stored,
    /** What functions logged in this run, and in all runs on the data directory. */
    logs: logs.ofThisRun,
    allLogs: logs.ofAllRuns,
    /** The keys in a bucket that begin with `prefix`, in order. */
    files: (bucket: string, prefix: string): string[] =>
      fauxqs.s3
        .listObjects(world.buckets.get(bucket) ?? bucket, { prefix, maxKeys: Number.POSITIVE_INFINITY })
        .objects.map(({ key }) => key),
    /** What lies under a key of a bucket. Throws when there is nothing. */
    file: (bucket: string, key: string): Buffer => fauxqs.s3.getObject(world.buckets.get(bucket) ?? bucket, key).body,
    mails: mail.mails,
    calls: record.all,
    /** What went wrong in functions and schedules, once each. Messages that came through later are among it. */
    problems: () => [...problems.values()],
    /** Schedules of `runDay` whose function threw each time it was tried. */
    missed: () => missed,
    functions: world.functions.map(({ name, spent }) => ({ name, spent })),
    /** Puts a file into a bucket (`intake` unless named) as somebody outside would. */
    upload,
    /** Invokes a function by hand. Throws what it threw. */
    invoke: (name: string, event: unknown) => {
      const target = world.functions.find((each) => each.name === name);
      if (!target)
        throw new Error(`no function ${name}; there are ${world.functions.map((each) => each.name).join(', ')}`);
      return target.invoke(event);
    },
    /** Moves the clock to `at` and fires a schedule for it. What follows from it is for `drain`. */
    fire: (name: string, at: Date) => {
      const schedule = world.schedules.find((each) => each.name === name);
      if (!schedule) throw new Error(`no schedule ${name}; there are ${names.schedules.join(', ')}`);
      clock.moveTo(at);
      return fire(schedule, at, world, record);
    },
    drain: waitUntilStill,
    ...dayDriver({ schedules: world.schedules, clock, stored, upload, fire: fireAt, drain: waitUntilStill }),
    /** Queues that nothing works on and that hold something: dead letters. */
    deadLetters: () =>
      world.queues
        .filter(({ name }) => !mapped.has(name))
        .map(({ name, arn }) => ({ name, count: depthOf(fauxqs.sqs.getQueueByArn(arn) as never) }))
        .filter(({ count }) => count > 0),
    /** Calls that AWS would have refused, and actions with a wildcard. */
    roleProblems: () => ({ uncovered: uncovered(record.all(), world), wildcards: wildcardActions(world) }),
    stop: async () => {
      await Promise.all(polls.map(({ stop }) => stop()));
      await Promise.all(world.functions.map(({ stop }) => stop()));
      stored.save({ now: clock.now().toISOString() });
      clients.destroy();
      await gateway.stop();
      await Promise.all([dynamo.stop(), fauxqs.stop()]);
      release.release();
    },
  };
};
export type LocalStack = Awaited<ReturnType<typeof startLocal>>;

const clientsFor = (endpoint: string) => {
  const credentials = { accessKeyId: OURSELVES, secretAccessKey: 'local' };
  const config = { endpoint, region: REGION, credentials };
  const dynamo = new DynamoDBClient(config);
  const s3 = new S3Client(config);
  const sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  const documents = DynamoDBDocumentClient.from(dynamo, { marshallOptions: { removeUndefinedValues: true } });
  return {
    dynamo,
    documents,
    s3,
    sqs,
    destroy: () => {
      for (const client of [dynamo, s3, sqs]) client.destroy();
    },
  };
};

const hasObject = (s3: Awaited<ReturnType<typeof openFauxqs>>['s3'], bucket: string, key: string): boolean => {
  try {
    return Boolean(s3.headObject(bucket, key));
  } catch {
    return false;
  }
};
