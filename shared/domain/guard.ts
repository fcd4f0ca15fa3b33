import * as z from 'zod';
import { type Entry, noticeIdOf } from './agenda.ts';
import { addDays, daysBetween, type IsoDate, isoDate } from './dates.ts';
import type { AgendaView } from './judge.ts';
import type { Band } from './service.ts';

/** How many entries of a service newly came due a day, by the run of a date. */
const rate = z.object({ on: isoDate, perDay: z.number() });
type Rate = z.infer<typeof rate>;

/** What the run of a date counted of a service. It stays with the runs after it until one counts again. */
export const counted = z.object({
  on: isoDate,
  /** The plan that names what was due then. */
  plan: z.string(),
  newly: z.number().int(),
  /** Days that these came due in: since the count before. */
  days: z.number().int(),
  /** This count and those before it, the newest first; begun anew where one halted the service. */
  usual: z.array(rate),
});
export type Counted = z.infer<typeof counted>;

export type Unusual = 'above-its-band' | 'below-its-band' | 'above-three-times-usual' | 'below-a-third-of-usual';

/** What is counted of a service today, and what is wrong with it. */
export type Count = Omit<Counted, 'plan'> & { readonly unusual?: Unusual };

/**
 * Runs that say what is usual: two weeks. Papers run out on the weekdays on which desks were open years ago, so that two days
 * in seven have hardly any.
 */
const USUAL_RUNS = 14;
const LEAST_RUNS = 4;
const TIMES_USUAL = 3;
/** As many as a trial may reach: fewer a day than a person may be asked to look at is no reason to halt. */
const FEW = 25;
/** Below this many a day, a day without any is chance. */
const ENOUGH_TO_MISS = 30;
const WEEK = 7;

/** What is due today on an agenda: open, and in its window. */
export const dueOf = ({ entries }: AgendaView, date: IsoDate): Entry[] =>
  entries.filter(({ state, from, until }) => state === 'open' && from <= date && date < until);

export const dueByService = (views: readonly AgendaView[], date: IsoDate): Map<string, Entry[]> =>
  Map.groupBy(
    views.flatMap((view) => dueOf(view, date)),
    ({ service }) => service,
  );

/**
 * Counts what newly came due since the last count, and says what is unusual about it. With no count before it, only windows
 * that open today are new: those that opened before are a backlog, which the trial of the service holds back.
 * @param before the last count, and every entry that its plan names
 */
export const countNew = (
  due: readonly Entry[],
  date: IsoDate,
  band: Band | undefined,
  before?: { readonly counted: Counted; readonly named: ReadonlySet<string> },
): Count => {
  const newly = due.filter((entry) => (before ? !before.named.has(noticeIdOf(entry)) : entry.from >= date)).length;
  const days = before ? Math.max(1, daysBetween(before.counted.on, date)) : 1;
  const usual = before?.counted.usual ?? [];
  const today = { on: date, perDay: newly / days };
  const unusual = whyUnusual(today, band, usual);
  // Who releases it has looked and found it right, so what is usual is learnt anew from there.
  if (unusual) return { on: date, newly, days, usual: [], unusual };
  return { on: date, newly, days, usual: [today, ...usual].slice(0, USUAL_RUNS) };
};

const whyUnusual = (today: Rate, band: Band | undefined, usual: readonly Rate[]): Unusual | undefined => {
  if (band && today.perDay > band.most) return 'above-its-band';
  if (band && today.perDay < band.least) return 'below-its-band';
  if (usual.length < LEAST_RUNS) return undefined;
  const median = medianOf(usual.map(({ perDay }) => perDay));
  if (today.perDay > Math.max(TIMES_USUAL * median, FEW)) return 'above-three-times-usual';
  const isTooFew = median >= ENOUGH_TO_MISS && today.perDay < median / TIMES_USUAL;
  return isTooFew && isFewForItsWeekday(today, usual) ? 'below-a-third-of-usual' : undefined;
};

/** Far fewer than on the same weekday a week ago as well: where that is not known, a weekday with hardly any looks the same. */
const isFewForItsWeekday = ({ on, perDay }: Rate, usual: readonly Rate[]): boolean => {
  const weekAgo = usual.find((each) => each.on === addDays(on, -WEEK));
  return weekAgo !== undefined && perDay < weekAgo.perDay / TIMES_USUAL;
};

const medianOf = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]] as [number, number];
  return (lower + upper) / 2;
};
