import type { Agenda, Channel, Entry } from './agenda.ts';
import type { IsoDate } from './dates.ts';
import { type ElectronicChannel, standingFor } from './declaration.ts';
import { hoursOf } from './hours.ts';
import { isChannelStopped } from './stops.ts';

/** A channel, that today is closed for it, or that there is none left. `why` goes into the evidence. */
export type Choice =
  | { readonly channel: Channel; readonly why: string }
  | { readonly closedToday: true }
  | { readonly none: true };

/** In the order in which they are chosen where the resident declared both. */
const ELECTRONIC: readonly ElectronicChannel[] = ['email', 'sms'];

/**
 * Electronic only where the resident declared to be reachable so for this very kind of message (Awb 2:8), else a letter, which
 * needs no declaration. A channel that was stopped or that facts closed is out. What was declared, how and when, is evidence.
 */
export const chooseChannel = (
  { addresseeId, reach, stops, suppressed }: Pick<Agenda, 'addresseeId' | 'reach' | 'stops' | 'suppressed'>,
  entry: Entry,
  today: IsoDate,
): Choice => {
  const isOpen = (channel: Channel) => !suppressed[channel] && !isChannelStopped(stops, channel);
  const declared = isForLettersOnly(entry, addresseeId)
    ? undefined
    : ELECTRONIC.filter(isOpen).flatMap((each) => standingFor(reach, entry.service, each) ?? [])[0];
  if (declared) {
    const { channel, how, on } = declared;
    return hoursOf(today) ? { channel, why: `declared-${channel}:${how}:${on}` } : { closedToday: true };
  }
  return isOpen('letter') ? { channel: 'letter', why: 'letter-by-default' } : { none: true };
};

/**
 * What was declared is for messages to and about oneself. A letter alone is for what makes up for a message that failed,
 * and for what is about or addressed to somebody else than whose agenda it is on.
 */
const isForLettersOnly = ({ stage, about, to }: Entry, addresseeId: string): boolean =>
  stage === 'recovery' || about !== addresseeId || to !== undefined;
