import type { Agenda, Channel, Entry } from './agenda.ts';
import { isHoliday, isSunday } from './calendar.ts';
import type { IsoDate } from './dates.ts';

/** A channel, that today is closed for it, or that there is none left. `why` goes into the evidence. */
export type Choice =
  | { readonly channel: Channel; readonly why: string }
  | { readonly closedToday: true }
  | { readonly none: true };

/**
 * Electronic only where the resident declared to be reachable so for this kind of message (Awb 2:8), else a letter, which
 * needs no declaration. What is told about somebody else (a child, a ward) goes by letter. A channel that was stopped or that facts closed is out. Recovery is always a letter.
 */
export const chooseChannel = (
  { reach, stops, suppressed }: Pick<Agenda, 'reach' | 'stops' | 'suppressed'>,
  { service, stage, to }: Entry,
  today: IsoDate,
): Choice => {
  const isOpen = (channel: Channel) => !suppressed[channel] && !stops.includes(`channel:${channel}`);
  if (reach?.email && reach.types.includes(service) && stage !== 'recovery' && to === undefined && isOpen('email')) {
    if (isSunday(today) || isHoliday(today)) return { closedToday: true };
    return { channel: 'email', why: 'declared-email' };
  }
  return isOpen('letter') ? { channel: 'letter', why: 'letter-by-default' } : { none: true };
};
