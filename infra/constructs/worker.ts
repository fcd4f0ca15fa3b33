import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { AlarmedQueue } from './alarmed-queue.ts';
import type { Alarms } from './alarms.ts';
import { NodeFunction, type NodeFunctionProps } from './node-function.ts';

type Props<Env> = NodeFunctionProps<Env> & {
  readonly impact: string;
  readonly alarms: Alarms;
  readonly batchSize?: number;
  readonly maxConcurrency?: number;
  /** Its queue, where it was made before because the function itself writes to it. */
  readonly source?: AlarmedQueue;
};

/** A queue and the function that works it. */
export class Worker<Env extends { readonly [name in keyof Env]: string }> extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly function: NodeFunction<Env>;

  constructor(
    scope: Construct,
    id: string,
    { impact, alarms, batchSize = 10, maxConcurrency = 5, source, ...props }: Props<Env>,
  ) {
    super(scope, id);
    this.function = new NodeFunction(this, 'Worker', props);
    const from = source ?? new AlarmedQueue(this, 'Source', { impact, alarms, consumerTimeout: this.function.timeout });
    this.queue = from.queue;
    this.deadLetters = from.deadLetters;
    this.function.allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
      this.queue.queueArn,
    );
    new EventSourceMapping(this, 'Mapping', {
      target: this.function.lambda,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      // Lambda waits for more than ten only where it is told how long.
      ...(batchSize > 10 && { maxBatchingWindow: Duration.seconds(1) }),
      maxConcurrency,
      reportBatchItemFailures: true,
    });
  }

  /** Lets another function put messages on this queue. */
  acceptsFrom(other: { readonly allow: NodeFunction<Env>['allow'] }): void {
    other.allow(['sqs:SendMessage'], this.queue.queueArn);
  }
}
