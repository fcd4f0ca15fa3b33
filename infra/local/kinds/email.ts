import * as z from 'zod';
import type { Kind } from '../kind.ts';
import { arnOf } from '../place.ts';

export const emailIdentity: Kind = {
  type: 'AWS::SES::EmailIdentity',
  identify: ({ properties }, resolve, place) => {
    const identity = String(resolve(properties.EmailIdentity));
    const token = Object.fromEntries(
      [1, 2, 3].flatMap((n) => [
        [`DkimDNSTokenName${n}`, `local${n}._domainkey.${identity}`],
        [`DkimDNSTokenValue${n}`, `local${n}.dkim.amazonses.com`],
      ]),
    );
    return { ref: identity, attributes: { EmailIdentityArn: arnOf(place, 'ses', `identity/${identity}`), ...token } };
  },
  bringUp: ({ ref }, { ses }) => void ses.identities.add(ref),
};

export const configurationSet: Kind = {
  type: 'AWS::SES::ConfigurationSet',
  identify: ({ physical, properties }, resolve) => ({
    ref: String(resolve(properties.Name) ?? physical),
    attributes: {},
  }),
  bringUp: ({ ref }, { ses }) => void ses.configurationSets.add(ref),
};

const destination = z.looseObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.looseObject({
    Enabled: z.coerce.boolean().default(true),
    MatchingEventTypes: z.array(z.string()),
    SnsDestination: z.object({ TopicARN: z.string() }),
  }),
});

/** `renderingFailure` in a template is `Rendering Failure` in an event, and so on. */
const eventType = (name: string): string =>
  name
    .replace(/([A-Z])/g, ' $1')
    .replace(/^./, (first) => first.toUpperCase())
    .replace('Delivery Delay', 'DeliveryDelay');

export const eventDestination: Kind = {
  type: 'AWS::SES::ConfigurationSetEventDestination',
  identify: ({ physical }) => ({ ref: physical, attributes: { Id: physical } }),
  bringUp: ({ properties }, { ses }) => {
    const { ConfigurationSetName, EventDestination } = destination.parse(properties);
    if (!EventDestination.Enabled) return;
    ses.destinations.push({
      set: ConfigurationSetName,
      topic: EventDestination.SnsDestination.TopicARN,
      types: new Set(EventDestination.MatchingEventTypes.map(eventType)),
    });
  },
};
