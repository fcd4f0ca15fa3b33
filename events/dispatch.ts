import * as z from 'zod';
import { versions } from './versions.ts';

const ring = z.object({ v: z.literal(2), noticeId: z.string(), decidedOn: z.number().int() });

/**
 * A notice waits to be sent. Only a doorbell: everything that counts is read from the tables. `decidedOn` says for which decision it
 * was rung; a ring for one that has been put over since is nothing. Version 1 did not say so.
 */
export const dispatchEvent = versions(ring, {
  previous: z.object({ v: z.literal(1), noticeId: z.string() }),
  upgrade: ({ noticeId }) => ({ v: 2, noticeId, decidedOn: undefined }),
});
/** As it is written. */
export type DispatchEvent = z.infer<typeof ring>;
/** As it is read. */
export type DispatchRing = z.output<typeof dispatchEvent>;
