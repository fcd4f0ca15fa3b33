import * as z from 'zod';
import type { Kind } from '../kind.ts';
import { arnOf } from '../place.ts';

const seconds = z.coerce.number().int().optional();
const properties = z.looseObject({
  VisibilityTimeout: seconds,
  MessageRetentionPeriod: seconds,
  DelaySeconds: seconds,
  ReceiveMessageWaitTimeSeconds: seconds,
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
  FifoQueue: z.literal(false).optional(),
});

/** A standard queue with its visibility timeout and its way to the dead letters. */
export const queue: Kind = {
  type: 'AWS::SQS::Queue',
  identify: ({ physical }, _, place) => ({
    ref: `${place.endpoint}/${place.account}/${physical}`,
    attributes: { Arn: arnOf(place, 'sqs', physical), QueueName: physical },
  }),
  bringUp: (found, { fauxqs, queues }) => {
    const { RedrivePolicy, FifoQueue: _, ...given } = properties.parse(found.properties);
    const arn = found.attributes.Arn as string;
    const known = [
      'VisibilityTimeout',
      'MessageRetentionPeriod',
      'DelaySeconds',
      'ReceiveMessageWaitTimeSeconds',
    ] as const;
    const attributes = {
      ...Object.fromEntries(known.flatMap((name) => (given[name] === undefined ? [] : [[name, `${given[name]}`]]))),
      ...(RedrivePolicy && { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
    };
    const there = fauxqs.sqs.getQueueByArn(arn); // from an earlier run, with its messages
    if (there) there.setAttributes(attributes);
    else fauxqs.sqs.createQueue(found.physical, found.ref, arn, attributes);
    queues.push({ name: found.name, url: found.ref, arn });
  },
};
