import { announceObject } from './announce-object.ts';
import { simulatedClock } from './clock.ts';
import { clockFile } from './clock-file.ts';
import { instantOf } from './cron.ts';
import { claimDirectory } from './data-directory.ts';
import { dayDriver } from './day.ts';
import { openEmbeddedAws } from './embedded-aws.ts';
import { fire } from './fire.ts';
import { OURSELVES } from './gateway.ts';
import { inventApprovals } from './invented-approvals.ts';
import type { KillAt } from './kill-at.ts';
import { logFile } from './log-file.ts';
import { REGION } from './place.ts';
import { uncovered, wildcardActions } from './role-check.ts';
import { synth } from './synth.ts';
import { type Busy, workQueues } from './work-queues.ts';
import type { Log, ScheduleUp } from './world.ts';

type WhatToBringUp =
  /** A folder with synthesised stacks, or the municipality to synthesise the app for. */
  { readonly cdkOut: string } | { readonly municipality: string; readonly municipalityName: string };

export type LocalOptions = WhatToBringUp & {
  /** The simulated day to begin on, unless the data directory's clock stands later. */
  readonly on: string;
  /** Where tables, queues, objects, mails, texts, logs and the clock are kept; in memory without it. */
  readonly dataDir?: string | undefined;
  /** See `killAt`; or asked at every call of a function, whether to end the process there. */
  readonly killAt?: string | KillAt | undefined;
  /** Execution environments per function, at most; one unless given. */
  readonly workers?: number;
  /** Waited for by SES before it takes a mail. */
  readonly beforeMail?: (() => Promise<void>) | undefined;
  readonly onLog?: (log: Log) => void;
  /** Called while something is being waited for. */
  readonly onWait?: (busy: Busy) => void;
};

const SAVED_EVERY_MS = 1000;

/**
 * Brings up the embedded AWS with everything that the synthesised stacks define. Nothing happens by itself but what queues
 * cause: days and schedules are for the caller.
 * @throws on a template with something that is not known here, or when another process has the data directory.
 */
export const startLocal = async ({ on, dataDir, onLog, onWait, workers = 1, ...options }: LocalOptions) => {
  const directory = claimDirectory(dataDir);
  const stored = clockFile(dataDir);
  const clock = simulatedClock(new Date(stored.read()?.now ?? midnightOf(on)));
  const logs = logFile(dataDir);
  const cdkOut = 'cdkOut' in options ? options.cdkOut : await synth(options);
  const aws = await openEmbeddedAws({
    cdkOut,
    clock,
    dataDir,
    workers,
    killAt: options.killAt,
    beforeMail: options.beforeMail,
    onLog: (log) => {
      logs.add(log);
      onLog?.(log);
    },
  });
  const { world, record, clients } = aws;
  const invented = await inventApprovals(aws);
  const queues = workQueues(aws);
  const save = () => stored.save({ now: clock.now().toISOString() });
  let saved = 0;
  const drain = () =>
    queues.drain((busy) => {
      if (performance.now() - saved > SAVED_EVERY_MS) {
        saved = performance.now();
        save();
      }
      onWait?.(busy);
    });

  const bucketOf = (name: string): string => {
    const bucket = world.buckets.get(name);
    if (bucket === undefined) throw new Error(`no bucket ${name}; there are ${[...world.buckets.keys()].join(', ')}`);
    return bucket;
  };
  const upload = (key: string, content: string | Buffer, bucket = 'intake'): void => {
    world.fauxqs.s3.putObject(bucketOf(bucket), key, Buffer.from(content as string));
    announceObject(world, bucketOf(bucket), key);
  };
  const missed: { readonly where: string; readonly what: string }[] = [];
  const fireAndNote = (schedule: ScheduleUp, at: Date): Promise<unknown> =>
    fire(schedule, at, world, record).catch((error) => {
      missed.push({ where: `${schedule.name} of ${at.toISOString()}`, what: String(error) });
    });
  const names = {
    tables: Object.fromEntries(world.tables),
    buckets: Object.fromEntries(world.buckets),
    queues: Object.fromEntries(world.queues.map(({ name, url }) => [name, url])),
  };
  directory.announce(
    { endpoint: world.place.endpoint, region: REGION, accessKeyId: OURSELVES },
    {
      ...names,
      secrets: Object.fromEntries(world.secretNames),
      environments: Object.fromEntries(world.functions.map(({ name, environment }) => [name, environment])),
    },
  );

  return {
    /** Names of tables and buckets, URLs of queues, by what people call them. */
    ...names,
    /** Secret values by ARN: local ones, worth nothing elsewhere. */
    secrets: world.secrets,
    clients,
    /** Services that were approved in the names of people who do not exist. */
    inventedApprovals: invented,
    clock,
    stored,
    mails: aws.mails,
    texts: aws.texts,
    /** What functions logged in this run, and in all runs on the data directory. */
    logs: logs.ofThisRun,
    allLogs: logs.ofAllRuns,
    calls: record.all,
    /** What AWS would have billed for requests; functions' time and logs are beside it. */
    metered: aws.meter.all,
    /** Calls that AWS would have refused, and actions with a wildcard. */
    roleProblems: () => ({ uncovered: uncovered(record.all(), world), wildcards: wildcardActions(world) }),
    /** What went wrong in functions that work a queue, once each. */
    problems: queues.problems,
    deadLetters: queues.deadLetters,
    /** Schedules of `runDay` whose function threw each time it was tried. */
    missed: () => missed,
    functions: world.functions.map(({ name, memory, spent }) => ({ name, memory, spent })),
    /** The keys in a bucket that begin with `prefix`, in order. */
    files: (bucket: string, prefix: string): string[] =>
      world.fauxqs.s3
        .listObjects(bucketOf(bucket), { prefix, maxKeys: Number.POSITIVE_INFINITY })
        .objects.map(({ key }) => key),
    /** What lies under a key of a bucket. Throws when there is nothing. */
    file: (bucket: string, key: string): Buffer => world.fauxqs.s3.getObject(bucketOf(bucket), key).body,
    /** Puts a file into a bucket (`intake` unless named) as somebody outside would. */
    upload,
    /** Invokes a function by hand. Throws what it threw. */
    invoke: (name: string, event: unknown): Promise<unknown> => named(world.functions, name).invoke(event),
    /** Moves the clock to `at` and fires a schedule for it. What follows from it is for `drain`. */
    fire: (name: string, at: Date): Promise<unknown> => {
      clock.moveTo(at);
      return fire(named(world.schedules, name), at, world, record);
    },
    drain,
    ...dayDriver({ schedules: world.schedules, clock, stored, upload, fire: fireAndNote, drain }),
    stop: async (): Promise<void> => {
      await queues.stop();
      save();
      await aws.stop();
      directory.release();
    },
  };
};
export type LocalStack = Awaited<ReturnType<typeof startLocal>>;

const midnightOf = (day: string): Date => {
  const instant = instantOf(day, '00:00', 'Europe/Amsterdam');
  if (!instant) throw new Error(`no day: ${day}`);
  return instant;
};

const named = <T extends { readonly name: string }>(all: readonly T[], name: string): T => {
  const found = all.find((each) => each.name === name);
  if (!found) throw new Error(`no ${name}; there are ${all.map((each) => each.name).join(', ')}`);
  return found;
};
