import * as z from 'zod';
import { isoDate } from '#shared/domain/dates.ts';
import { versions } from './versions.ts';

/** One addressee with the entries that the plan of `date` allows; ids only. */
export const candidate = z.object({ addresseeId: z.string(), entries: z.array(z.string()).min(1) });
export type Candidate = z.infer<typeof candidate>;

export const candidatesEvent = versions(
  z.object({ v: z.literal(1), date: isoDate, candidates: z.array(candidate).min(1).max(100) }),
);
export type CandidatesEvent = z.infer<typeof candidatesEvent>;
