import * as z from 'zod';
import { addDays, type IsoDate } from './dates.ts';
import { type Application, application } from './person.ts';

/** What a file of document events says happened on a day; `cancelled` takes back a request or an appointment. */
export const documentEvent = application.extend({ event: z.enum([...application.shape.event.options, 'cancelled']) });
export type DocumentEvent = z.infer<typeof documentEvent>;

/** How long an event is kept: longer than the year before and the month after a last day in which one matters. */
const KEPT_DAYS = 400;

/**
 * The events with one more among them. A set that only grows, so deliveries may come late, twice or in any order.
 * @param asOf day of the delivery; what happened more than 400 days before it is dropped
 * @returns the events given when there is nothing new
 */
export const withEvent = (
  events: readonly DocumentEvent[],
  { kind, event, on }: DocumentEvent,
  asOf: IsoDate,
): readonly DocumentEvent[] => {
  const oldest = addDays(asOf, -KEPT_DAYS);
  const isKnown = events.some((each) => each.kind === kind && each.event === event && each.on === on);
  return isKnown || on < oldest ? events : [...events.filter((each) => each.on >= oldest), { kind, event, on }];
};

/**
 * The applications that stand. One that was cancelled on its own day or later does not: on one day the cancellation counts
 * as the last, for to write to somebody once too often is better than to miss them. What was issued cannot be cancelled.
 */
export const standing = (events: readonly DocumentEvent[]): Application[] =>
  events.flatMap(({ kind, event, on }): Application[] => {
    if (event === 'cancelled') return [];
    const isCancelled = events.some((each) => each.event === 'cancelled' && each.kind === kind && each.on >= on);
    return event !== 'issued' && isCancelled ? [] : [{ kind, event, on }];
  });
