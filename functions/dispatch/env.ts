import * as z from 'zod';
import { type EnvOf, jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';
import { letterProfileName } from '#shared/domain/letter-kind.ts';
import { sender } from '#shared/domain/sender.ts';
import { epochEnv } from '#shared/store/table-epoch.ts';

export const commonEnv = z.object({
  AGENDA_TABLE: z.string(),
  RESIDENTS_TABLE: z.string(),
  NOTICES_TABLE: z.string(),
  EPOCH: epochEnv.shape.EPOCH,
  RECORDS_BUCKET: z.string(),
  MUNICIPALITY: z.string(),
  SERVICES: jsonOf(servicesOn),
  SENDER: jsonOf(sender),
});

/** Of the channels whose provider may say "not now". */
const throttledEnv = commonEnv.extend({
  /** Their own queue, to ring on again later. */
  DISPATCH_QUEUE_URL: z.url(),
  /** Milliseconds between two messages of one function, so that all together keep to the provider's quota; 0 where there is none. */
  SPACING_MS: z.coerce.number().min(0),
});

export const emailEnv = throttledEnv.extend({
  CONFIGURATION_SET: z.string(),
  /** Whom this stage may reach, as `*@example.org` patterns; `["*"]` in production. */
  ALLOWED_RECIPIENTS: jsonOf(z.array(z.string())),
  TAG_SECRET: z.string(),
});
export type EmailEnv = EnvOf<typeof emailEnv>;

export const smsEnv = throttledEnv.extend({
  SENDER_ID: z.string().regex(/^[A-Z0-9_-]{3,11}$/),
  CONFIGURATION_SET: z.string(),
  PROTECT_CONFIGURATION: z.string(),
  /** US dollars for one text, as AWS wants it: `0.30`. */
  MAX_PRICE: z.string().regex(/^\d{0,2}\.\d{1,5}$/),
  /** Whom this stage may reach, as `+31612345*` patterns; `["*"]` in production. */
  ALLOWED_NUMBERS: jsonOf(z.array(z.string())),
  TAG_SECRET: z.string(),
});
export type SmsEnv = EnvOf<typeof smsEnv>;

/** Lambda sets LAMBDA_TASK_ROOT itself: where the bundle lies, with the fonts beside it. */
export const letterEnv = commonEnv.extend({
  LETTERS_BUCKET: z.string(),
  LETTER_PROFILE: letterProfileName,
  LAMBDA_TASK_ROOT: z.string(),
});
export type LetterEnv = Omit<EnvOf<typeof letterEnv>, 'LAMBDA_TASK_ROOT'>;
