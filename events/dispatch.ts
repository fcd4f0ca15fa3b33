import * as z from 'zod';

/** A notice waits to be sent. Only a doorbell: everything that counts is read from the tables. */
export const dispatchEvent = z.object({ v: z.literal(1), noticeId: z.string() });
export type DispatchEvent = z.infer<typeof dispatchEvent>;
