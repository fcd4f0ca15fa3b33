import * as z from 'zod';
import { type EnvOf, jsonOf } from '#shared/aws/env.ts';
import { channel } from '#shared/domain/agenda.ts';
import { epochEnv } from '#shared/store/table-epoch.ts';

const back = z.object({ from: z.url(), to: z.url() });

export const env = epochEnv.extend({
  /** The dead letters that go back, and the queues that they came from. */
  RETURNING_QUEUES: jsonOf(
    z.object({ deliveries: back, chunks: back, evaluations: back, candidates: back, events: back }),
  ),
  /** The dead letters of each channel's dispatch. The queues that they came from are not known here: nothing goes back there. */
  DISPATCH_DEAD_LETTERS_URLS: jsonOf(z.record(channel, z.url())),
});
export type Env = EnvOf<typeof env>;
