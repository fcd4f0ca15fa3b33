import { beforeAll, expect, it } from 'vitest';
import { type StageName, stageNames } from '#infra/settings.ts';
import { templatesOf } from './stages.ts';
import { at, listed, ofType, type StageTemplate, targetOf } from './table-k/template.ts';

let templates: Readonly<Record<StageName, StageTemplate>>;
beforeAll(async () => {
  templates = await templatesOf();
});

/** The lines of scan that say that the guard held something back, or that somebody is not served. */
const LINES = ['service-halted', 'run-not-made', 'agendas-malformed', 'service-left-out'];

it.each(stageNames)('stage %s: whatever the guard does has an alarm, by the lines of scan', (stage) => {
  const template = templates[stage];
  const filters = ofType(template, 'AWS::Logs::MetricFilter').filter(([, filter]) =>
    targetOf(at(filter, 'Properties.LogGroupName'))?.startsWith('Scan'),
  );
  const alarmed = new Set(
    ofType(template, 'AWS::CloudWatch::Alarm').map(([, alarm]) => at(alarm, 'Properties.MetricName')),
  );
  for (const line of LINES) {
    const [found] = filters.filter(([, filter]) => at(filter, 'Properties.FilterPattern') === `{ $.msg = "${line}" }`);
    const [metric] = listed(at(found?.[1], 'Properties.MetricTransformations'));
    expect(alarmed, line).toContain(at(metric, 'MetricName'));
  }
});
