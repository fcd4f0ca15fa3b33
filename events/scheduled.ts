import * as z from 'zod';
import { instant } from '#shared/domain/dates.ts';
import { versions } from './versions.ts';

/** A schedule fired: `at` is the moment it was meant for, so that firing late or twice means the same day. */
export const scheduledEvent = versions(
  z.object({ v: z.literal(1), at: z.string().transform(toInstant).pipe(instant) }),
);
export type ScheduledEvent = z.infer<typeof scheduledEvent>;

/** EventBridge Scheduler writes whole seconds; the rest of the pipeline has milliseconds. */
function toInstant(at: string): string {
  return /\.\d+Z$/.test(at) ? at : at.replace(/Z$/, '.000Z');
}
