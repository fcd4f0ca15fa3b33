import { membersOf, type WireRequest } from '../calls-of.ts';
import type { Charge } from './units.ts';
import type { WireReply } from './wire-reply.ts';

/** SES bills each recipient of a mail that it accepts. */
export const sesUnits = ({ body }: WireRequest, { status }: WireReply): Charge[] => {
  if (status !== 200) return [];
  const recipients = membersOf(new URLSearchParams(body.toString()), 'Destinations').length;
  return [{ units: { sesRecipients: recipients } }];
};
