import { arn, handMadeApp, ref } from '#test/local/hand-made-app.ts';

/** Both providers as the stacks set them up, and one queue for what they tell. */
export const SET_UP = handMadeApp({
  Only: {
    Resources: {
      Reports: { Type: 'AWS::SQS::Queue' },
      Told: { Type: 'AWS::SNS::Topic' },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: ref('Told'), Protocol: 'sqs', Endpoint: arn('Reports'), RawMessageDelivery: true },
      },
      Identity: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'town.example' } },
      Set: { Type: 'AWS::SES::ConfigurationSet' },
      Destination: {
        Type: 'AWS::SES::ConfigurationSetEventDestination',
        Properties: {
          ConfigurationSetName: ref('Set'),
          EventDestination: {
            MatchingEventTypes: ['send', 'delivery', 'bounce', 'complaint'],
            SnsDestination: { TopicARN: ref('Told') },
          },
        },
      },
      Sender: { Type: 'AWS::SMSVOICE::SenderId', Properties: { SenderId: 'TOWN', IsoCountryCode: 'NL' } },
      Protect: {
        Type: 'AWS::SMSVOICE::ProtectConfiguration',
        Properties: { CountryRuleSet: { SMS: [{ CountryCode: 'NL', ProtectStatus: 'ALLOW' }] } },
      },
      TextSet: {
        Type: 'AWS::SMSVOICE::ConfigurationSet',
        Properties: {
          EventDestinations: [
            { Enabled: true, MatchingEventTypes: ['TEXT_ALL'], SnsDestination: { TopicArn: ref('Told') } },
          ],
        },
      },
    },
  },
});
