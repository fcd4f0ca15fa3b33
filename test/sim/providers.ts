import type { Random } from '#infra/local/invented/random.ts';
import type { Instant } from '#shared/domain/dates.ts';
import type { Command, ServiceName } from '#test/fakes/outside.ts';
import type { Faults } from './faults.ts';
import { failure, type Invocation } from './invocation.ts';
import type { Timeline } from './timeline.ts';

/** A message that a provider took, whatever it answered. */
export type Acceptance = {
  readonly service: 'ses' | 'sms';
  readonly messageId: string;
  readonly tag: string;
  readonly to: string;
  readonly at: number;
  /** Seconds that a text may still be handed over in. */
  readonly ttlSeconds?: number;
};

type Deps = {
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly random: Random;
  /** Called when the provider takes a message, before anybody can know. */
  readonly onAccepted: (acceptance: Acceptance, invocation: Invocation) => void;
  /** Puts an event on the queue, as the topic would. */
  readonly publish: (event: object) => void;
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** The clients' own limit for an answer. */
const CLIENT_TIMEOUT = 5 * SECOND;

/** SES and End User Messaging: what they take, what they answer, and what they tell of it later. */
export const providers = (deps: Deps) => {
  const { timeline, faults, random, onAccepted } = deps;
  const paused = new Set<ServiceName>();
  let count = 0;

  const accept = (service: 'ses' | 'sms', input: Record<string, unknown>, invocation: Invocation): object => {
    count += 1;
    const messageId = `${service}-${count}`;
    const tag = service === 'ses' ? sesTag(input) : ((input.Context as { notice: string }).notice as string);
    const to =
      service === 'ses' ? ((input.Destinations as string[])[0] as string) : (input.DestinationPhoneNumber as string);
    const ttl = input.TimeToLive as number | undefined;
    const acceptance = {
      service,
      messageId,
      tag,
      to,
      at: timeline.now(),
      ...(ttl !== undefined && { ttlSeconds: ttl }),
    };
    onAccepted(acceptance, invocation);
    tell(deps, acceptance);
    return { MessageId: messageId };
  };

  /** Taken or not, whoever asked is not told: an error of the provider's own, or no answer in time. */
  const inDoubt = (service: 'ses' | 'sms', input: Record<string, unknown>, invocation: Invocation): Promise<object> => {
    const isTaken = random.chance(0.5);
    if (isTaken) accept(service, input, invocation);
    if (random.chance(0.5)) return Promise.reject(failure('InternalFailure', isTaken ? 500 : 503));
    return new Promise((_, reject) => timeline.after(CLIENT_TIMEOUT, () => reject(failure('TimeoutError'))));
  };

  const send = (invocation: Invocation, service: ServiceName, { input }: Command): Promise<object> => {
    const which = service as 'ses' | 'sms';
    const fault = faults.firstOf(['send-not-now', 'send-in-doubt', 'send-refused', 'account-paused']);
    if (fault === 'account-paused') paused.add(service);
    if (paused.has(service)) return Promise.reject(pausedError(service));
    switch (fault) {
      case 'send-not-now':
        return Promise.reject(notNow(service, random));
      case 'send-refused':
        return Promise.reject(refusal(service));
      case 'send-in-doubt':
        return inDoubt(which, input, invocation);
      default: {
        const answer = accept(which, input, invocation);
        return new Promise((resolve) => timeline.after(random.between(20, 400), () => resolve(answer)));
      }
    }
  };
  return {
    send,
    /** An operator has had the account opened again. */
    unpause: (): void => paused.clear(),
  };
};

const notNow = (service: ServiceName, random: Random): Error =>
  random.chance(0.5)
    ? failure(service === 'ses' ? 'Throttling' : 'ThrottlingException', 400)
    : failure('Error', undefined, { code: 'ECONNREFUSED' });

const refusal = (service: ServiceName): Error =>
  service === 'ses'
    ? failure('MessageRejected', 400)
    : failure('ConflictException', 409, { Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' });

const sesTag = (input: Record<string, unknown>): string =>
  (input.Tags as { Name: string; Value: string }[]).find(({ Name }) => Name === 'notice')?.Value ?? '';

const pausedError = (service: ServiceName): Error =>
  service === 'ses'
    ? failure('AccountSendingPausedException', 400)
    : failure('ServiceQuotaExceededException', 402, { Reason: 'MONTHLY_SPEND_LIMIT_REACHED' });

/** The events of a message: what becomes of it, told late, twice, out of order or never. */
const tell = ({ timeline, faults, random, publish }: Deps, acceptance: Acceptance): void => {
  const { service } = acceptance;
  const end = faults.strikes('bounced') ? 'bounced' : 'arrived';
  const events = service === 'ses' ? mailEvents(acceptance, end, faults) : textEvents(acceptance, end);
  let wait = faults.strikes('event-early') ? 1 : random.between(2, 20) * SECOND;
  for (const event of events) {
    if (faults.strikes('event-lost')) continue;
    if (faults.strikes('event-late')) wait += random.between(1, 30) * HOUR;
    timeline.after(wait, () => publish(event));
    if (faults.strikes('event-repeated')) timeline.after(wait + random.between(0, 120) * MINUTE, () => publish(event));
    wait += random.between(0, 60) * SECOND;
  }
};

const mailEvents = ({ messageId, tag, to, at }: Acceptance, end: 'bounced' | 'arrived', faults: Faults): object[] => {
  const mail = {
    timestamp: iso(at),
    messageId,
    destination: [to],
    tags: { notice: [tag], 'ses:configuration-set': ['set'] },
  };
  const of = (eventType: string, more: object = {}) => ({ eventType, mail, ...more });
  if (end === 'bounced')
    return [
      of('Send'),
      of('Bounce', { bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: to }] } }),
    ];
  const arrived = [of('Send'), of('DeliveryDelay'), of('Delivery')];
  return faults.strikes('complained') ? [...arrived, of('Complaint')] : arrived;
};

const textEvents = ({ messageId, tag, to }: Acceptance, end: 'bounced' | 'arrived'): object[] => {
  const of = (status: string, isFinal: boolean) => ({
    eventType: `TEXT_${status}`,
    isFinal,
    messageId,
    destinationPhoneNumber: to,
    context: { notice: tag },
  });
  return end === 'bounced'
    ? [of('SENT', false), of('INVALID', true)]
    : [of('SUCCESSFUL', false), of('DELIVERED', true)];
};

const iso = (at: number): Instant => new Date(at).toISOString() as Instant;
