import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';

/** Queues on an embedded SQS in this process, to be made by name. Call `stop` when done. */
export const embeddedQueues = async () => {
  const app = buildApp({ logger: false });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  const sqs = new SQSClient({
    endpoint,
    region: 'eu-central-1',
    useQueueUrlAsEndpoint: false,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    sqs,
    /** A new queue. @returns its URL */
    create: async (QueueName: string): Promise<string> => {
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
      return QueueUrl as string;
    },
    /** How many messages wait, are with somebody, and are delayed. */
    depth: async (QueueUrl: string) => {
      const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
      return {
        waiting: Number(Attributes.ApproximateNumberOfMessages),
        inHand: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
        delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed),
      };
    },
    /** What waits in it. The messages are in hand afterwards. */
    take: async (QueueUrl: string): Promise<unknown[]> => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      return Messages.map(({ Body }) => JSON.parse(Body as string));
    },
    stop: () => app.close(),
  };
};
export type EmbeddedQueues = Awaited<ReturnType<typeof embeddedQueues>>;
