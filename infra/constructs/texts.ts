import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnConfigurationSet, CfnProtectConfiguration, CfnSenderId } from 'aws-cdk-lib/aws-smsvoice';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { TEXT_COUNTRIES } from './text-countries.ts';

type Sends = { readonly allow: (actions: readonly string[], ...resources: readonly string[]) => void };

/** The door for texts: who we send as, to which countries, and every event of it back to us. */
export class Texts extends Construct {
  /** What the function that sends is told of all this. */
  readonly environment: {
    readonly SENDER_ID: string;
    readonly CONFIGURATION_SET: string;
    readonly PROTECT_CONFIGURATION: string;
    readonly MAX_PRICE: string;
    readonly ALLOWED_NUMBERS: string;
  };
  readonly #topic: Topic;
  readonly #resources: readonly string[];

  constructor(scope: Construct, id: string, props: Settings['texts'] & { readonly key: IKey }) {
    super(scope, id);
    const { senderId, countries, key, maxPrice, allowedNumbers } = props;
    this.#topic = eventsTopic(this, key);
    const protect = new CfnProtectConfiguration(this, 'Protect', {
      countryRuleSet: { sms: TEXT_COUNTRIES.map((country) => ruleFor(country, countries)) },
    });
    const set = new CfnConfigurationSet(this, 'ConfigurationSet', {
      protectConfigurationId: protect.attrProtectConfigurationId,
      eventDestinations: [
        {
          enabled: true,
          eventDestinationName: 'ToTopic',
          matchingEventTypes: ['TEXT_ALL'],
          snsDestination: { topicArn: this.#topic.topicArn },
        },
      ],
    });
    set.node.addDependency(this.#topic);
    const senders = countries.map(
      (isoCountryCode) => new CfnSenderId(this, `SenderId${isoCountryCode}`, { senderId, isoCountryCode }),
    );
    this.#resources = [set.attrArn, protect.attrArn, ...senders.map(({ attrArn }) => attrArn)];
    this.environment = {
      SENDER_ID: senderId,
      CONFIGURATION_SET: set.ref,
      PROTECT_CONFIGURATION: protect.attrProtectConfigurationId,
      MAX_PRICE: maxPrice,
      ALLOWED_NUMBERS: JSON.stringify(allowedNumbers),
    };
  }

  /** Lets a function send with this sender, this configuration set and this protection, and no other. */
  acceptsFrom(sender: Sends): void {
    sender.allow(['sms-voice:SendTextMessage'], ...this.#resources);
  }

  /** No endpoint that the world can reach: topic to queue, and only from this topic. */
  reportsTo({ queue, deadLetters }: { readonly queue: Queue; readonly deadLetters: Queue }): void {
    this.#topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true, deadLetterQueue: deadLetters }));
  }
}

const ruleFor = (countryCode: string, allowed: readonly string[]) => ({
  countryCode,
  protectStatus: allowed.includes(countryCode) ? 'ALLOW' : 'BLOCK',
});

/** Only the provider of texts may publish on it, on behalf of this account. */
const eventsTopic = (scope: Construct, key: IKey): Topic => {
  const topic = new Topic(scope, 'Events', { masterKey: key, enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('sms-voice.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  return topic;
};
