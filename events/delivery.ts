import * as z from 'zod';

/** A file landed in a bucket, a register's delivery or a print house's report: what EventBridge says of it. */
export const deliveryEvent = z.object({
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
});
export type DeliveryEvent = z.infer<typeof deliveryEvent>;
