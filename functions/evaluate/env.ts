import * as z from 'zod';
import { type EnvOf, jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';

export const env = z.object({
  RESIDENTS_TABLE: z.string(),
  AGENDA_TABLE: z.string(),
  NOTICES_TABLE: z.string(),
  EVALUATE_QUEUE_URL: z.url(),
  MUNICIPALITY: z.string(),
  SERVICES: jsonOf(servicesOn),
  SEGMENTS: z.coerce.number().int().min(1),
});
export type Env = EnvOf<typeof env>;
