import * as z from 'zod';
import type { EnvOf } from '#shared/aws/env.ts';
import { epochEnv } from '#shared/store/table-epoch.ts';

export const env = epochEnv.extend({
  TAG_SECRET: z.string(),
});
export type Env = EnvOf<typeof env>;
