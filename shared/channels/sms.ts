import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { isAllowed } from './allow-list.ts';
import { type Answer, answerOf } from './answer.ts';

const TIMEOUT_MS = 5000;
/** AWS takes no shorter time to live. Source: API reference, SendTextMessage. */
const LEAST_TTL_SECONDS = 5;
/** The only numbers that are ever texted: Dutch mobile ones. */
const DUTCH_MOBILE = /^\+316[1-58]\d{7}$/;

/**
 * A client that calls once: no retries of its own, and a timeout that throws. Like SES, SendTextMessage has no idempotency
 * token: a second try after a lost reply is a second text.
 * @param timeoutMs milliseconds that an answer may take
 */
export const smsClient = (timeoutMs = TIMEOUT_MS): PinpointSMSVoiceV2Client =>
  new PinpointSMSVoiceV2Client({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 3000, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  });

type Stage = {
  readonly senderId: string;
  readonly configurationSet: string;
  readonly protectConfiguration: string;
  /** In US dollars for one text, as AWS writes it: `0.30`. */
  readonly maxPrice: string;
  readonly allowed: readonly string[];
};

/** `ttlSeconds`: not handed to the operator after this long, so that no text rings at night. */
type Text = { readonly text: string; readonly to: string; readonly tag: string; readonly ttlSeconds: number };

/** Sends a text through AWS End User Messaging, once. Whom this stage may not reach is refused before the wire. */
export const smsChannel = (client: PinpointSMSVoiceV2Client, stage: Stage) => ({
  send: async ({ text, to, tag, ttlSeconds }: Text): Promise<Answer> => {
    if (!DUTCH_MOBILE.test(to)) return { kind: 'refused', reason: 'not-a-dutch-mobile-number' };
    if (!isAllowed(to, stage.allowed)) return { kind: 'refused', reason: 'not-allowed-on-this-stage' };
    if (ttlSeconds < LEAST_TTL_SECONDS) return { kind: 'not-now', reason: 'closed-hours' };
    try {
      const { MessageId } = await client.send(
        new SendTextMessageCommand({
          DestinationPhoneNumber: to,
          OriginationIdentity: stage.senderId,
          MessageBody: text,
          MessageType: 'TRANSACTIONAL',
          TimeToLive: ttlSeconds,
          MaxPrice: stage.maxPrice,
          ConfigurationSetName: stage.configurationSet,
          ProtectConfigurationId: stage.protectConfiguration,
          Context: { notice: tag },
          DryRun: false,
        }),
      );
      return MessageId ? { kind: 'accepted', providerId: MessageId } : { kind: 'unknown', reason: 'no-message-id' };
    } catch (error) {
      return aboutTheNumber(error) ?? answerOf(error);
    }
  },
});

/** Reasons that speak of the one number, whichever error they come with. */
const REFUSED: Readonly<Record<string, string>> = {
  DESTINATION_PHONE_NUMBER_OPTED_OUT: 'opted-out',
  DESTINATION_COUNTRY_BLOCKED: 'country-blocked',
  DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION: 'country-blocked',
  DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE: 'number-blocked',
};

type Told = {
  readonly name?: unknown;
  readonly Reason?: unknown;
  readonly Fields?: readonly { readonly Name?: unknown }[];
};

/**
 * No to this number for good. Every other 400 (a sender id that is not registered, the spend limit, a price over the
 * maximum, the sandbox) would meet everybody, so it is left to hold the channel.
 */
const aboutTheNumber = (error: unknown): Answer | undefined => {
  const { name, Reason, Fields = [] } = (typeof error === 'object' && error !== null ? error : {}) as Told;
  const known = REFUSED[String(Reason)];
  if (known !== undefined) return { kind: 'refused', reason: known };
  const isTheNumber =
    name === 'ValidationException' && Fields.some(({ Name }) => /DestinationPhoneNumber/i.test(`${Name}`));
  return isTheNumber ? { kind: 'refused', reason: 'invalid-number' } : undefined;
};
