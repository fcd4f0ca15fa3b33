import * as z from 'zod';
import { isBsn } from '#shared/domain/bsn.ts';
import { mobileNumberOf } from './mobile-number.ts';
import type { Row } from './read-rows.ts';
import type { Reject } from './reject.ts';

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
 * What a resident declared: messages of these services may come to this address or number (Awb 2:8). A row is the whole
 * declaration: neither address nor number means withdrawn.
 */
export const declared = z.object({
  bsn: z.string().refine(isBsn, 'fails the eleven-test'),
  email: z.union([z.literal(''), z.email().max(254)]),
  sms: mobileNumber,
  services: z.array(z.string().regex(/^[a-z0-9-]+$/, 'not the id of a service')),
});
export type Declared = z.infer<typeof declared>;

/** @param columns the file's header */
export const readDeclared = (columns: readonly string[], { line, fields }: Row) => {
  const field = (name: string): string => fields[columns.indexOf(name)]?.trim() ?? '';
  const services = field('services')
    .split(',')
    .map((id) => id.trim());
  const parsed = declared.safeParse({
    bsn: field('bsn'),
    email: field('email'),
    sms: field('sms'),
    services: services.filter((id) => id !== ''),
  });
  if (parsed.success) return { declared: parsed.data, rejects: [] };
  return { rejects: parsed.error.issues.map((issue) => rejectOf(line, issue)) };
};

const rejectOf = (line: number, issue: z.core.$ZodIssue): Reject => ({
  line,
  field: String(issue.path[0] ?? ''),
  reason: issue.code === 'custom' ? String(issue.params?.reason ?? 'not-allowed') : issue.code.replaceAll('_', '-'),
  detail: issue.message,
  severity: 'rejected',
});
