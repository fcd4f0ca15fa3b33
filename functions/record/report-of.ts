import type { EmailEvent, ProviderEvent, TextEvent } from '#events/provider-event.ts';
import type { NoticeState } from '#shared/domain/notice.ts';

/** What an event says, whichever provider it came from. */
export type Report = {
  readonly messageId: string;
  readonly tag: string;
  readonly type: string;
  /** The state it brings its notice to; none when it may still come right. */
  readonly state?: NoticeState;
  /** The channel is of no use for this resident any more, or only this message did not arrive. */
  readonly harm?: 'channel' | 'message';
};

export const reportOf = (event: ProviderEvent): Report =>
  'mail' in event
    ? { messageId: event.mail.messageId, tag: event.mail.tags.notice?.[0] ?? '', ...ofEmail(event) }
    : { messageId: event.messageId, tag: event.context.notice ?? '', ...ofText(event) };

type Said = Pick<Report, 'type' | 'state' | 'harm'>;

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
