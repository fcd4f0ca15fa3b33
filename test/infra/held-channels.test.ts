import { beforeAll, expect, it } from 'vitest';
import { type StageName, stageNames } from '#infra/settings.ts';
import { templatesOf } from './stages.ts';
import { at, listed, ofType, type StageTemplate, targetOf } from './table-k/template.ts';

let templates: Readonly<Record<StageName, StageTemplate>>;
beforeAll(async () => {
  templates = await templatesOf();
});

it.each(stageNames)(
  'stage %s: a channel that is held has an alarm of its own, by the lines of its own dispatch',
  (stage) => {
    const template = templates[stage];
    const held = ofType(template, 'AWS::CloudWatch::Alarm').flatMap(([, alarm]) => {
      const text = String(at(alarm, 'Properties.AlarmDescription'));
      if (!text.endsWith('tot het kanaal is vrijgegeven')) return [];
      const feeding = ofType(template, 'AWS::Logs::MetricFilter').filter(([, filter]) =>
        listed(at(filter, 'Properties.MetricTransformations')).some(
          (one) => at(one, 'MetricName') === at(alarm, 'Properties.MetricName'),
        ),
      );
      return feeding.map(([, filter]) => [
        /geen (\S+) tot/.exec(text)?.[1],
        targetOf(at(filter, 'Properties.LogGroupName'))?.replace(/Worker.*/, ''),
        at(filter, 'Properties.FilterPattern'),
      ]);
    });
    expect(held).toEqual([
      ['e-mail', 'DispatchEmail', '{ $.msg = "channel-held" }'],
      ['sms', 'DispatchSms', '{ $.msg = "channel-held" }'],
    ]);
  },
);
