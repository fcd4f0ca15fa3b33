import * as z from 'zod';
import { versions } from './versions.ts';

/**
 * Bring agendas up to date with the records.
 * `residents`: these; `page`: a page of the table (those that are dirty, or all of them for a backfill), which queues the
 * next page itself; `changed`: all that are dirty, a delivery is in; `backfill`: everybody, if a service's rule differs from
 * what the agendas were evaluated with.
 */
export const evaluateEvent = versions(
  z.discriminatedUnion('kind', [
    z.object({ v: z.literal(1), kind: z.literal('residents'), ids: z.array(z.string()).max(100) }),
    z.object({
      v: z.literal(1),
      kind: z.literal('page'),
      filter: z.enum(['dirty', 'all']),
      segment: z.number().int().min(0),
      /** The last resident of the page before. */
      after: z.string().optional(),
      /** Set on a backfill: what the epoch becomes when the last page is done. */
      fingerprint: z.string().optional(),
    }),
    z.object({ v: z.literal(1), kind: z.literal('changed') }),
    z.object({ v: z.literal(1), kind: z.literal('backfill') }),
  ]),
);
export type EvaluateEvent = z.infer<typeof evaluateEvent>;
