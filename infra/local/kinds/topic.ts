import * as z from 'zod';
import type { Kind } from '../kind.ts';
import { arnOf } from '../place.ts';

export const topic: Kind = {
  type: 'AWS::SNS::Topic',
  identify: ({ physical }, _, place) => {
    const arn = arnOf(place, 'sns', physical);
    return { ref: arn, attributes: { TopicArn: arn, TopicName: physical } };
  },
  bringUp: async ({ physical }, { fauxqs }) => void (await fauxqs.sns({ Action: 'CreateTopic', Name: physical })),
};

const properties = z.looseObject({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
  RawMessageDelivery: z.coerce.boolean().default(false),
});

/** Only a queue can be subscribed: mail to the operator or a call over HTTPS would leave this machine. */
export const subscription: Kind = {
  type: 'AWS::SNS::Subscription',
  identify: ({ physical }, _, place) => ({ ref: arnOf(place, 'sns', physical), attributes: {} }),
  bringUp: async ({ name, properties: given }, { fauxqs }) => {
    const { TopicArn, Protocol, Endpoint, RawMessageDelivery } = properties.parse(given);
    if (Protocol === 'email' || Protocol === 'https') return;
    if (Protocol !== 'sqs') throw new Error(`${name}: a subscription by ${Protocol} is not known here`);
    const there = await fauxqs.sns({ Action: 'ListSubscriptionsByTopic', TopicArn });
    if (there.includes(`<Endpoint>${Endpoint}</Endpoint>`)) return;
    const raw = { 'Attributes.entry.1.key': 'RawMessageDelivery', 'Attributes.entry.1.value': `${RawMessageDelivery}` };
    await fauxqs.sns({ Action: 'Subscribe', TopicArn, Protocol, Endpoint, ...raw });
  },
};
