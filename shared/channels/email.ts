import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { isAllowed } from './allow-list.ts';
import { type Answer, answerOf } from './answer.ts';
import { isOneAddress } from './is-one-address.ts';

const TIMEOUT_MS = 5000;

/**
 * A client that calls once: no retries of its own, and a timeout that throws. The default client made two mails of one
 * lost reply, and a timeout that only warns waits for ever.
 * @param timeoutMs milliseconds that an answer may take
 */
export const sesClient = (timeoutMs = TIMEOUT_MS): SESClient =>
  new SESClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 3000, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  });

type Mail = { readonly raw: Uint8Array; readonly from: string; readonly to: string; readonly tag: string };

/** Sends mail through SES, once. Whom this stage may not reach is refused before the wire. */
export const emailChannel = (
  ses: SESClient,
  { configurationSet, allowed }: { readonly configurationSet: string; readonly allowed: readonly string[] },
) => ({
  send: async ({ raw, from, to, tag }: Mail): Promise<Answer> => {
    if (!isOneAddress(to)) return { kind: 'refused', reason: 'not-one-address' };
    if (!isAllowed(to, allowed)) return { kind: 'refused', reason: 'not-allowed-on-this-stage' };
    try {
      const { MessageId } = await ses.send(
        new SendRawEmailCommand({
          Source: from,
          Destinations: [to],
          RawMessage: { Data: raw },
          ConfigurationSetName: configurationSet,
          Tags: [{ Name: 'notice', Value: tag }],
        }),
      );
      return MessageId ? { kind: 'accepted', providerId: MessageId } : { kind: 'unknown', reason: 'no-message-id' };
    } catch (error) {
      return answerOf(error);
    }
  },
});
