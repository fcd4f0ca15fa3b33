import type { Fauxqs } from './fauxqs.ts';

const COUNTED = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** Messages in a queue: those that wait, are delayed or were handed out. */
export const depthOf = (sqs: Fauxqs['sqs'], arn: string): number =>
  COUNTED.reduce((sum, name) => sum + Number(sqs.getQueueByArn(arn)?.getAttribute(name) ?? 0), 0);
