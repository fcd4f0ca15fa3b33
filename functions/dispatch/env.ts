import * as z from 'zod';
import { type EnvOf, jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';
import { sender } from '#shared/domain/sender.ts';

const common = z.object({
  AGENDA_TABLE: z.string(),
  RESIDENTS_TABLE: z.string(),
  NOTICES_TABLE: z.string(),
  RECORDS_BUCKET: z.string(),
  MUNICIPALITY: z.string(),
  SERVICES: jsonOf(servicesOn),
  SENDER: jsonOf(sender),
});

export const emailEnv = common.extend({
  CONFIGURATION_SET: z.string(),
  /** Whom this stage may reach, as `*@example.org` patterns; `["*"]` in production. */
  ALLOWED_RECIPIENTS: jsonOf(z.array(z.string())),
});
export type EmailEnv = EnvOf<typeof emailEnv>;

export const letterEnv = common.extend({ LETTERS_BUCKET: z.string() });
export type LetterEnv = EnvOf<typeof letterEnv>;
