import * as z from 'zod';
import { type EnvOf, jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';
import { channel } from '#shared/domain/agenda.ts';
import { epochEnv } from '#shared/store/table-epoch.ts';

export const env = epochEnv.extend({
  RESIDENTS_TABLE: z.string(),
  SERVICES: jsonOf(servicesOn),
  RECORDS_BUCKET: z.string(),
  LETTERS_BUCKET: z.string(),
  CANDIDATES_QUEUE_URL: z.url(),
  EVALUATE_QUEUE_URL: z.url(),
  DISPATCH_QUEUE_URLS: jsonOf(z.record(channel, z.url())),
});
export type Env = EnvOf<typeof env>;
