import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** Every event but `open` and `click`: to report those, SES puts a hidden image in each mail and leads its links past itself. */
const EVENTS = Object.values(EmailSendingEvent).filter(
  (event) => event !== EmailSendingEvent.OPEN && event !== EmailSendingEvent.CLICK,
);

type Sends = {
  readonly allowIf: (
    actions: readonly string[],
    conditions: Record<string, unknown>,
    ...resources: readonly string[]
  ) => void;
};

/** The door for e-mail: who we send as, over TLS only, and every event of it back to us. */
export class Mail extends Construct {
  readonly configurationSet: ConfigurationSet;
  readonly #topic: Topic;
  readonly #domain: string;

  constructor(scope: Construct, id: string, { domain, key }: { readonly domain: string; readonly key: IKey }) {
    super(scope, id);
    this.#domain = domain;
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
    });
    new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(domain),
      configurationSet: this.configurationSet,
      mailFromDomain: `mail.${domain}`,
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.REJECT_MESSAGE,
    });
    this.#topic = new Topic(this, 'Events', { masterKey: key, enforceSSL: true });
    this.configurationSet.addEventDestination('ToTopic', {
      destination: EventDestination.snsTopic(this.#topic),
      events: EVENTS,
    });
  }

  /** Lets a function send as our domain; with `recipients`, to nobody but these. */
  acceptsFrom(sender: Sends, recipients?: readonly string[]): void {
    const { partition, region, account } = Stack.of(this);
    const arn = (what: string) => `arn:${partition}:ses:${region}:${account}:${what}`;
    sender.allowIf(
      ['ses:SendRawEmail'],
      recipients === undefined ? {} : { 'ForAllValues:StringLike': { 'ses:Recipients': recipients } },
      arn(`identity/${this.#domain}`),
      arn(`configuration-set/${this.configurationSet.configurationSetName}`),
    );
  }

  /** No endpoint that the world can reach: topic to queue, and only from this topic. */
  reportsTo({ queue, deadLetters }: { readonly queue: Queue; readonly deadLetters: Queue }): void {
    this.#topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true, deadLetterQueue: deadLetters }));
  }
}
