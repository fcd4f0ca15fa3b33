import * as z from 'zod';
import { type EnvOf, jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';
import { epochEnv } from '#shared/store/table-epoch.ts';

export const env = epochEnv.extend({
  RECORDS_BUCKET: z.string(),
  LETTERS_BUCKET: z.string(),
  SERVICES: jsonOf(servicesOn),
  SEGMENTS: z.coerce.number().int().min(1),
});
export type Env = EnvOf<typeof env>;
