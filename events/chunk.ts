import * as z from 'zod';
import { isoDate } from '#shared/domain/dates.ts';
import { versions } from './versions.ts';

/** One piece of a delivery is ready to be loaded; its rows lie in S3, never in the message. */
export const chunkEvent = versions(z.object({ v: z.literal(1), delivery: z.string(), chunk: z.number().int().min(0) }));
export type ChunkEvent = z.infer<typeof chunkEvent>;

/** Rows of the file, and the line of each; chunks cut by an earlier version say only where a person begins. */
const persons = z.array(
  z.object({
    line: z.number().int(),
    rows: z.array(z.array(z.string())),
    lines: z.array(z.number().int()).optional(),
  }),
);

/** Kinds of file of which every row stands by itself. */
const rowKind = z.enum(['reachability', 'stops', 'reading', 'consents', 'representatives', 'document-events']);

/** What a chunk holds in S3: persons or single rows of the file, or the ids that a full delivery lacks. */
export const chunk = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('persons'), asOf: isoDate, columns: z.array(z.string()), persons }),
  z.object({ kind: rowKind, asOf: isoDate, columns: z.array(z.string()), persons }),
  z.object({ kind: z.literal('missing'), asOf: isoDate, ids: z.array(z.string()) }),
]);
export type Chunk = z.infer<typeof chunk>;
