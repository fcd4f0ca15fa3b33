import * as z from 'zod';
import { type EnvOf, jsonOf } from '#shared/aws/env.ts';
import { servicesOn } from '#shared/aws/services-on.ts';
import { channel } from '#shared/domain/agenda.ts';
import { epochEnv } from '#shared/store/table-epoch.ts';

export const env = epochEnv.extend({
  SERVICES: jsonOf(servicesOn),
  /** Its own queue, for what is left of a pack when the rest is done. */
  CANDIDATES_QUEUE_URL: z.url(),
  /** The queue that each channel's dispatch listens to. */
  DISPATCH_QUEUE_URLS: jsonOf(z.record(channel, z.url())),
});
export type Env = EnvOf<typeof env>;
