import * as z from 'zod';
import type { IsoDate } from '#shared/domain/dates.ts';
import { type Declaration, electronicChannel } from '#shared/domain/declaration.ts';
import { saidHow } from '#shared/domain/said-how.ts';
import { bsn } from './bsn.ts';
import { dayUntil } from './date-columns.ts';
import { mobileNumberOf } from './mobile-number.ts';
import { rowHeaders } from './row-headers.ts';
import { type Fields, rowKind } from './row-kind.ts';
import { serviceId } from './service-id.ts';

const emailAddress = z.email().max(254);

const mobileNumber = z.string().transform((written, context) => {
  const read = mobileNumberOf(written);
  if ('number' in read) return read.number;
  context.addIssue({ code: 'custom', message: WHY[read.reason], params: { reason: read.reason } });
  return z.NEVER;
});

const WHY = {
  'no-phone-number': 'cannot be read as a telephone number',
  'foreign-number': 'not a Dutch number',
  'no-mobile-number': 'not a Dutch mobile number in use by people',
} as const;

/** What a row says of one service and channel; the delivery adds its own day. */
export type RowOfReachability = Omit<Declaration, 'asOf'> & { readonly bsn: string };

const said = (asOf: IsoDate) => ({
  bsn,
  service: serviceId,
  channel: electronicChannel,
  how: saidHow,
  declared: dayUntil(asOf),
});

/** What an address of a channel must be; of a channel that is none, the channel is what is wrong. */
const ADDRESSES = new Map<string | undefined, z.ZodType<string>>([
  ['email', emailAddress],
  ['sms', mobileNumber],
]);

/** Messages of this service may come by this channel, to this address (Awb 2:8). */
const declared = ({ channel }: Fields, asOf: IsoDate) =>
  z
    .object({ ...said(asOf), address: ADDRESSES.get(channel) ?? z.string() })
    .transform(({ declared, ...rest }) => ({ ...rest, on: declared }));

/** They may no longer. Whatever stands there as address is not looked at, so that no slip in it keeps a withdrawal out. */
const withdrawn = (asOf: IsoDate) =>
  z
    .object({ ...said(asOf), withdrawn: dayUntil(asOf) })
    .refine(({ declared, withdrawn }) => withdrawn >= declared, { path: ['withdrawn'], error: 'before "declared"' })
    .transform(({ declared, ...rest }) => ({ ...rest, on: declared }));

export const reachability = rowKind<RowOfReachability>(rowHeaders.reachability, (fields, asOf) =>
  fields.withdrawn === '' ? declared(fields, asOf) : withdrawn(asOf),
);
