import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { measured } from '#shared/channels/gsm7.ts';
import { countryOf, type WireRequest } from './calls-of.ts';
import type { WireAnswer } from './ses.ts';
import type { KeptTexts, Text } from './text.ts';
import type { TextsUp } from './world.ts';

type Deps = {
  readonly up: TextsUp;
  readonly now: () => Date;
  readonly kept: KeptTexts;
  readonly publish: (topic: string, message: string) => Promise<void>;
};

const request = z.looseObject({
  DestinationPhoneNumber: z.string().regex(/^\+[1-9]\d{4,14}$/),
  OriginationIdentity: z.string(),
  MessageBody: z.string().min(1).max(1600),
  ConfigurationSetName: z.string().optional(),
  ProtectConfigurationId: z.string().optional(),
  TimeToLive: z.number().int().min(5).max(259_200),
  Context: z.record(z.string(), z.string().max(800)).default({}),
  DryRun: z.literal(false).optional(),
});

/** AWS has a simulator in some countries only; here the end of any number says what becomes of a text. */
const ENDS: Readonly<Record<string, string>> = { '00': 'INVALID', '02': 'TTL_EXPIRED' };
const OPTED_OUT = '01';

/**
 * End User Messaging, as far as the pipeline uses it: `SendTextMessage`. Keeps what it accepts and tells of it through the
 * configuration set. A number that ends in 00 does not exist, 01 opted out, 02 is off until the text expires; every other
 * gets it.
 */
export const answerSms =
  (deps: Deps) =>
  async ({ headers, body }: WireRequest): Promise<WireAnswer> => {
    if (headers['x-amz-target'] !== 'PinpointSMSVoiceV2.SendTextMessage')
      return refusal('ValidationException', { Reason: 'UNKNOWN_OPERATION' });
    const read = request.safeParse(JSON.parse(body.toString()));
    if (!read.success)
      return refusal('ValidationException', { Reason: 'FIELD_VALIDATION_FAILED', Fields: fields(read.error) });
    const refused = whyRefused(read.data, deps.up);
    if (refused) return refused;
    const { ConfigurationSetName: configurationSet, ...asked } = read.data;
    const text: Text = {
      messageId: randomUUID(),
      at: deps.now().toISOString(),
      from: asked.OriginationIdentity,
      to: asked.DestinationPhoneNumber,
      body: asked.MessageBody,
      ttlSeconds: asked.TimeToLive,
      ...(configurationSet !== undefined && { configurationSet }),
      context: asked.Context,
    };
    deps.kept.keep(text);
    await tellOfText(text, deps);
    return answer(200, { MessageId: text.messageId });
  };

const whyRefused = (asked: z.output<typeof request>, { configurationSets, protections, senderIds }: TextsUp) => {
  const { ConfigurationSetName, ProtectConfigurationId, DestinationPhoneNumber: to } = asked;
  const country = countryOf(to);
  if (!senderIds.has(`${asked.OriginationIdentity}/${country}`))
    return refusal('ResourceNotFoundException', { ResourceType: 'sender-id' });
  if (ConfigurationSetName !== undefined && !configurationSets.has(ConfigurationSetName))
    return refusal('ResourceNotFoundException', { ResourceType: 'configuration-set' });
  if (ProtectConfigurationId !== undefined && !protections.has(ProtectConfigurationId))
    return refusal('ResourceNotFoundException', { ResourceType: 'protect-configuration' });
  if (protections.get(ProtectConfigurationId ?? '')?.has(country))
    return refusal('ConflictException', { Reason: 'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION' });
  if (to.endsWith(OPTED_OUT)) return refusal('ConflictException', { Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' });
  return undefined;
};

/** Publishes the events of a text where its configuration set says. */
export const tellOfText = async (text: Text, { up, kept, publish }: Omit<Deps, 'now'>): Promise<void> => {
  const { topic, types } = up.configurationSets.get(text.configurationSet ?? '') ?? { types: new Set() };
  for (const event of eventsOf(text))
    if (topic && (types.has(event.eventType) || types.has('TEXT_ALL'))) await publish(topic, JSON.stringify(event));
  kept.tell(text);
};

/** The events of a text, in the form of the user guide: example event data. */
const eventsOf = ({ at, from, to, body, messageId, context }: Text) => {
  const { encoding, parts } = measured(body);
  const event = (status: string, isFinal: boolean) => ({
    eventType: `TEXT_${status}`,
    eventVersion: '1.0',
    eventTimestamp: Date.parse(at),
    isFinal,
    originationPhoneNumber: from,
    destinationPhoneNumber: to,
    isoCountryCode: countryOf(to),
    messageId,
    messageRequestTimestamp: Date.parse(at),
    messageEncoding: encoding === 'GSM-7' ? 'GSM' : 'Unicode',
    messageType: 'TRANSACTIONAL',
    messageStatus: status,
    messageStatusDescription: status,
    context,
    totalMessageParts: parts,
  });
  const end = ENDS[to.slice(-2)];
  return end ? [event('SENT', false), event(end, true)] : [event('SUCCESSFUL', false), event('DELIVERED', true)];
};

const fields = (error: z.ZodError) =>
  error.issues.map(({ path, message }) => ({ Name: path.join('.'), Message: message }));

const answer = (status: number, body: object): WireAnswer => ({
  status,
  type: 'application/x-amz-json-1.0',
  body: JSON.stringify(body),
});

const refusal = (name: string, more: object): WireAnswer => answer(400, { __type: name, Message: name, ...more });
