import { clockOf, dayOf, type Instant, type IsoDate } from './dates.ts';

/** Ahead of UTC by so many hours, in the order in which they come in the night when the clock goes back. */
const OFFSETS = [2, 1];

/**
 * The instants at which a clock in the Netherlands shows `clock` on `day`: one, none in the hour that is left out in spring, or
 * two in the hour that comes twice in autumn, the earlier one first.
 * @param clock hours and minutes as `02:30`
 */
export const instantsOf = (day: IsoDate, clock: string): Instant[] =>
  OFFSETS.map((hours) => new Date(Date.parse(`${day}T${clock}:00+0${hours}:00`)).toISOString() as Instant).filter(
    (at) => dayOf(at) === day && clockOf(at) === clock,
  );
