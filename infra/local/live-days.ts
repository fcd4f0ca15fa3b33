import { addDays, type IsoDate } from '#shared/domain/dates.ts';
import type { Day } from './day.ts';
import type { LocalStack } from './stack.ts';

type Days = Omit<Day, 'deliveries'> & {
  readonly first: IsoDate;
  /** So many days at least: it goes on until letters were closed. */
  readonly count: number;
  /** What is delivered on the first of them. */
  readonly deliveries: (day: string) => NonNullable<Day['deliveries']>;
  readonly onDay: (day: IsoDate) => void;
};

/** Lives through the days from `first` on, and ends with one on which letters were closed. @returns the days */
export const liveDays = async (
  { runDay }: Pick<LocalStack, 'runDay'>,
  { first, count, deliveries, onDay, ...each }: Days,
): Promise<IsoDate[]> => {
  const days: IsoDate[] = [];
  for (let day = first, isOver = false; !isOver; day = addDays(day, 1)) {
    onDay(day);
    const { closing } = await runDay(day, { ...each, deliveries: days.length === 0 ? deliveries(day) : [] });
    days.push(day);
    isOver = closing && days.length >= count;
  }
  return days;
};
