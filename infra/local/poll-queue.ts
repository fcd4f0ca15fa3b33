import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { CallRecord } from './call-record.ts';
import { failedMessages } from './failed-messages.ts';
import type { EmbeddedQueue, Fauxqs } from './fauxqs.ts';
import type { Meter } from './meter/meter.ts';
import { pollUnits } from './meter/sqs-units.ts';
import { depthOf } from './queue-depth.ts';
import { receiveMessages } from './receive-messages.ts';
import type { MappingUp } from './world.ts';

/** Not nought: with a visibility timeout of nought fauxqs 2.4.1 breaks its own table of messages. */
const AT_ONCE_SECONDS = 0.02;
/** What Lambda asks of a queue on behalf of the function, so what the function's role must allow. */
const CONSUMING = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

type Deps = {
  readonly sqs: Fauxqs['sqs'];
  readonly record: CallRecord;
  readonly meter: Meter;
  readonly onFailure: (name: string, error: unknown) => void;
};

/** Feeds a function from its queue as Lambda does: batches, partial failures, and the queue's own redrive after too many. */
export const pollQueue = ({ queue: { arn }, function: target, ...mapping }: MappingUp, deps: Deps) => {
  const queue = deps.sqs.getQueueByArn(arn) as EmbeddedQueue;
  let polling = true;

  const poll = async (): Promise<void> => {
    while (polling) {
      const received = receiveMessages(deps.sqs, queue, mapping.batchSize);
      if (received.length === 0) {
        await queue.waitForMessages(1);
        continue;
      }
      for (const action of CONSUMING) deps.record.add(target.name, { action, resource: arn });
      const failed = await failures(received);
      const done = received.filter(({ messageId }) => !failed.has(messageId));
      for (const { receiptHandle } of done) queue.deleteMessage(receiptHandle); // the others come back by themselves
      deps.meter.add(target.name, pollUnits(received.map(bodyOf), done.map(bodyOf)));
    }
  };

  const failures = async (received: SQSRecord[]): Promise<ReadonlySet<string>> => {
    const ids = received.map(({ messageId }) => messageId);
    try {
      const answered = await target.invoke({ Records: received } satisfies SQSEvent);
      return mapping.partial ? failedMessages(answered, ids) : new Set();
    } catch (error) {
      deps.onFailure(target.name, error);
      return new Set(ids);
    }
  };

  const loops = Array.from({ length: mapping.concurrency }, poll);
  return {
    depth: () => depthOf(deps.sqs, arn),
    /** Messages that were handed out or delayed. While the function is idle the first failed, and all wait for their time. */
    waiting: () => queue.inflightMessages.size + queue.delayedMessages.length,
    /** Lets the time pass that failed and delayed messages wait for. */
    hasten: () => {
      for (const message of queue.delayedMessages) message.delayUntil = 0;
      const soon = Date.now() + AT_ONCE_SECONDS * 1000;
      for (const [handle, { visibilityDeadline }] of queue.inflightMessages)
        if (visibilityDeadline > soon) queue.changeVisibility(handle, AT_ONCE_SECONDS);
    },
    stop: async () => {
      polling = false;
      queue.cancelWaiters();
      await Promise.all(loops);
    },
  };
};

const bodyOf = ({ body }: SQSRecord): string => body;
