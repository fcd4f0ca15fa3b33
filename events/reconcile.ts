import * as z from 'zod';
import { instant } from '#shared/domain/dates.ts';
import { versions } from './versions.ts';

/** Asks to settle what tables that were put back from a backup do not know. By an operator, by hand (docs/runbook.md). */
const asked = z.object({
  v: z.literal(1),
  /** The instant that the tables were put back to. If in doubt an earlier one: what they do know is left as it is. */
  since: instant,
  /** Also when the tables are of the deployed epoch. */
  force: z.boolean().default(false),
});
export const reconcileEvent = versions(asked);
export type ReconcileEvent = z.infer<typeof reconcileEvent>;
