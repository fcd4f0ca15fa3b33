import * as z from 'zod';
import { type EnvOf, jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';
import { letterProfileName } from '#shared/domain/letter-kind.ts';
import { sender } from '#shared/domain/sender.ts';

export const commonEnv = z.object({
  AGENDA_TABLE: z.string(),
  RESIDENTS_TABLE: z.string(),
  NOTICES_TABLE: z.string(),
  RECORDS_BUCKET: z.string(),
  MUNICIPALITY: z.string(),
  SERVICES: jsonOf(servicesOn),
  SENDER: jsonOf(sender),
});

export const emailEnv = commonEnv.extend({
  CONFIGURATION_SET: z.string(),
  /** Whom this stage may reach, as `*@example.org` patterns; `["*"]` in production. */
  ALLOWED_RECIPIENTS: jsonOf(z.array(z.string())),
});
export type EmailEnv = EnvOf<typeof emailEnv>;

/** Lambda sets LAMBDA_TASK_ROOT itself: where the bundle lies, with the fonts beside it. */
export const letterEnv = commonEnv.extend({
  LETTERS_BUCKET: z.string(),
  LETTER_PROFILE: letterProfileName,
  LAMBDA_TASK_ROOT: z.string(),
});
export type LetterEnv = Omit<EnvOf<typeof letterEnv>, 'LAMBDA_TASK_ROOT'>;
