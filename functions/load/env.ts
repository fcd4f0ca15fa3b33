import * as z from 'zod';
import type { EnvOf } from '#shared/aws/env.ts';

export const env = z.object({
  INTAKE_BUCKET: z.string(),
  RESIDENTS_TABLE: z.string(),
  AGENDA_TABLE: z.string(),
  NOTICES_TABLE: z.string(),
  EVALUATE_QUEUE_URL: z.url(),
  PSEUDONYM_SECRET: z.string(),
  BSN_SECRET: z.string(),
});
export type Env = EnvOf<typeof env>;
