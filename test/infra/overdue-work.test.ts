import { beforeAll, expect, it } from 'vitest';
import { type StageName, stageNames } from '#infra/settings.ts';
import { templatesOf } from './stages.ts';
import { at, listed, ofType, type StageTemplate, targetOf } from './table-k/template.ts';

let templates: Readonly<Record<StageName, StageTemplate>>;
beforeAll(async () => {
  templates = await templatesOf();
});

it.each(stageNames)('stage %s: a promise that lapses has an alarm, by one line of the sweep in an hour', (stage) => {
  const template = templates[stage];
  const [, filter] = ofType(template, 'AWS::Logs::MetricFilter').find(
    ([, each]) => at(each, 'Properties.FilterPattern') === '{ $.msg = "work-overdue" }',
  ) as [string, never];
  expect(targetOf(at(filter, 'Properties.LogGroupName'))).toMatch(/^Sweep/);
  const [transformation] = listed(at(filter, 'Properties.MetricTransformations'));
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm').filter(
    ([, alarm]) => at(alarm, 'Properties.MetricName') === at(transformation, 'MetricName'),
  );
  expect(alarms.map(([, { Properties }]) => Properties)).toMatchObject([
    {
      AlarmDescription: expect.stringContaining('inwoners'),
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      ...{ Threshold: 1, EvaluationPeriods: 1, Period: 3600, Statistic: 'Sum', TreatMissingData: 'notBreaching' },
    },
  ]);
});
