import * as z from 'zod';
import { type EnvOf, jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';
import { capacities } from '#shared/domain/capacity.ts';
import { limits } from '#shared/domain/limits.ts';
import { epochEnv } from '#shared/store/table-epoch.ts';

export const env = epochEnv.extend({
  RECORDS_BUCKET: z.string(),
  CANDIDATES_QUEUE_URL: z.url(),
  EVALUATE_QUEUE_URL: z.url(),
  SERVICES: jsonOf(servicesOn),
  /** Per service what stands behind it: as many messages a day as the least of these can take. */
  CAPACITIES: jsonOf(z.record(z.string(), capacities)),
  /** Per service what of its own limits is different in this stage. */
  LIMITS: jsonOf(z.record(z.string(), limits)),
  SEGMENTS: z.coerce.number().int().min(1),
});
export type Env = EnvOf<typeof env>;
