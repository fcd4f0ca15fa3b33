import type { Random } from '#infra/local/invented/random.ts';
import { fakeBuckets } from '#test/fakes/buckets.ts';
import type { Command, ServiceName } from '#test/fakes/outside.ts';
import { fakeQueues, type QueueDefinition, type QueuedMessage } from '#test/fakes/queues.ts';
import { fakeTables, type Written } from '#test/fakes/tables.ts';
import { SECRETS } from './deployment.ts';
import type { Faults } from './faults.ts';
import type { Invocation } from './invocation.ts';
import type { Timeline } from './timeline.ts';

/** What the stacks define, as far as the functions meet it: keys of tables, and queues with six times a minute to be worked in. */
const TABLES = { Residents: ['residentId'], Agenda: ['addresseeId'], Notices: ['pk', 'sk'] } as const;
const WORKED = [
  'deliveries',
  'chunks',
  'evaluations',
  'candidates',
  'email',
  'sms',
  'letter',
  'events',
  'reports',
] as const;
export type QueueName = (typeof WORKED)[number];
export const deadLettersOf = (queue: QueueName): string => `${queue}-dead`;

const DEFINITIONS: Readonly<Record<string, QueueDefinition>> = Object.fromEntries(
  WORKED.flatMap((name) => [
    [name, { visibilitySeconds: 360, maxReceives: 5, deadLetters: deadLettersOf(name) }],
    [deadLettersOf(name), { visibilitySeconds: 360 }],
  ]),
);

type Deps = {
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly random: Random;
  readonly onWrite: (written: Written, by: Invocation | undefined) => void;
  readonly onPut: (bucket: string, key: string, bytes: Uint8Array) => void;
  readonly onSend: (queue: string, message: QueuedMessage) => void;
};

/** Tables, buckets, queues and secrets in memory, and how each answers a call. */
export const cloudOf = ({ timeline, faults, random, onWrite, onPut, onSend }: Deps) => {
  let caller: Invocation | undefined;
  const tables = fakeTables(TABLES, { pageSize: 4, onWrite: (written) => onWrite(written, caller) });
  const buckets = fakeBuckets({
    now: () => new Date(timeline.now()),
    onPut,
    pageSize: 5,
  });
  const queues = fakeQueues(DEFINITIONS, {
    now: timeline.now,
    onSend,
    choose: (visible, most) => shuffled(visible, random).slice(0, most),
  });

  const answerSqs = (command: Command): object => {
    const { Entries } = command.input as { Entries?: { Id: string }[] };
    const isCut = command.constructor.name === 'SendMessageBatchCommand' && (Entries?.length ?? 0) > 1;
    if (!isCut || !faults.strikes('part-not-taken')) return queues.answer(command);
    // SQS answers 200 all the same, and says which it did not take.
    const [first, ...rest] = Entries as [{ Id: string }, ...{ Id: string }[]];
    queues.answer({ constructor: command.constructor, input: { ...command.input, Entries: rest } } as Command);
    return {
      Successful: rest.map(({ Id }) => ({ Id })),
      Failed: [{ Id: first.Id, Code: 'InternalError', SenderFault: false }],
    };
  };

  return {
    tables,
    buckets,
    queues,
    /** Answers a call now, as the service it is for. */
    effect: (invocation: Invocation, service: ServiceName, command: Command): object => {
      caller = invocation;
      try {
        if (service === 'dynamodb') return tables.answer(command);
        if (service === 's3') return buckets.answer(command);
        if (service === 'sqs') return answerSqs(command);
        return { SecretString: SECRETS[(command.input as { SecretId: string }).SecretId] };
      } finally {
        caller = undefined;
      }
    },
  };
};
export type Cloud = ReturnType<typeof cloudOf>;

const shuffled = <T>(list: readonly T[], random: Random): T[] => {
  const copy = [...list];
  for (let place = copy.length - 1; place > 0; place -= 1) {
    const other = random.between(0, place);
    [copy[place], copy[other]] = [copy[other] as T, copy[place] as T];
  }
  return copy;
};
