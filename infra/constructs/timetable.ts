import { Duration, TimeZone } from 'aws-cdk-lib';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import type { CronOptions } from 'aws-cdk-lib/aws-events';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke, SqsSendMessage } from 'aws-cdk-lib/aws-scheduler-targets';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';

/** Everything that happens by the clock, the one in the Netherlands. What could not be started is kept and reported. */
export class Timetable extends Construct {
  readonly #missed: Queue;

  constructor(scope: Construct, id: string, { alarms }: { readonly alarms: Alarms }) {
    super(scope, id);
    this.#missed = new Queue(this, 'Missed', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    alarms.add('Missed', {
      metric: this.#missed.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      text: 'Een geplande ronde is niet gestart: inwoners worden misschien niet bereikt',
    });
  }

  /** Invokes a function with the moment it was meant for. */
  invoke(id: string, at: CronOptions, target: IFunction): void {
    const input = ScheduleTargetInput.fromObject({ v: 1, at: ContextAttribute.scheduledTime });
    const role = this.#role(id, 'lambda:InvokeFunction', target.functionArn);
    this.#schedule(id, at, new LambdaInvoke(target, { input, role, deadLetterQueue: this.#missed }));
  }

  /** Puts a message on a queue. */
  message(id: string, at: CronOptions, target: IQueue, content: Record<string, unknown>): void {
    const input = ScheduleTargetInput.fromObject(content);
    const role = this.#role(id, 'sqs:SendMessage', target.queueArn);
    this.#schedule(id, at, new SqsSendMessage(target, { input, role, deadLetterQueue: this.#missed }));
  }

  #schedule(id: string, at: CronOptions, target: LambdaInvoke | SqsSendMessage): void {
    const schedule = ScheduleExpression.cron({ ...at, timeZone: TimeZone.of('Europe/Amsterdam') });
    new Schedule(this, id, { schedule, target });
  }

  /** The role of one schedule. Closed to CDK, which would allow every version of a function as well. */
  #role(id: string, action: string, resource: string): IRole {
    const role = new Role(this, `${id}Role`, { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.#missed.queueArn] }));
    return role.withoutPolicyUpdates();
  }
}
