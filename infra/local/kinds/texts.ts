import * as z from 'zod';
import type { Kind } from '../kind.ts';
import { arnOf } from '../place.ts';

const set = z.looseObject({
  EventDestinations: z
    .array(
      z.looseObject({
        Enabled: z.coerce.boolean(),
        MatchingEventTypes: z.array(z.string()),
        SnsDestination: z.object({ TopicArn: z.string() }),
      }),
    )
    .max(1, { error: 'more than one event destination is not known here' })
    .default([]),
});

/** A configuration set of End User Messaging, and where its events go. */
export const textConfigurationSet: Kind = {
  type: 'AWS::SMSVOICE::ConfigurationSet',
  identify: ({ physical, properties }, resolve, place) => {
    const name = String(resolve(properties.ConfigurationSetName) ?? physical);
    return { ref: name, attributes: { Arn: arnOf(place, 'sms-voice', `configuration-set/${name}`) } };
  },
  bringUp: ({ ref, properties }, { texts }) => {
    const [destination] = set.parse(properties).EventDestinations.filter(({ Enabled }) => Enabled);
    texts.configurationSets.set(ref, {
      types: new Set(destination?.MatchingEventTypes),
      ...(destination && { topic: destination.SnsDestination.TopicArn }),
    });
  },
};

const rules = z.looseObject({
  CountryRuleSet: z.looseObject({ SMS: z.array(z.object({ CountryCode: z.string(), ProtectStatus: z.string() })) }),
});

/** Which countries are blocked. As on AWS, what is not named is allowed. */
export const protectConfiguration: Kind = {
  type: 'AWS::SMSVOICE::ProtectConfiguration',
  identify: ({ physical }, _, place) => ({
    ref: physical,
    attributes: {
      Arn: arnOf(place, 'sms-voice', `protect-configuration/${physical}`),
      ProtectConfigurationId: physical,
    },
  }),
  bringUp: ({ ref, properties }, { texts }) => {
    const blocked = rules.parse(properties).CountryRuleSet.SMS.filter(({ ProtectStatus }) => ProtectStatus === 'BLOCK');
    texts.protections.set(ref, new Set(blocked.map(({ CountryCode }) => CountryCode)));
  },
};

const sender = z.looseObject({ SenderId: z.string().regex(/^[A-Z0-9_-]{3,11}$/), IsoCountryCode: z.string() });

/** A sender id in one country. */
export const senderId: Kind = {
  type: 'AWS::SMSVOICE::SenderId',
  identify: ({ properties }, resolve, place) => {
    const name = `${resolve(properties.SenderId)}/${resolve(properties.IsoCountryCode)}`;
    return { ref: name, attributes: { Arn: arnOf(place, 'sms-voice', `sender-id/${name}`) } };
  },
  bringUp: ({ properties }, { texts }) => {
    const { SenderId, IsoCountryCode } = sender.parse(properties);
    texts.senderIds.add(`${SenderId}/${IsoCountryCode}`);
  },
};
