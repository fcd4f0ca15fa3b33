import { beforeAll, describe, expect, it } from 'vitest';
import { type Settings, type StageName, settings, stageNames } from '#infra/settings.ts';
import { templatesOf } from './stages.ts';
import { at, ofType, type StageTemplate, targetOf } from './table-k/template.ts';

let templates: Readonly<Record<StageName, StageTemplate>>;
beforeAll(async () => {
  templates = await templatesOf();
});

describe.each(stageNames)('stage %s', (stage) => {
  const { perSecond }: Settings = settings[stage];
  it.each([
    ['email', 'DispatchEmail'],
    ['sms', 'DispatchSms'],
  ] as const)('%s: its functions together send no more a second than the provider takes', (channel, worker) => {
    const template = templates[stage];
    const [name, lambda] = ofType(template, 'AWS::Lambda::Function').find(([id]) => id.startsWith(worker)) ?? [];
    const mappings = ofType(template, 'AWS::Lambda::EventSourceMapping').filter(
      ([, mapping]) => targetOf(at(mapping, 'Properties.FunctionName')) === name,
    );
    const spacing = Number(at(lambda, 'Properties.Environment.Variables.SPACING_MS'));
    expect(mappings).toHaveLength(1);
    const lanes = Number(at(mappings[0]?.[1], 'Properties.ScalingConfig.MaximumConcurrency'));
    // A second holds a message of a lane, and one more for each spacing that fits in what is left of it.
    const most = spacing === 0 ? Number.POSITIVE_INFINITY : lanes * Math.ceil(1000 / spacing - 1e-9);
    expect(most).toBeLessThanOrEqual(perSecond?.[channel] ?? Number.POSITIVE_INFINITY);
    expect(spacing > 0).toBe(perSecond !== undefined);
  });
  it('has a quota wherever real people can be reached', () => {
    expect(stage === 'local' || perSecond !== undefined).toBe(true);
  });
});
