import * as z from 'zod';
import { type EnvOf, jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';
import { epochEnv } from '#shared/store/table-epoch.ts';

export const env = epochEnv.extend({
  RESIDENTS_TABLE: z.string(),
  SERVICES: jsonOf(servicesOn),
  LETTERS_BUCKET: z.string(),
});
export type Env = EnvOf<typeof env>;
