import type { WireRequest } from '../calls-of.ts';
import { s3Units } from './s3-units.ts';
import { sesUnits } from './ses-units.ts';
import { smsUnits } from './sms-units.ts';
import { sqsUnits } from './sqs-units.ts';
import type { Charge } from './units.ts';
import type { WireReply } from './wire-reply.ts';

type Rule = (request: WireRequest, reply: WireReply) => Charge[];

/** What each service bills, by the name that requests are signed for. A service without a line here is not metered. */
const rules: Readonly<Record<string, Rule>> = {
  s3: s3Units,
  ses: sesUnits,
  sqs: sqsUnits,
  'sms-voice': smsUnits,
  secretsmanager: () => [{ units: { secretReads: 1 } }],
};

/** @throws on a service that nobody gave a rule, so that a new one cannot go uncounted */
export const unitsOf = (request: WireRequest, reply: WireReply): Charge[] => {
  const rule = rules[request.service];
  if (!rule) throw new Error(`the meter does not know what ${request.service} bills`);
  return rule(request, reply);
};
