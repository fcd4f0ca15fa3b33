import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';

type Props = {
  /** What residents miss while this queue stands still: the text of its alarms. */
  readonly impact: string;
  readonly consumerTimeout: Duration;
  readonly alarms: Alarms;
};

/** A queue, its dead-letter queue, and the alarms that say what is missed when messages wait or fail. */
export class AlarmedQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { impact, consumerTimeout, alarms }: Props) {
    super(scope, id);
    const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    this.deadLetters = new Queue(this, 'DeadLetters', { ...common, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      retentionPeriod: Duration.days(4),
      // Lambda's own advice: six times the timeout, so that a message is never handed out while it is being worked on.
      visibilityTimeout: Duration.seconds(consumerTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    alarms.add(
      'Failed',
      {
        metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
        threshold: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        text: `${impact} (berichten zijn mislukt)`,
      },
      this,
    );
    alarms.add(
      'Waiting',
      {
        metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5) }),
        threshold: Math.max(15 * 60, consumerTimeout.toSeconds() * 6),
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        text: `${impact} (berichten wachten te lang)`,
      },
      this,
    );
  }
}
