import * as z from 'zod';
import type { EntryKey } from './agenda.ts';
import { instant, isoDate } from './dates.ts';
import { entryKeyOf } from './notice.ts';
import { workKind, workOutcome } from './work-kinds.ts';

/** A code, such as `no-address` or `unusual:above`: nothing that could say who somebody is. */
const CODE = /^[A-Za-z][\w:-]{0,59}$/;

/** What is known of it: ids and a code. Names and addresses are looked up by the ids, by whoever may; none of it lies here. */
const known = z.object({
  /** What a person calls it by: short, and the same whenever it is computed. */
  id: z.string(),
  kind: workKind,
  /** What it is about: a notice, a resident, a service on a day. */
  subject: z.string(),
  /** Tells this time from another one of the same kind and subject: the try of a notice. */
  time: z.string().optional(),
  /** Whose agenda it is on, where it is somebody's. */
  addresseeId: z.string().optional(),
  reason: z.string().regex(CODE),
  /** The last day on which the promise is kept. */
  due: isoDate,
  at: instant,
});
const taken = z.object({ takenBy: z.string(), takenAt: instant });
const done = z.object({ outcome: workOutcome, doneBy: z.string(), doneAt: instant });

export const workItem = z.discriminatedUnion('state', [
  known.extend({ state: z.literal('open') }),
  known.extend({ state: z.literal('taken'), ...taken.shape }),
  known.extend({ state: z.literal('done'), ...taken.shape, ...done.shape }),
]);
export type WorkItem = z.infer<typeof workItem>;
export type WorkState = WorkItem['state'];

/** What comes up; the worklist adds its number, its due day and its state. */
export type NewWork = Pick<WorkItem, 'kind' | 'subject' | 'time' | 'addresseeId' | 'reason' | 'at'>;

/** A reason that came from outside and is no code is not kept. */
export const codeIn = (reason: string): string => (CODE.test(reason) ? reason : 'other');

/** The entry that it is about; undefined where it is about no notice. */
export const entryOfWork = ({ kind, subject }: Pick<WorkItem, 'kind' | 'subject'>): EntryKey | undefined => {
  switch (kind) {
    case 'handed-over':
    case 'unknown-outcome':
    case 'letter-returned':
      return entryKeyOf(subject);
    case 'bsn-contested':
    case 'service-halted':
    case 'run-halted':
      return undefined;
    default:
      throw new Error(`no such kind of work: ${kind satisfies never}`);
  }
};
