import * as z from 'zod';
import type { EnvOf } from '#shared/aws/env.ts';

export const env = z.object({
  AGENDA_TABLE: z.string(),
  NOTICES_TABLE: z.string(),
  TAG_SECRET: z.string(),
});
export type Env = EnvOf<typeof env>;
