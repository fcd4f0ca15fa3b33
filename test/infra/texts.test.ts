import { beforeAll, describe, expect, it } from 'vitest';
import { type StageName, settings, stageNames } from '#infra/settings.ts';
import { templatesOf } from './stages.ts';
import { at, listed, ofType, type StageTemplate, statementsOf, targetOf } from './table-k/template.ts';

let templates: Readonly<Record<StageName, StageTemplate>>;
beforeAll(async () => {
  templates = await templatesOf();
});

describe.each(stageNames)('stage %s', (stage) => {
  it('lets only one function send texts, as one sender and by one protection, and none where nobody may be reached', () => {
    const sending = ofType(templates[stage], 'AWS::IAM::Policy').flatMap(([id, policy]) =>
      statementsOf(at(policy, 'Properties.PolicyDocument'))
        .filter(({ Action }) => listed(Action).includes('sms-voice:SendTextMessage'))
        .map(({ Resource }) => ({ id, resources: listed(Resource).map(targetOf) })),
    );
    expect(sending).toHaveLength(settings[stage].texts.allowedNumbers.length > 0 ? 1 : 0);
    for (const { id, resources } of sending) {
      expect(id).toMatch(/^DispatchSms/);
      expect(resources).toEqual([
        expect.stringMatching(/^TextsConfigurationSet/),
        expect.stringMatching(/^TextsProtect/),
        expect.stringMatching(/^TextsSenderIdNL/),
      ]);
    }
  });

  it('blocks texts to every country by name but the Netherlands', () => {
    const [, protect] = ofType(templates[stage], 'AWS::SMSVOICE::ProtectConfiguration')[0] ?? [];
    const rules = listed(at(protect, 'Properties.CountryRuleSet.SMS'));
    expect(rules.filter((rule) => at(rule, 'ProtectStatus') !== 'BLOCK')).toEqual([
      { CountryCode: 'NL', ProtectStatus: 'ALLOW' },
    ]);
    expect(new Set(rules.map((rule) => at(rule, 'CountryCode'))).size).toBe(rules.length);
    expect(rules.length).toBeGreaterThan(200);
  });

  it('hears of texts from the provider of texts and no other account, on the queue of events', () => {
    const [, set] = ofType(templates[stage], 'AWS::SMSVOICE::ConfigurationSet')[0] ?? [];
    const topic = targetOf(at(listed(at(set, 'Properties.EventDestinations'))[0], 'SnsDestination.TopicArn'));
    const allowed = ofType(templates[stage], 'AWS::SNS::TopicPolicy')
      .filter(([, policy]) =>
        listed(at(policy, 'Properties.Topics'))
          .map(targetOf)
          .includes(topic as string),
      )
      .flatMap(([, policy]) => statementsOf(at(policy, 'Properties.PolicyDocument')))
      .filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.map(({ Principal }) => Principal)).toEqual([{ Service: 'sms-voice.amazonaws.com' }]);
    expect(allowed[0]?.Condition).toEqual({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } });
    const subscribed = ofType(templates[stage], 'AWS::SNS::Subscription').filter(
      ([, one]) => targetOf(at(one, 'Properties.TopicArn')) === topic,
    );
    expect(subscribed.map(([, one]) => at(one, 'Properties.RawMessageDelivery'))).toEqual([true]);
  });
});
