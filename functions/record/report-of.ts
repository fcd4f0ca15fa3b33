import type { PrintEvent } from '#events/print-event.ts';
import type { EmailEvent, ProviderEvent, TextEvent } from '#events/provider-event.ts';
import type { Channel } from '#shared/domain/agenda.ts';
import type { NoticeState } from '#shared/domain/notice.ts';

/** What an event says, whichever provider it came from. */
export type Report = {
  readonly provider: Channel;
  /** What the provider calls the message; a letter's own number. */
  readonly messageId: string;
  /** By what it names the notice: the tag that we gave along, or the batch in which the letter went. */
  readonly about: { readonly tag: string } | { readonly batch: string; readonly letter: string };
  readonly type: string;
  /** The state it brings its notice to; none when it may still come right. */
  readonly state?: NoticeState;
  /** The channel is of no use for this resident any more, or only this message did not arrive. */
  readonly harm?: 'channel' | 'message';
  /** In a word of the provider's own, where it gives one. */
  readonly reason?: string;
};

export const reportOf = (event: ProviderEvent): Report => {
  if ('mail' in event) {
    const { messageId, tags } = event.mail;
    return { provider: 'email', messageId, about: { tag: tags.notice?.[0] ?? '' }, ...ofEmail(event) };
  }
  if ('kind' in event) {
    const { batch, letter } = event;
    return { provider: 'letter', messageId: letter, about: { batch, letter }, ...ofLetter(event) };
  }
  return {
    provider: 'sms',
    messageId: event.messageId,
    about: { tag: event.context.notice ?? '' },
    ...ofText(event),
  };
};

type Said = Pick<Report, 'type' | 'state' | 'harm' | 'reason'>;

/** A bounce that may pass (mailbox full) and a delay change nothing: SES itself goes on trying. */
const ofEmail = ({ eventType: type, bounce }: EmailEvent): Said => {
  switch (type) {
    case 'Send':
      return { type, state: 'SENT' };
    case 'Delivery':
      return { type, state: 'DELIVERED' };
    case 'Bounce':
      return bounce?.bounceType === 'Transient' ? { type } : { type, state: 'BOUNCED', harm: 'channel' };
    case 'Complaint':
      return { type, state: 'COMPLAINED', harm: 'channel' };
    case 'Reject':
    case 'Rendering Failure':
      return { type, state: 'REJECTED', harm: 'channel' };
    case 'DeliveryDelay':
      return { type };
    default:
      throw new Error(`no such event: ${type satisfies never}`);
  }
};

/**
 * A number that does not exist, or on which texts are blocked, closes the channel. A telephone that was off until the hours
 * closed, or a text that a filter held back, says nothing of the number: the letter makes up for it, and the next message may
 * be a text again. *Successful* is the operator's yes, not the telephone's. *Unknown* (no word from the operator in 72 hours)
 * changes nothing: what was sent stays sent, and what is unknown goes to a person. So does a failure that is not final.
 */
const ofText = ({ eventType: type, isFinal }: TextEvent): Said => {
  const said = endOfText(type);
  return said.harm && !isFinal ? { type } : said;
};

const endOfText = (type: TextEvent['eventType']): Said => {
  switch (type) {
    case 'TEXT_QUEUED':
    case 'TEXT_PENDING':
    case 'TEXT_SENT':
    case 'TEXT_SUCCESSFUL':
      return { type, state: 'SENT' };
    case 'TEXT_DELIVERED':
      return { type, state: 'DELIVERED' };
    case 'TEXT_INVALID':
    case 'TEXT_BLOCKED':
    case 'TEXT_CARRIER_BLOCKED':
      return { type, state: 'BOUNCED', harm: 'channel' };
    case 'TEXT_UNREACHABLE':
    case 'TEXT_CARRIER_UNREACHABLE':
    case 'TEXT_TTL_EXPIRED':
    case 'TEXT_SPAM':
    case 'TEXT_INVALID_MESSAGE':
    case 'TEXT_PROTECT_BLOCKED':
      return { type, state: 'BOUNCED', harm: 'message' };
    case 'TEXT_UNKNOWN':
      return { type };
    default:
      throw new Error(`no such event: ${type satisfies never}`);
  }
};

/**
 * What the print house has, it has from a closed batch, so it was sent. A letter that comes back closes the channel: nothing more
 * can be written to where the register says that somebody lives. A letter that it refuses to print says nothing of the resident.
 */
const ofLetter = ({ event: type, reason }: PrintEvent): Said => {
  const said = { type, ...(reason !== undefined && { reason }) };
  switch (type) {
    case 'accepted':
    case 'despatched':
      return { ...said, state: 'SENT' };
    case 'returned':
      return { ...said, state: 'RETURNED', harm: 'channel' };
    case 'refused':
      return { ...said, state: 'REJECTED', harm: 'message' };
    default:
      throw new Error(`no such event: ${type satisfies never}`);
  }
};
