import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { embeddedQueues } from '#test/embedded-queue.ts';
import { outsideOf } from '#test/fakes/outside.ts';
import { fakeQueues } from '#test/fakes/queues.ts';
import type { Target } from './contract.ts';
import { turn } from './together.ts';

type Queues = {
  readonly sqs: SQSClient;
  /** URLs: `work` shows a message again after `VISIBLE_AGAIN` seconds, and gives up on it after two receives. */
  readonly work: string;
  readonly dead: string;
  /** Lets so many seconds pass. */
  readonly wait: (seconds: number) => Promise<void>;
};

/** Long enough that a busy machine does not see it pass by itself. */
export const VISIBLE_AGAIN = 2;
export const MOST_RECEIVES = 2;

export const queueTargets: readonly Target<Queues>[] = [
  {
    name: 'queues in memory',
    make: async () => {
      let time = Date.parse('2026-11-24T09:05:00Z');
      const queues = fakeQueues(
        {
          work: { visibilitySeconds: VISIBLE_AGAIN, maxReceives: MOST_RECEIVES, deadLetters: 'dead' },
          dead: { visibilitySeconds: 30 },
        },
        { now: () => time },
      );
      const call = async (_: unknown, command: Parameters<typeof queues.answer>[0]): Promise<object> => {
        await turn();
        return queues.answer(command);
      };
      const { sqs } = outsideOf(call, { now: () => new Date(time).toISOString() as never, log: () => {} });
      const wait = async (seconds: number): Promise<void> => {
        time += seconds * 1000;
      };
      const url = (name: string): string => `https://sqs.local/000000000000/${name}`;
      return { sqs, work: url('work'), dead: url('dead'), wait, stop: async () => {} };
    },
  },
  {
    name: 'fauxqs SQS',
    make: async () => {
      const { sqs, create, stop } = await embeddedQueues();
      const dead = await create('dead');
      const deadLetterTargetArn = 'arn:aws:sqs:eu-central-1:000000000000:dead';
      const { QueueUrl: work = '' } = await sqs.send(
        new CreateQueueCommand({
          QueueName: 'work',
          Attributes: {
            VisibilityTimeout: `${VISIBLE_AGAIN}`,
            RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: MOST_RECEIVES }),
          },
        }),
      );
      const wait = (seconds: number): Promise<void> => new Promise((done) => setTimeout(done, seconds * 1000 + 50));
      return { sqs, work, dead, wait, stop: async () => void (await stop()) };
    },
  },
];

type Asked = Partial<ReceiveMessageCommandInput>;

/** Receives as Lambda does for a function: ten at most, with how often each was received. */
export const receive = async (sqs: SQSClient, QueueUrl: string, more: Asked = {}): Promise<Message[]> => {
  const asked: Asked = { MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['ApproximateReceiveCount'], ...more };
  return (await sqs.send(new ReceiveMessageCommand({ QueueUrl, ...asked }))).Messages ?? [];
};

export const remove = (sqs: SQSClient, QueueUrl: string, { ReceiptHandle }: Message) =>
  sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
