import type { Agenda, Channel, Entry } from './agenda.ts';
import type { IsoDate } from './dates.ts';
import { hoursOf } from './hours.ts';

/**
 * Why a message goes by its channel: as the resident declared; by letter since nothing is declared for this kind, since what is
 * declared is closed, or since it makes up for a message that failed, or is about or for somebody else.
 */
export type ChannelReason = 'declared' | 'default' | 'closed' | 'recovery' | 'not-own';

/** A channel, that today is closed for it, or that there is none left. `why` goes into the evidence. */
export type Choice =
  | { readonly channel: Channel; readonly why: ChannelReason }
  | { readonly closedToday: true }
  | { readonly none: true };

/** In the order in which they are chosen where the resident declared both. */
const ELECTRONIC = ['email', 'sms'] as const satisfies Channel[];

/**
 * Electronic only where the resident declared to be reachable so for this kind of message (Awb 2:8), else a letter, which
 * needs no declaration. A channel that was stopped or that facts closed is out.
 */
export const chooseChannel = (
  { addresseeId, reach, stops, suppressed }: Pick<Agenda, 'addresseeId' | 'reach' | 'stops' | 'suppressed'>,
  entry: Entry,
  today: IsoDate,
): Choice => {
  const isOpen = (channel: Channel) => !suppressed[channel] && !stops.includes(`channel:${channel}`);
  const only = forLettersOnly(entry, addresseeId);
  const declared = ELECTRONIC.filter((channel) => reach?.types.includes(entry.service) && reach[channel]);
  const electronic = only ? undefined : declared.find(isOpen);
  if (electronic) return hoursOf(today) ? { channel: electronic, why: 'declared' } : { closedToday: true };
  if (!isOpen('letter')) return { none: true };
  return { channel: 'letter', why: only ?? (declared.length > 0 ? 'closed' : 'default') };
};

/**
 * What was declared is for messages to and about oneself. A letter alone is for what makes up for a message that failed,
 * and for what is about or addressed to somebody else than whose agenda it is on.
 */
const forLettersOnly = ({ stage, about, to }: Entry, addresseeId: string): 'recovery' | 'not-own' | undefined => {
  if (stage === 'recovery') return 'recovery';
  return about !== addresseeId || to !== undefined ? 'not-own' : undefined;
};
