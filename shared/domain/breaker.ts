import * as z from 'zod';

/** A bounce that will not pass, or a resident who marked the message as unwanted. */
export type Harm = 'bounce' | 'complaint';

/** One harm: after how many outcomes it came, and by what it is told from another. */
const harmSeen = z.object({ n: z.number().int(), key: z.string() });

/** What became of the messages of one channel, as far as it takes to see that too many do harm. */
export const breaker = z.object({
  /** Raised by every write but the counting of outcomes without harm; 0 when there was none. */
  v: z.number().int().default(0),
  outcomes: z.number().int().default(0),
  bounces: z.array(harmSeen).default([]),
  complaints: z.array(harmSeen).default([]),
  /** The channel was halted for these harms: they count no more once it goes on. */
  held: z.boolean().optional(),
});
export type Breaker = z.infer<typeof breaker>;

/**
 * SES looks into an account at 5 % bounces or 0.1 % complaints; a channel is halted at 2 % and 0.05 %. A twentieth of a per cent
 * of 500 is less than one complaint, so complaints are looked at over 4,000: one angry resident must not silence a town.
 */
const LIMITS = {
  bounce: { most: 10, of: 500, in: 'bounces', reason: 'bounce-rate' },
  complaint: { most: 2, of: 4000, in: 'complaints', reason: 'complaint-rate' },
} as const satisfies Record<Harm, object>;

/**
 * The breaker after one harm more. The same harm again changes nothing. Kept is no more than it takes to trip, so the item
 * stays small.
 * @param key the same for the same harm however often it is reported
 */
export const withHarm = (before: Breaker, harm: Harm, key: string): Breaker => {
  const { in: where, of, most } = LIMITS[harm];
  if (before[where].some((seen) => seen.key === key)) return before;
  const n = before.outcomes + 1;
  const recent = [...before[where], { n, key }].filter((seen) => seen.n > n - of);
  return { ...before, outcomes: n, [where]: recent.slice(-most) };
};

/** Why the channel must be halted; undefined while it may go on. */
export const whyTripped = (now: Breaker): (typeof LIMITS)[Harm]['reason'] | undefined =>
  Object.values(LIMITS).find(({ in: where, of, most }) => recent(now, where, of).length >= most)?.reason;

const recent = ({ outcomes, ...now }: Breaker, where: 'bounces' | 'complaints', of: number) =>
  now[where].filter(({ n }) => n > outcomes - of);

/** The breaker of a channel that goes on after it was halted: what was held against it is forgotten, or it would trip again at once. */
export const anew = ({ v, outcomes }: Breaker): Breaker => ({ v, outcomes, bounces: [], complaints: [] });
