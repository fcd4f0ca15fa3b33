import { type Duration, Stack } from 'aws-cdk-lib';
import { Alarm, type ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

type AlarmProps = {
  readonly metric: IMetric;
  readonly threshold: number;
  readonly comparisonOperator: ComparisonOperator;
  /** What is wrong for residents, in words for who is on duty. */
  readonly text: string;
  readonly periods?: number;
  readonly missing?: TreatMissingData;
};

/** All alarms of a stage go to one topic, to which the municipality subscribes whoever is on duty. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, key: IKey) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    // A policy of our own takes the place of the one that lets the account's alarms in.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  /** Adds an alarm, in the construct it is about where that is another one. */
  add(
    id: string,
    { text, periods = 1, missing = TreatMissingData.NOT_BREACHING, ...props }: AlarmProps,
    scope: Construct = this,
  ): void {
    new Alarm(scope, id, {
      ...props,
      evaluationPeriods: periods,
      alarmDescription: text,
      treatMissingData: missing,
    }).addAlarmAction(new SnsAction(this.topic));
  }

  /** How often a function logged a line with this `msg`. */
  lines(id: string, logGroup: LogGroup, msg: string, period: Duration): IMetric {
    const filter = new MetricFilter(this, `${id}Lines`, {
      logGroup,
      filterPattern: FilterPattern.stringValue('$.msg', '=', msg),
      metricNamespace: 'Tijdig',
      metricName: `${this.node.path.replaceAll('/', '-')}-${id}-${msg}`,
    });
    return filter.metric({ statistic: 'Sum', period });
  }
}
