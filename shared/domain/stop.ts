import * as z from 'zod';
import { isoDate } from './dates.ts';

/** What a resident does not want: `service:<id>` or `channel:<name>`, since when, and when they took that back. */
export const stop = z.object({
  name: z
    .string()
    .regex(
      /^(service:[a-z0-9-]{1,40}|channel:(email|sms|letter))$/,
      'neither service:<id> nor channel:email, channel:sms or channel:letter',
    ),
  on: isoDate,
  lifted: isoDate.optional(),
});
export type Stop = z.infer<typeof stop>;
