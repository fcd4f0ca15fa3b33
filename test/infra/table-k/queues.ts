import { at, faults, listed, ofType, type Row, refusesPlainText, type StageTemplate, targetOf } from './template.ts';

const DAY = 86_400;
/** What SQS takes when a queue does not say. */
const [DEFAULT_RETENTION, DEFAULT_VISIBILITY] = [4 * DAY, 30];

/** Every queue: encrypted, over TLS only, watched; with dead letters that outlive it and time enough for its function. */
export const queues: Row = (template) => {
  const dead = deadLetterQueues(template);
  return ofType(template, 'AWS::SQS::Queue').flatMap(([id, queue]) => [
    ...faults(id, {
      'is not encrypted':
        at(queue, 'Properties.SqsManagedSseEnabled') !== true && at(queue, 'Properties.KmsMasterKeyId') === undefined,
      'may be reached without TLS': !ofType(template, 'AWS::SQS::QueuePolicy').some(
        ([, policy]) =>
          listed(at(policy, 'Properties.Queues')).map(targetOf).includes(id) &&
          refusesPlainText(at(policy, 'Properties.PolicyDocument'), `<${id}>`),
      ),
    }),
    ...(dead.has(id) ? deadLetterFaults : sourceFaults)(template, id),
  ]);
};

const deadLetterFaults = (template: StageTemplate, id: string): string[] =>
  faults(id, {
    'keeps dead letters for less than 14 days': retention(template, id) < 14 * DAY,
    'holds dead letters that nobody hears of': !isWatched(template, id, 'ApproximateNumberOfMessagesVisible'),
  });

const sourceFaults = (template: StageTemplate, id: string): string[] => {
  const redrive = at(template.Resources[id], 'Properties.RedrivePolicy');
  const visibility = Number(at(template.Resources[id], 'Properties.VisibilityTimeout') ?? DEFAULT_VISIBILITY);
  const times = consumerTimes(template, id);
  return faults(id, {
    'has no dead-letter queue': redrive === undefined,
    'gives up before five receives': redrive !== undefined && Number(at(redrive, 'maxReceiveCount')) < 5,
    'keeps messages for more than 4 days': retention(template, id) > 4 * DAY,
    'is worked by nobody': times.length === 0,
    'hands a message out again within six times its function’s time': visibility < 6 * Math.max(0, ...times),
    'may stand still without anybody knowing': !isWatched(template, id, 'ApproximateAgeOfOldestMessage'),
  });
};

/** Every place from which something falls into a dead-letter queue. */
const deadLetterQueues = (template: StageTemplate): Set<string | undefined> =>
  new Set(
    [
      ...ofType(template, 'AWS::SQS::Queue').map(([, one]) => at(one, 'Properties.RedrivePolicy.deadLetterTargetArn')),
      ...ofType(template, 'AWS::Scheduler::Schedule').map(([, one]) =>
        at(one, 'Properties.Target.DeadLetterConfig.Arn'),
      ),
    ].map(targetOf),
  );

const retention = (template: StageTemplate, id: string): number =>
  Number(at(template.Resources[id], 'Properties.MessageRetentionPeriod') ?? DEFAULT_RETENTION);

const consumerTimes = (template: StageTemplate, id: string): number[] =>
  ofType(template, 'AWS::Lambda::EventSourceMapping')
    .filter(([, mapping]) => targetOf(at(mapping, 'Properties.EventSourceArn')) === id)
    .map(([, mapping]) => template.Resources[targetOf(at(mapping, 'Properties.FunctionName')) ?? ''])
    .map((worker) => Number(at(worker, 'Properties.Timeout')));

const isWatched = (template: StageTemplate, id: string, metric: string): boolean =>
  ofType(template, 'AWS::CloudWatch::Alarm').some(
    ([, alarm]) =>
      at(alarm, 'Properties.MetricName') === metric &&
      listed(at(alarm, 'Properties.Dimensions')).some((one) => targetOf(at(one, 'Value')) === id),
  );
