import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

type Announced = { readonly queue: Queue; readonly deadLetters: Queue };

/** A file that lands under a prefix such as `deliveries/` becomes a message; one that could not be put is kept. */
export const announceFiles = (
  scope: Construct,
  id: string,
  bucket: Bucket,
  prefix: string,
  { queue, deadLetters }: Announced,
): void => {
  new Rule(scope, id, {
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix }] } },
    },
    targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters })],
  });
};
