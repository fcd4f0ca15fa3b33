import * as z from 'zod';

/** A file landed in the intake bucket: what EventBridge says of it. */
export const deliveryEvent = z.object({
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
});
export type DeliveryEvent = z.infer<typeof deliveryEvent>;
