import type { Kind } from '../kind.ts';
import { arnOf } from '../place.ts';

/** Types of resources that do nothing on one machine, and why that is so. */
const REASONS: Readonly<Record<string, string>> = {
  'AWS::CDK::Metadata': 'says only which constructs were used',
  'AWS::CloudWatch::Alarm': 'nobody is on call for a laptop; what stands in the dead letters is printed instead',
  'AWS::CloudWatch::CompositeAlarm': 'as for alarms',
  'AWS::CloudWatch::Dashboard': 'there are no metrics to show',
  'AWS::Logs::LogGroup': 'logs are caught as lines',
  'AWS::Logs::MetricFilter': 'there are no metrics',
  'AWS::KMS::Key': 'nothing is encrypted here but what the functions encrypt themselves',
  'AWS::KMS::Alias': 'as for keys',
  'AWS::IAM::ManagedPolicy': 'only the policies of roles are checked, and functions have their own',
  'AWS::SQS::QueuePolicy': 'who may put on a queue is not checked; what functions do is, by their roles',
  'AWS::SNS::TopicPolicy': 'as for queues',
  'AWS::S3::BucketPolicy': 'as for queues',
  'AWS::Lambda::Permission': 'only schedules and queues call functions, by their own roles',
  'AWS::Scheduler::ScheduleGroup': 'schedules are called by name',
};

const SERVICE: Readonly<Record<string, [service: string, prefix: string]>> = {
  'AWS::KMS::Key': ['kms', 'key/'],
  'AWS::Logs::LogGroup': ['logs', 'log-group:'],
  'AWS::CloudWatch::Alarm': ['cloudwatch', 'alarm:'],
};

export const withoutEffect: readonly Kind[] = Object.keys(REASONS).map((type) => ({
  type,
  identify: ({ physical }, _, place) => {
    const [service = 'local', prefix = ''] = SERVICE[type] ?? [];
    return { ref: physical, attributes: { Arn: arnOf(place, service, `${prefix}${physical}`) } };
  },
  bringUp: () => {},
}));
