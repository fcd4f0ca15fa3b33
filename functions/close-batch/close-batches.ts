import type { ScheduledEvent } from '#events/scheduled.ts';
import { isWorkingDay } from '#shared/domain/calendar.ts';
import { dayOf } from '#shared/domain/dates.ts';
import type { Batches } from '#shared/store/batches.ts';
import type { Switches } from '#shared/store/switches.ts';

type Deps = {
  readonly unfinished: Batches['unfinished'];
  readonly switches: Pick<Switches, 'halted'>;
  readonly close: (batch: string) => Promise<number | undefined>;
};

/** On working days: closes the batch of the day, and any older one that was left behind. None of restored tables: it may be printed already. */
export const closeBatches =
  ({ unfinished, switches, close }: Deps) =>
  async ({ at }: ScheduledEvent): Promise<{ batches: string[] }> => {
    const today = dayOf(at);
    if (!isWorkingDay(today) || (await switches.halted([])) !== undefined) return { batches: [] };
    const batches = (await unfinished()).filter((batch) => batch <= today);
    for (const batch of batches) await close(batch);
    return { batches };
  };
