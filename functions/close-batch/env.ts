import * as z from 'zod';
import { type EnvOf, jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';

export const env = z.object({
  AGENDA_TABLE: z.string(),
  NOTICES_TABLE: z.string(),
  RESIDENTS_TABLE: z.string(),
  SERVICES: jsonOf(servicesOn),
  LETTERS_BUCKET: z.string(),
});
export type Env = EnvOf<typeof env>;
