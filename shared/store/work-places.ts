import * as z from 'zod';
import { addDays, dayOf, epochSeconds, type IsoDate, isoDate } from '#shared/domain/dates.ts';
import type { WorkItem } from '#shared/domain/work-item.ts';

/** The two lists of work, in order of day: what is open or taken by when it is due, what is done by when it was done. */
const LISTS = { open: 'work#open', done: 'work#done' } as const;
export type List = keyof typeof LISTS;

/** A place in a list: which item, under which day. */
export const place = z.object({ id: z.string(), day: isoDate });
export type Place = z.infer<typeof place>;

/** Done work is kept as long as plans and copies, by which it can be reconstructed what was sent to whom and why. */
const KEPT_DAYS = 400;

export const keyOfPlace = (list: List, { day, id }: Place) => ({ pk: LISTS[list], sk: `${day}#${id}` });

/** Where an item belongs as it is now. */
export const placeOf = (item: WorkItem): { readonly list: List; readonly place: Place } => {
  const { id, due } = item;
  return item.state === 'done'
    ? { list: 'done', place: { id, day: dayOf(item.doneAt) } }
    : { list: 'open', place: { id, day: due } };
};

/** Whether an item belongs where it is listed. If not, a write that was cut off left the place there. */
export const belongsAt = (item: WorkItem | undefined, list: List, { day }: Place): item is WorkItem => {
  const its = item && placeOf(item);
  return its?.list === list && its.place.day === day;
};

/** What a query of a list asks for: all of it, or the days before one. */
export const placesIn = (list: List, before: IsoDate | undefined) => ({
  KeyConditionExpression: before === undefined ? 'pk = :list' : 'pk = :list AND sk < :before',
  ExpressionAttributeValues: { ':list': LISTS[list], ...(before !== undefined && { ':before': before }) },
});

/** Where a page of a list goes on after the place that it ended with. */
export const startAfter = (list: List, after: string) => ({ pk: LISTS[list], sk: after });

/** Only what is done ever goes. */
export const ttlOf = (item: WorkItem): { readonly ttl?: number } =>
  item.state === 'done' ? { ttl: epochSeconds(addDays(dayOf(item.doneAt), KEPT_DAYS)) } : {};
