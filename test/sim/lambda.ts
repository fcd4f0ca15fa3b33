import type { Random } from '#infra/local/invented/random.ts';
import type { Cloud, QueueName } from './cloud.ts';
import { type Deployment, type FunctionName, handlerOf } from './deployment.ts';
import type { Faults } from './faults.ts';
import { invoke, type Machine } from './invocation.ts';
import type { Timeline } from './timeline.ts';

type Mapping = {
  readonly queue: QueueName;
  readonly to: FunctionName;
  readonly batchSize: number;
  readonly concurrency: number;
  readonly timeoutSeconds: number;
};

/** Which function works which queue, as the stacks map them. */
const MAPPINGS: readonly Mapping[] = [
  { queue: 'deliveries', to: 'intake', batchSize: 1, concurrency: 2, timeoutSeconds: 840 },
  { queue: 'chunks', to: 'load', batchSize: 1, concurrency: 5, timeoutSeconds: 60 },
  { queue: 'evaluations', to: 'evaluate', batchSize: 10, concurrency: 2, timeoutSeconds: 60 },
  { queue: 'candidates', to: 'decide', batchSize: 1, concurrency: 5, timeoutSeconds: 60 },
  { queue: 'email', to: 'email', batchSize: 10, concurrency: 5, timeoutSeconds: 60 },
  { queue: 'sms', to: 'sms', batchSize: 10, concurrency: 5, timeoutSeconds: 60 },
  { queue: 'letter', to: 'letter', batchSize: 10, concurrency: 5, timeoutSeconds: 60 },
  { queue: 'events', to: 'record', batchSize: 10, concurrency: 5, timeoutSeconds: 60 },
  { queue: 'reports', to: 'print-report', batchSize: 1, concurrency: 2, timeoutSeconds: 60 },
];
const BY_HAND_SECONDS = 840;

type Deps = {
  readonly machine: Machine;
  readonly cloud: Cloud;
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly random: Random;
  /** What a function that starts now is deployed as: for a while after a deployment some are still the old one. */
  readonly deployment: () => Deployment;
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A second copy of a message is handed out while the first is being worked on. */
const REPEATED_WITHIN = 20;
const RETRIED_AFTER = [1, 2].map((minutes) => minutes * MINUTE);

/** Lambda: feeds functions from their queues in batches, and runs them when a schedule or a person says so. */
export const lambda = ({ machine, cloud: { queues }, timeline, faults, random, deployment }: Deps) => {
  const running = new Map<FunctionName, number>();
  const held = new Set<string>();
  const still = new Set<string>();
  const mappings = new Map(MAPPINGS.map((mapping): [string, Mapping] => [mapping.queue, mapping]));

  const run = (
    name: FunctionName,
    timeoutSeconds: number,
    event: unknown,
    ended: Parameters<typeof invoke>[4],
  ): void => {
    const as = deployment();
    invoke(machine, name, timeoutSeconds, (outside) => handlerOf(name, as, outside)(event), ended);
  };

  const poll = (mapping: Mapping): unknown => {
    const { queue, to, batchSize, concurrency, timeoutSeconds } = mapping;
    if (held.has(queue) || still.has(queue) || (running.get(to) ?? 0) >= concurrency) return 'idle'; // looks again when one of them ends
    const messages = queues.receive(queue, batchSize);
    if (messages.length === 0) return 'idle';
    const handles = new Map(messages.map(({ id, handle }) => [id, handle]));
    for (const message of messages) {
      if (faults.strikes('message-repeated', to))
        message.visibleAt = timeline.now() + random.between(1, REPEATED_WITHIN) * SECOND;
      timeline.at(message.visibleAt + 1, () => poll(mapping));
    }
    running.set(to, (running.get(to) ?? 0) + 1);
    const Records = messages.map(({ id, body }) => ({ messageId: id, body }));
    run(to, timeoutSeconds, { Records }, (how) => {
      running.set(to, (running.get(to) ?? 1) - 1);
      for (const id of 'answer' in how ? doneIn(how.answer, [...handles.keys()]) : [])
        if (!faults.strikes('delete-lost', to)) queues.remove(queue, handles.get(id));
      timeline.after(SECOND, () => poll(mapping));
    });
    timeline.after(10, () => poll(mapping));
    return undefined;
  };

  /** Runs a function that no queue feeds. One that dies or throws is run again, twice at most, as Lambda does. */
  const start = (name: FunctionName, event: unknown, tries = 0): void =>
    run(name, BY_HAND_SECONDS, event, (how) => {
      const wait = RETRIED_AFTER[tries];
      if (!('answer' in how) && wait !== undefined) timeline.after(wait, () => start(name, event, tries + 1));
    });

  const wake = (queue: QueueName): void => {
    const mapping = mappings.get(queue) as Mapping;
    for (let poller = 0; poller < mapping.concurrency; poller += 1) timeline.after(poller + 1, () => poll(mapping));
  };

  return {
    start,
    /** Runs a function for somebody who looks at the answer; undefined when it died or threw. */
    ask: (name: FunctionName, event: unknown, told: (answer: unknown) => void): void =>
      run(name, BY_HAND_SECONDS, event, (how) => told('answer' in how ? how.answer : undefined)),
    /** Takes a queue's mapping out of service: its messages stay where they are. */
    hold: (queues: readonly QueueName[]): void => {
      for (const queue of queues) held.add(queue);
    },
    /** Puts mappings back in service. */
    open: (queues: readonly QueueName[]): void => {
      for (const queue of queues) {
        held.delete(queue);
        wake(queue);
      }
    },
    /** The account has no function left to run for a queue: what lies on it is handed out when there is. */
    standStill: (queue: QueueName, from: number, until: number): void => {
      timeline.at(from, () => still.add(queue));
      timeline.at(until, () => {
        still.delete(queue);
        wake(queue);
      });
    },
    /** A message came: it is looked at when it can be received. */
    onMessage: (queue: string, visibleAt: number): void => {
      const mapping = mappings.get(queue);
      if (!mapping) return;
      const late = faults.strikes('message-delayed', mapping.to)
        ? random.between(1, 15) * MINUTE
        : random.between(5, 1500);
      timeline.at(visibleAt + late, () => poll(mapping));
    },
  };
};
export type Lambda = ReturnType<typeof lambda>;

/** The messages of a batch that were worked, by the function's own word: all of them, but for those it names. */
const doneIn = (answer: unknown, ids: readonly string[]): string[] => {
  const { batchItemFailures = [] } = (answer ?? {}) as { batchItemFailures?: { itemIdentifier: string }[] };
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  return ids.filter((id) => !failed.has(id));
};
