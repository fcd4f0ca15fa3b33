import * as z from 'zod';
import { type PrintEvent, printEvent } from './print-event.ts';

/**
 * What SES tells of a message that was sent with our configuration set. Only what we use is read; addresses stay out.
 * Source: SES developer guide, contents of event data.
 */
const emailEvent = z.object({
  eventType: z.enum(['Send', 'Delivery', 'DeliveryDelay', 'Bounce', 'Complaint', 'Reject', 'Rendering Failure']),
  mail: z.object({ messageId: z.string(), tags: z.record(z.string(), z.array(z.string())) }),
  bounce: z.object({ bounceType: z.string() }).optional(),
});
export type EmailEvent = z.infer<typeof emailEvent>;

/**
 * What End User Messaging tells of a text. The number in it is not read. Source: AWS End User Messaging SMS user guide,
 * event types and example event data.
 */
const textEvent = z.object({
  eventType: z.enum([
    'TEXT_QUEUED',
    'TEXT_PENDING',
    'TEXT_SENT',
    'TEXT_SUCCESSFUL',
    'TEXT_DELIVERED',
    'TEXT_INVALID',
    'TEXT_INVALID_MESSAGE',
    'TEXT_UNREACHABLE',
    'TEXT_CARRIER_UNREACHABLE',
    'TEXT_BLOCKED',
    'TEXT_CARRIER_BLOCKED',
    'TEXT_PROTECT_BLOCKED',
    'TEXT_SPAM',
    'TEXT_TTL_EXPIRED',
    'TEXT_UNKNOWN',
  ]),
  messageId: z.string(),
  isFinal: z.boolean().default(true),
  context: z.record(z.string(), z.string()).default({}),
});
export type TextEvent = z.infer<typeof textEvent>;

export const providerEvent = z.union([emailEvent, textEvent, printEvent]);
export type ProviderEvent = EmailEvent | TextEvent | PrintEvent;
