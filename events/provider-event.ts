import * as z from 'zod';

/**
 * What SES tells of a message that was sent with our configuration set. Only what we use is read; addresses stay out.
 * Source: SES developer guide, contents of event data.
 */
export const providerEvent = z.object({
  eventType: z.enum(['Send', 'Delivery', 'DeliveryDelay', 'Bounce', 'Complaint', 'Reject', 'Rendering Failure']),
  mail: z.object({ messageId: z.string(), tags: z.record(z.string(), z.array(z.string())) }),
  bounce: z.object({ bounceType: z.string() }).optional(),
});
export type ProviderEvent = z.infer<typeof providerEvent>;
