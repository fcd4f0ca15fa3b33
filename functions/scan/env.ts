import * as z from 'zod';
import { type EnvOf, jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';
import { limits } from '#shared/domain/limits.ts';
import { epochEnv } from '#shared/store/table-epoch.ts';

export const env = epochEnv.extend({
  RECORDS_BUCKET: z.string(),
  CANDIDATES_QUEUE_URL: z.url(),
  EVALUATE_QUEUE_URL: z.url(),
  SERVICES: jsonOf(servicesOn),
  /** Per service the desk behind it: as many messages a day as it can take. */
  DESKS: jsonOf(
    z.record(z.string(), z.object({ slotsPerDay: z.number(), bufferShare: z.number(), expectedUptake: z.number() })),
  ),
  /** Per service what of its own limits is different in this stage. */
  LIMITS: jsonOf(z.record(z.string(), limits)),
  SEGMENTS: z.coerce.number().int().min(1),
});
export type Env = EnvOf<typeof env>;
