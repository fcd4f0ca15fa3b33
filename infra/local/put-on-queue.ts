import type { EmbeddedQueue, Fauxqs } from './fauxqs.ts';

type MessageMaker = { readonly createMessage: (body: string) => Parameters<EmbeddedQueue['enqueue']>[0] };

/** Puts a message on a queue as a service of AWS would. */
export const putOnQueue = ({ sqs }: Fauxqs, arn: string, body: string): void => {
  const queue = sqs.getQueueByArn(arn);
  if (!queue) throw new Error(`no queue ${arn}`);
  const { createMessage } = sqs.constructor as unknown as MessageMaker;
  queue.enqueue(createMessage(body));
};
