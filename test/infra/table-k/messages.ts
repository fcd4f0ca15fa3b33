import { at, faults, isOurKey, listed, ofType, type Row, refusesPlainText, targetOf } from './template.ts';

/** Every event of a mail that we settle states by. Not `open` and `click`: for those SES changes the mail (decision 011). */
const MAIL_EVENTS = 'send reject bounce complaint delivery renderingFailure deliveryDelay subscription'.split(' ');

/** Every configuration set for mail: over TLS only, its reputation measured, every event reported and no reader followed. */
export const mailSets: Row = (template) => [
  ...ofType(template, 'AWS::SES::ConfigurationSet').flatMap(([id, set]) => {
    const heard = ofType(template, 'AWS::SES::ConfigurationSetEventDestination')
      .filter(([, one]) => targetOf(at(one, 'Properties.ConfigurationSetName')) === id)
      .filter(([, one]) => at(one, 'Properties.EventDestination.Enabled') === true)
      .flatMap(([, one]) => listed(at(one, 'Properties.EventDestination.MatchingEventTypes')));
    return faults(id, {
      'sends in the clear where TLS fails': at(set, 'Properties.DeliveryOptions.TlsPolicy') !== 'REQUIRE',
      'does not measure its reputation': at(set, 'Properties.ReputationOptions.ReputationMetricsEnabled') !== true,
      'does not report every event': MAIL_EVENTS.some((event) => !heard.includes(event)),
      'follows who opens and clicks': heard.some((event) => ['open', 'click'].includes(String(event))),
    });
  }),
  ...ofType(template, 'AWS::SES::EmailIdentity').flatMap(([id, identity]) =>
    faults(id, {
      'may send without a configuration set':
        targetOf(at(identity, 'Properties.ConfigurationSetAttributes.ConfigurationSetName')) === undefined,
      'sends as Amazon when its own record is gone':
        at(identity, 'Properties.MailFromAttributes.BehaviorOnMxFailure') !== 'REJECT_MESSAGE',
    }),
  ),
];

/** Every configuration set for texts: what became of each text is reported. */
export const textSets: Row = (template) =>
  ofType(template, 'AWS::SMSVOICE::ConfigurationSet').flatMap(([id, set]) =>
    faults(id, {
      'does not report every event': !listed(at(set, 'Properties.EventDestinations')).some(
        (one) =>
          at(one, 'Enabled') === true &&
          at(one, 'SnsDestination') !== undefined &&
          listed(at(one, 'MatchingEventTypes')).some((type) => type === 'ALL' || type === 'TEXT_ALL'),
      ),
    }),
  );

/** Every topic: our key, over TLS only. */
export const topics: Row = (template) =>
  ofType(template, 'AWS::SNS::Topic').flatMap(([id, topic]) =>
    faults(id, {
      'is not encrypted with our key': !isOurKey(template, at(topic, 'Properties.KmsMasterKeyId')),
      'may be reached without TLS': !ofType(template, 'AWS::SNS::TopicPolicy').some(
        ([, policy]) =>
          listed(at(policy, 'Properties.Topics')).map(targetOf).includes(id) &&
          refusesPlainText(at(policy, 'Properties.PolicyDocument'), `<${id}>`),
      ),
    }),
  );

/** What a topic or the event bus could not put on a queue is kept. */
export const handOns: Row = (template) => [
  ...ofType(template, 'AWS::SNS::Subscription').flatMap(([id, one]) =>
    faults(id, {
      'loses what it could not hand on':
        targetOf(at(one, 'Properties.RedrivePolicy.deadLetterTargetArn')) === undefined,
      'leads out of the account': at(one, 'Properties.Protocol') !== 'sqs',
    }),
  ),
  ...ofType(template, 'AWS::Events::Rule').flatMap(([id, rule]) =>
    faults(id, {
      'loses what it could not hand on': listed(at(rule, 'Properties.Targets')).some(
        (target) => targetOf(at(target, 'DeadLetterConfig.Arn')) === undefined,
      ),
    }),
  ),
];
