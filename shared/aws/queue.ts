import { GetQueueAttributesCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const BATCH = 10;

/** The endpoint comes from the environment; the queue URL is a name, not an address to connect to. */
export const sqsClient = (): SQSClient => new SQSClient({ useQueueUrlAsEndpoint: false });

/**
 * Puts messages on a queue, ten at a time. SQS may take a part of a batch and still answer 200: what it did not take throws.
 */
export const sendAll =
  (sqs: SQSClient, QueueUrl: string) =>
  async (messages: readonly unknown[]): Promise<void> => {
    for (let start = 0; start < messages.length; start += BATCH) {
      const Entries = messages
        .slice(start, start + BATCH)
        .map((message, index) => ({ Id: `${index}`, MessageBody: JSON.stringify(message) }));
      const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      if (Failed.length > 0) throw new Error(`${Failed.length} of ${Entries.length} messages were not queued`);
    }
  };

/** Puts a message on a queue to the letter as it was taken from another one. */
export const sendBody =
  (sqs: SQSClient, QueueUrl: string) =>
  async (MessageBody: string): Promise<void> => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  };

/** Puts one message on a queue, to be seen after so many seconds: 900 at most. */
export const sendLater =
  (sqs: SQSClient, QueueUrl: string) =>
  async (message: unknown, DelaySeconds: number): Promise<void> => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message), DelaySeconds }));
  };

/** Whether nothing waits, is being worked on, or is delayed. An estimate, as SQS gives it. */
export const isEmpty = (sqs: SQSClient, QueueUrl: string) => async (): Promise<boolean> => {
  const AttributeNames = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ] as const;
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
  );
  return AttributeNames.every((name) => Attributes[name] === '0');
};
