import type { Agenda, Channel, Entry } from './agenda.ts';
import type { IsoDate } from './dates.ts';
import { type ElectronicChannel, standingFor } from './declaration.ts';
import { hoursOf } from './hours.ts';
import type { SaidHow } from './said-how.ts';
import { isChannelStopped } from './stops.ts';

/**
 * Why a message goes by its channel: as the resident declared; by letter since nothing is declared for this kind, since what is
 * declared is closed, or since it makes up for a message that failed, or is about or for somebody else.
 */
export type ChannelReason = 'declared' | 'default' | 'closed' | 'recovery' | 'not-own';

/** How and when the resident declared what a channel was chosen by: `form.2026-09-01`. */
export type Declared = `${SaidHow}.${IsoDate}`;

/** A channel, that today is closed for it, or that there is none left. `why` goes into the evidence. */
export type Choice =
  | { readonly channel: Channel; readonly why: ChannelReason; readonly declared?: Declared }
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
  const only = forLettersOnly(entry, addresseeId);
  let why: ChannelReason = only ?? 'default';
  for (const channel of only ? [] : ELECTRONIC) {
    const said = standingFor(reach, entry.service, channel);
    if (said === undefined) continue;
    if (isOpen(channel)) {
      return hoursOf(today) ? { channel, why: 'declared', declared: `${said.how}.${said.on}` } : { closedToday: true };
    }
    why = 'closed';
  }
  return isOpen('letter') ? { channel: 'letter', why } : { none: true };
};

/**
 * What was declared is for messages to and about oneself. A letter alone is for what makes up for a message that failed,
 * and for what is about or addressed to somebody else than whose agenda it is on.
 */
const forLettersOnly = ({ stage, about, to }: Entry, addresseeId: string): 'recovery' | 'not-own' | undefined => {
  if (stage === 'recovery') return 'recovery';
  return about !== addresseeId || to !== undefined ? 'not-own' : undefined;
};
