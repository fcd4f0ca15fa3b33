import * as z from 'zod';
import { readingFormat } from '#shared/domain/letter-kind.ts';
import { bsn } from './bsn.ts';
import { mobileNumberOf } from './mobile-number.ts';
import { rowHeaders } from './row-headers.ts';
import { rowKind } from './row-kind.ts';

const split = (services: string): string[] =>
  services
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');

const mobileNumber = z.string().transform((written, context) => {
  if (written === '') return '';
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

/**
 * What a resident declared: messages of these services may come to this address or number (Awb 2:8), and letters in large print
 * when they come. A row is the whole declaration: what it leaves out is withdrawn.
 */
const declared = z.object({
  bsn,
  email: z.union([z.literal(''), z.email().max(254)]),
  sms: mobileNumber,
  services: z
    .string()
    .transform(split)
    .pipe(z.array(z.string().regex(/^[a-z0-9-]+$/, 'not the id of a service'))),
  format: z.union([z.literal(''), readingFormat]),
});
export type Declared = z.infer<typeof declared>;

export const reachability = rowKind(rowHeaders.reachability, () => declared);
