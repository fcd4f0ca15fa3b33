import * as z from 'zod';
import type { EnvOf } from '#shared/aws/env.ts';

export const env = z.object({
  LETTERS_BUCKET: z.string(),
  RECORDS_BUCKET: z.string(),
  EVENTS_QUEUE_URL: z.url(),
});
export type Env = EnvOf<typeof env>;
